package dev.qoe.core.job;

import java.time.Instant;

/**
 * How far a run of a job is.
 *
 * <p>Immutable.
 *
 * @param id its number within the service
 * @param trigger what made it run
 * @param attempt which attempt it is, from 1
 * @param started when it began
 * @param done the share that is done, 0 to 1; NaN if it is not known
 * @param doing what is done now, in a few words; empty if it does not say
 * @param cancelled whether it was asked to end
 * @since 0.1
 */
public record JobProgress(
    long id,
    JobTrigger trigger,
    int attempt,
    Instant started,
    double done,
    String doing,
    boolean cancelled) {}
