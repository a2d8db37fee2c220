package dev.qoe.sim.whatif;

import java.util.Locale;

/**
 * Something that a result rests on and that nobody measured.
 *
 * <p>Immutable.
 *
 * @param text what is assumed, in a clause
 * @param trust by how much it scales the quality of the readings it touches, 0 to 1; how large it
 *     is for each law is an engineering choice of this library
 * @param readings how many readings of the result rest on it, {@code >= 0}
 * @since 0.1
 */
public record Assumption(String text, double trust, int readings) {

  /** The trust in what only says how the question is understood. */
  static final double GIVEN = 1;

  /** The trust in what a law of traffic or radio says of a real network. */
  static final double LAW = 0.9;

  /** The trust in what had to be guessed, or lies where a law does not hold. */
  static final double GUESS = 0.5;

  /**
   * Creates an assumption.
   *
   * @throws IllegalArgumentException if the text is blank or {@code trust} is not within 0 to 1
   */
  public Assumption {
    Checks.notBlank("text of an assumption", text);
    Checks.within("trust of assumption '" + text + "'", trust, 0, 1);
  }

  @Override
  public String toString() {
    if (trust == 1) {
      return text;
    }
    String touched = readings == 0 ? "" : "%d values ".formatted(readings);
    return String.format(Locale.ROOT, "%s (%strusted at %.0f %%)", text, touched, 100 * trust);
  }
}
