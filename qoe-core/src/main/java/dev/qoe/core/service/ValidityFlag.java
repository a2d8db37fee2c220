package dev.qoe.core.service;

/**
 * A note that an input lies outside the range for which a model was validated.
 *
 * <p>Immutable.
 *
 * @param field the input's name, with its unit where it has one, for example {@code
 *     packetLossPercent}
 * @param value the value given, in the field's unit
 * @param range the range of validity in words, for example {@code 0 to 20}
 * @since 0.1
 */
public record ValidityFlag(String field, double value, String range) {

  /** Returns for example {@code packetLossPercent 34.0 is outside 0 to 20}. */
  @Override
  public String toString() {
    return field + " " + value + " is outside " + range;
  }
}
