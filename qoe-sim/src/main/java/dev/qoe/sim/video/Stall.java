package dev.qoe.sim.video;

/**
 * A time in which the picture stood still because the next segment was missing.
 *
 * <p>Immutable.
 *
 * @param startMillis when it began, in milliseconds since the player's first request
 * @param mediaMillis how much of the film had been seen by then, in milliseconds
 * @param durationMillis how long it lasted, in milliseconds, {@code > 0}
 * @since 0.1
 */
public record Stall(double startMillis, double mediaMillis, double durationMillis) {}
