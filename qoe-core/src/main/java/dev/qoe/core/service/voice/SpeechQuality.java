package dev.qoe.core.service.voice;

/**
 * The categories of speech transmission quality of ITU-T G.109, by the narrowband R.
 *
 * <p>Recalled, not checked against the text.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum SpeechQuality {
  /** R of 90 or more. */
  BEST(90, "very satisfied"),
  /** R from 80 (inclusive) to 90. */
  HIGH(80, "satisfied"),
  /** R from 70 (inclusive) to 80. */
  MEDIUM(70, "some users dissatisfied"),
  /** R from 60 (inclusive) to 70. */
  LOW(60, "many users dissatisfied"),
  /** R from 50 (inclusive) to 60. */
  POOR(50, "nearly all users dissatisfied"),
  /** R below 50. */
  NOT_RECOMMENDED(Double.NEGATIVE_INFINITY, "not recommended");

  private final double lowestR;
  private final String satisfaction;

  SpeechQuality(double lowestR, String satisfaction) {
    this.lowestR = lowestR;
    this.satisfaction = satisfaction;
  }

  /** Returns the lowest R of this category, inclusive; minus infinity for the last. */
  public double lowestR() {
    return lowestR;
  }

  /** Returns how the users feel, for example {@code some users dissatisfied}. */
  public String satisfaction() {
    return satisfaction;
  }

  /**
   * Returns the category of a narrowband R.
   *
   * @throws IllegalArgumentException if {@code r} is NaN
   */
  public static SpeechQuality of(double r) {
    for (SpeechQuality quality : values()) {
      if (r >= quality.lowestR) {
        return quality;
      }
    }
    throw new IllegalArgumentException("R must be a number: " + r);
  }
}
