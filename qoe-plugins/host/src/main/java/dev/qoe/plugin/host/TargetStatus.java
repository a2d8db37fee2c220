package dev.qoe.plugin.host;

import dev.qoe.api.network.ElementPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a target fares.
 *
 * <p>Immutable.
 *
 * @param collector the collector's name
 * @param element the element on whose behalf is read
 * @param address where it is reached
 * @param slow whether its last cycle met its deadline, took more than half of it, or could not
 *     reach the target: it waits in a line of its own, so as not to delay the others
 * @param cycles cycles that ended
 * @param well cycles that ended well and in time
 * @param failed cycles that ended in time with an exception
 * @param timeouts cycles that did not end by their deadline
 * @param skipped cycles that were left out, because the one before had not ended, there was no
 *     room, or the plugin was not there
 * @param last how long the last cycle took
 * @param trouble what went wrong last; empty if the last cycle went well
 * @param lastWell when a cycle last went well, if one has
 * @since 0.1
 */
public record TargetStatus(
    String collector,
    ElementPath element,
    String address,
    boolean slow,
    long cycles,
    long well,
    long failed,
    long timeouts,
    long skipped,
    Duration last,
    String trouble,
    Optional<Instant> lastWell) {}
