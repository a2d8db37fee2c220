package dev.qoe.core.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A run of a job that has ended.
 *
 * <p>Immutable.
 *
 * @param id its number within the service, from 1; in the log it is the value {@code run}
 * @param job the name of the job
 * @param trigger what made it run
 * @param attempt which attempt it was, from 1
 * @param due when it was due
 * @param started when it began
 * @param ended when it ended
 * @param outcome how it ended
 * @param text what was done, or why not
 * @since 0.1
 */
public record JobRun(
    long id,
    String job,
    JobTrigger trigger,
    int attempt,
    Instant due,
    Instant started,
    Instant ended,
    JobOutcome outcome,
    String text) {

  /** Returns for example {@code retention #7 failed after PT2S: store is down}. */
  @Override
  public String toString() {
    return "%s #%d %s after %s: %s"
        .formatted(
            job,
            id,
            outcome.name().toLowerCase(Locale.ROOT),
            Duration.between(started, ended),
            text);
  }
}
