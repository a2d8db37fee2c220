package dev.qoe.api.alert;

import java.time.Instant;

/**
 * A step in an alert's life.
 *
 * <p>Immutable.
 *
 * @param state the state it entered
 * @param at when
 * @param by the name of the principal, or of the part of the engine, that did it
 * @param reason why, for people; for {@link AlertState#SUPPRESSED} what suppresses it
 * @since 0.1
 */
public record Transition(AlertState state, Instant at, String by, String reason) {}
