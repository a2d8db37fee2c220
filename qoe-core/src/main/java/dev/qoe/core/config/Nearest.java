package dev.qoe.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The known name nearest to a misspelt one.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class Nearest {

  private Nearest() {}

  /** Returns the name that takes the fewest edits from {@code given}, if it takes few. */
  public static Optional<String> to(String given, Collection<String> known) {
    String wanted = given.toLowerCase(Locale.ROOT);
    int most = Math.max(2, given.length() / 3);
    return known.stream()
        .filter(name -> edits(wanted, name.toLowerCase(Locale.ROOT)) <= most(most, name, wanted))
        .min(
            Comparator.comparingInt((String name) -> edits(wanted, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** At most half of the letters may differ, for else short names are all near each other. */
  private static int most(int most, String name, String wanted) {
    return Math.min(most, Math.max(name.length(), wanted.length()) / 2);
  }

  /** Returns a half sentence that offers the nearest name, or nothing if none is near. */
  public static String hint(String given, Collection<String> known) {
    return to(given, known).map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  /** The Levenshtein distance, with one row of the table at a time. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
