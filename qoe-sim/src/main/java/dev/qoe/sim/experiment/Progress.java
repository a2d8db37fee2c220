package dev.qoe.sim.experiment;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a run has come.
 *
 * <p>Immutable.
 *
 * @param done replications finished, those resumed included, {@code >= 0}
 * @param total replications to finish as far as is known now, {@code >= done}
 * @param resumed replications taken over from a run that was killed, {@code >= 0}
 * @param elapsed since this run started
 * @since 0.1
 */
public record Progress(long done, long total, long resumed, Duration elapsed) {

  /** Returns the replications finished a second, {@code >= 0}, those resumed not counted. */
  public double perSecond() {
    double seconds = elapsed.toNanos() / 1e9;
    return seconds > 0 ? (done - resumed) / seconds : 0;
  }

  /** Returns the time left at the present rate, or nothing while there is no rate. */
  public Optional<Duration> timeLeft() {
    double rate = perSecond();
    return rate > 0
        ? Optional.of(Duration.ofMillis(Math.round((total - done) / rate * 1000)))
        : Optional.empty();
  }

  /** Returns for example {@code 120 of 600 replications, 40.0/s, 12 s left}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d of %d replications, %.1f/s", done, total, perSecond())
        + timeLeft().map(left -> ", " + (left.toMillis() + 999) / 1000 + " s left").orElse("");
  }
}
