package dev.qoe.core.engine;

/**
 * Something that was refused, and why.
 *
 * <p>Immutable.
 *
 * @param reason a word that names the kind of mistake, for example {@code not-finite}
 * @param place where it came from, for example element and indicator, or file and line
 * @param detail value, rule and remedy
 * @since 0.1
 */
public record DeadLetter(String reason, String place, String detail) {

  @Override
  public String toString() {
    return reason + " at " + place + ": " + detail;
  }
}
