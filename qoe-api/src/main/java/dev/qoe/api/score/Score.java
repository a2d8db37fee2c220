package dev.qoe.api.score;

import dev.qoe.api.network.ElementPath;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How good an element is for those who use it, how sure that is, and what cost how much.
 *
 * <p>Immutable.
 *
 * @param element what was judged
 * @param time the instant it speaks of
 * @param value 0 (useless) to 100 (as good as it gets); NaN if nothing recent is known
 * @param confidence how sure it is, 0 (nothing recent is known) to 1
 * @param contributions points lost per indicator, the largest first; they sum to {@code 100 -
 *     value}
 * @since 0.1
 */
public record Score(
    ElementPath element,
    Instant time,
    double value,
    double confidence,
    List<Contribution> contributions) {

  private static final int NAMED = 3;

  /** Creates a score; the list is copied. */
  public Score {
    contributions = List.copyOf(contributions);
  }

  /** Returns the score of an element of which nothing recent is known. */
  public static Score unknown(ElementPath element, Instant time) {
    return new Score(element, time, Double.NaN, 0, List.of());
  }

  /** Returns this score with the largest of its contributions only, at most {@code count}. */
  public Score largest(int count) {
    return contributions.size() <= count
        ? this
        : new Score(element, time, value, confidence, contributions.subList(0, count));
  }

  /** Returns whether anything recent is known, so that there is a value. */
  public boolean known() {
    return !Double.isNaN(value);
  }

  /** Returns the score as a mean opinion score, 1 to 5, by a straight line; NaN if not known. */
  public double mos() {
    return 1 + 4 * value / 100;
  }

  /** Returns the score in a word; empty if not known. */
  public Optional<QoeClass> qoeClass() {
    return known() ? Optional.of(QoeClass.of(value)) : Optional.empty();
  }

  /** Returns what cost the score most, largest first, in a sentence. */
  public String explanation() {
    if (!known()) {
      return "nothing recent is known";
    }
    StringBuilder text = new StringBuilder();
    contributions.stream()
        .filter(contribution -> contribution.points() >= 0.05)
        .limit(NAMED)
        .forEach(
            contribution -> {
              text.append(text.isEmpty() ? "" : "; ").append(contribution);
              if (!contribution.element().equals(element)) {
                text.append(" at ").append(contribution.element().name());
              }
            });
    return text.isEmpty() ? "nothing cost any points" : text.toString();
  }

  /** Returns for example {@code 34.6 of 100 (poor), 86 % sure}. */
  @Override
  public String toString() {
    return qoeClass()
        .map(
            word ->
                String.format(
                    Locale.ROOT,
                    "%.1f of 100 (%s), %.0f %% sure",
                    value,
                    word.word(),
                    100 * confidence))
        .orElse("no score (nothing recent is known)");
  }
}
