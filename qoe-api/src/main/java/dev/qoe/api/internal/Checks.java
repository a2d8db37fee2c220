package dev.qoe.api.internal;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * The checks at public entry points: each returns its argument or says what is wrong with it.
 *
 * <p>Thread-safe.
 */
public final class Checks {

  private static final int SHOWN = 80;

  private Checks() {}

  /** Returns {@code text} if it is not blank. */
  public static String notBlank(String text, String what) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
    return text;
  }

  /** Returns {@code text} if {@code pattern} matches all of it. */
  public static String matches(String text, Pattern pattern, String what, String rule) {
    return matches(text, pattern.matcher(text).matches(), what, rule);
  }

  /** Returns {@code text} if it {@code matches} its rule. */
  public static String matches(String text, boolean matches, String what, String rule) {
    if (!matches) {
      throw new IllegalArgumentException("%s must be %s: '%s'".formatted(what, rule, shown(text)));
    }
    return text;
  }

  /** Returns {@code value} if it is neither NaN nor infinite. */
  public static double finite(double value, String what) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be finite: %s".formatted(what, value));
    }
    return value;
  }

  /** Returns {@code value} if {@code min <= value <= max}. */
  public static double within(double value, double min, double max, String what) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          "%s must be from %s to %s: %s".formatted(what, min, max, value));
    }
    return value;
  }

  /** Returns {@code collection} if it holds something. */
  public static <C extends Collection<?>> C notEmpty(C collection, String what) {
    if (collection.isEmpty()) {
      throw new IllegalArgumentException(what + " must not be empty");
    }
    return collection;
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
