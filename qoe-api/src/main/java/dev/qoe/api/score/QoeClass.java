package dev.qoe.api.score;

/**
 * A score in a word, with a colour that the colour-blind can tell apart.
 *
 * @since 0.1
 */
public enum QoeClass {
  /** Below 20. */
  BAD("bad", 0, "#d73027"),
  /** 20 to below 40. */
  POOR("poor", 20, "#fc8d59"),
  /** 40 to below 60. */
  FAIR("fair", 40, "#fee090"),
  /** 60 to below 80. */
  GOOD("good", 60, "#91bfdb"),
  /** 80 and above. */
  EXCELLENT("excellent", 80, "#4575b4");

  private final String word;
  private final double from;
  private final String colour;

  QoeClass(String word, double from, String colour) {
    this.word = word;
    this.from = from;
    this.colour = colour;
  }

  /** Returns the class of a score of 0 to 100. */
  public static QoeClass of(double score) {
    QoeClass found = BAD;
    for (QoeClass candidate : values()) {
      if (score >= candidate.from) {
        found = candidate;
      }
    }
    return found;
  }

  /** Returns the word people read. */
  public String word() {
    return word;
  }

  /** Returns the lowest score of the class, 0 to 80. */
  public double from() {
    return from;
  }

  /** Returns its colour as {@code #rrggbb}. */
  public String colour() {
    return colour;
  }
}
