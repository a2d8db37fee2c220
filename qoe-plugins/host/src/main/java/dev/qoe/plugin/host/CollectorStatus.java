package dev.qoe.plugin.host;

/**
 * How a collector fares.
 *
 * <p>Immutable.
 *
 * @param name its name in the configuration
 * @param type its type
 * @param plugin the plugin that offers it; empty while there is none
 * @param pushed whether it is pushed to; else it polls
 * @param working whether it can do its work now
 * @param trouble what keeps it from its work; empty if nothing does
 * @since 0.1
 */
public record CollectorStatus(
    String name, String type, String plugin, boolean pushed, boolean working, String trouble) {}
