package dev.qoe.plugin.host;

/**
 * What a plugin has done so far, in numbers that only grow, except those of threads.
 *
 * <p>Immutable.
 *
 * @param calls calls that were begun
 * @param failures calls that ended with a {@link dev.qoe.api.spi.PluginException}
 * @param errors calls that ended with any other exception, or with an error
 * @param timeouts calls that did not end by their deadline
 * @param accepted measurements, readings, events and elements that were taken
 * @param refused such that were refused by whoever takes them, or were not the plugin's to tell
 * @param throttled such that came faster than the plugin's quota and were put off
 * @param late such that came from a call after its deadline
 * @param rejected what could not even be made a measurement
 * @param quarantines how often the plugin was put to rest
 * @param threads threads of its own that live now
 * @param hanging calls that were given up and have not ended yet
 * @param leaked threads of earlier lives of the plugin that still run
 * @since 0.1
 */
public record PluginMeters(
    long calls,
    long failures,
    long errors,
    long timeouts,
    long accepted,
    long refused,
    long throttled,
    long late,
    long rejected,
    long quarantines,
    int threads,
    int hanging,
    int leaked) {

  static final PluginMeters NONE = new PluginMeters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
