package dev.qoe.core.score;

/**
 * The score of an element as it is at any instant: reading it takes some nanoseconds and stops no
 * one.
 *
 * <p>Value and confidence of one {@link #read} belong together. Thread-safe.
 *
 * @since 0.1
 */
public final class LiveScore {

  private final ScoreNode node;
  private final ScoringModel model;

  LiveScore(ScoreNode node, ScoringModel model) {
    this.node = node;
    this.model = model;
  }

  /** Returns value and confidence in one word, to be taken apart by the methods below. */
  public long read() {
    return node.published();
  }

  /** Returns the value of a word, 0 to 100, or NaN if nothing recent is known. */
  public double value(long word) {
    long mean = ScoreNode.meanOf(word);
    return mean == Fixed.UNKNOWN ? Double.NaN : model.score(Fixed.toDouble(mean));
  }

  /** Returns the confidence of a word, 0 to 1. */
  public double confidence(long word) {
    return Fixed.toDouble(ScoreNode.confidenceOf(word));
  }

  /** Returns the value now, 0 to 100, or NaN if nothing recent is known. */
  public double value() {
    return value(read());
  }

  /** Returns the confidence now, 0 to 1. */
  public double confidence() {
    return confidence(read());
  }

  /** Returns whether the element has left its tree: then it keeps the last score it had there. */
  public boolean gone() {
    return node.gone;
  }
}
