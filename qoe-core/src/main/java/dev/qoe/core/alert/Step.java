package dev.qoe.core.alert;

import dev.qoe.api.alert.Evidence;
import java.util.Comparator;
import java.util.List;

/**
 * What a rule on an element has to say about its alert, to be entered in the book.
 *
 * <p>Rules are judged side by side; entered in {@link #ORDER} their steps make the same alerts
 * whatever the number of threads. Immutable.
 *
 * @param kind what it says
 * @param by the rule on the element
 * @param sinceMicros since when its condition holds, in microseconds of the epoch
 * @param atMicros when it says so, in microseconds of the epoch
 * @param evidence what supports it at that time
 * @param reason why, for people
 */
public record Step(
    Kind kind,
    RuleInstance by,
    long sinceMicros,
    long atMicros,
    List<Evidence> evidence,
    String reason) {

  /** By time, then element, then rule. */
  public static final Comparator<Step> ORDER =
      Comparator.comparingLong(Step::atMicros)
          .thenComparing(step -> step.by.element())
          .thenComparing(step -> step.by.rule().id());

  /** What a rule may say. */
  public enum Kind {
    /** Its condition has lasted. */
    HOLD,
    /** The evidence says that it is over. */
    RELEASE,
    /** Its indicators have fallen silent. */
    SILENCE,
    /** Its indicators are heard again. */
    HEARD,
    /** The trouble of an alert that was resolved by hand has gone. */
    FORGET
  }
}
