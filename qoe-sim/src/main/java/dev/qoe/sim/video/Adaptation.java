package dev.qoe.sim.video;

/**
 * How well a player followed its link: errors of the throughput estimate and times of reaction, as
 * Sabre defines them.
 *
 * <p>Immutable.
 *
 * @param overestimates how many downloads came slower than estimated, {@code >= 0}; where the
 *     link's rate did not change, estimate and rate are equal but for rounding, which then decides
 * @param meanEstimateErrorKbps the mean of estimate less measured rate, in kbit/s
 * @param rampUpMillis when the first segment played at the quality that the link could sustain, in
 *     milliseconds from the first request; the film's duration if none did
 * @param reactionMillis the sum over all lasting rises of the link's rate of the time until a
 *     segment of the quality played that it could sustain, each at most the buffer's capacity
 * @since 0.1
 */
public record Adaptation(
    int overestimates, double meanEstimateErrorKbps, double rampUpMillis, double reactionMillis) {}
