package dev.qoe.plugin.host;

import java.util.Collection;
import java.util.Comparator;

/** The known name nearest to a misspelt one, by Levenshtein's distance with swaps. */
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

  /** Returns how many letters are missing, too many, other ones, or two in each other's place. */
  private static int edits(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        table[i][j] = i == 0 || j == 0 ? i + j : least(a, b, i, j, table);
      }
    }
    return table[a.length()][b.length()];
  }

  private static int least(String a, String b, int i, int j, int[][] table) {
    int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least =
        Math.min(table[i - 1][j - 1] + other, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
  }
}
