package dev.qoe.plugin.host;

import java.util.Collection;
import java.util.Comparator;

/** The known name nearest to a misspelt one, by Levenshtein's distance. */
final class Nearest {

  private Nearest() {}

  /** Returns a half sentence that offers the nearest name, or nothing if none is near. */
  static String hint(String given, Collection<String> known) {
    int most = Math.max(1, given.length() / 3);
    return known.stream()
        .filter(name -> edits(given, name) <= most)
        .min(
            Comparator.comparingInt((String name) -> edits(given, name))
                .thenComparing(Comparator.naturalOrder()))
        .map(name -> "; did you mean '" + name + "'?")
        .orElse("");
  }

  /** One row of the table at a time. */
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
