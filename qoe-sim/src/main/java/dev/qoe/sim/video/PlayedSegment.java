package dev.qoe.sim.video;

/**
 * One segment as the viewer got it.
 *
 * <p>Times are milliseconds since the player's first request. Immutable.
 *
 * @param index its place in the film, {@code >= 0}
 * @param quality the quality that was played, 0 for the lowest
 * @param bitrateKbps the nominal bitrate of that quality, in kbit/s
 * @param sizeBits its size in that quality, in bits
 * @param requestMillis when its download was asked for, the last one if it was asked for again
 * @param arrivalMillis when it had arrived
 * @param startMillis when it began to play
 * @param stallMillis how long the picture stood still before it, {@code >= 0}; the start-up delay
 *     is not a stall
 * @since 0.1
 */
public record PlayedSegment(
    int index,
    int quality,
    double bitrateKbps,
    double sizeBits,
    double requestMillis,
    double arrivalMillis,
    double startMillis,
    double stallMillis) {}
