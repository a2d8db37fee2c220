package dev.qoe.core.engine;

import dev.qoe.api.measure.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the measurements of a source fare.
 *
 * <p>Immutable.
 *
 * @param name its name
 * @param ledger what became of everything it handed in
 * @param newest the newest event time it handed in; empty before the first
 * @param behind how far that is behind the engine's time; negative if it is ahead
 * @param future how many measurements were refused because they were stamped with a time to come:
 *     its clock is wrong
 * @param ahead how many measurements were stamped more than five seconds ahead of the clock and had
 *     to wait until it got there
 * @param mostAhead how far ahead the one that was furthest; zero if there was none
 * @param throttled how often its quota made it wait
 * @param waiting how many of its measurements wait for the store
 * @param closed whether it is closed
 * @since 0.1
 */
public record SourceStatus(
    String name,
    Ledger ledger,
    Optional<Instant> newest,
    Duration behind,
    long future,
    long ahead,
    Duration mostAhead,
    long throttled,
    long waiting,
    boolean closed) {}
