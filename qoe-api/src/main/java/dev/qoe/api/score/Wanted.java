package dev.qoe.api.score;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The smallest change that was found to bring a score to its target.
 *
 * <p>Immutable.
 *
 * @param element whose score it is
 * @param target the score wanted, 0 to 100
 * @param before the score as it is, 0 to 100; NaN if not known
 * @param after the score after the changes, computed by the model itself; NaN if not known
 * @param changes what has to change, the most effective first; empty if nothing has to or can
 * @since 0.1
 */
public record Wanted(
    ElementPath element, double target, double before, double after, List<Change> changes) {

  /** Creates an answer; the list is copied. */
  public Wanted {
    changes = List.copyOf(changes);
  }

  /** Returns whether the changes reach the target. */
  public boolean reached() {
    return after >= target;
  }

  /** Returns for example {@code packet loss 32 % -> 0.4 % gives 75.1}. */
  @Override
  public String toString() {
    if (Double.isNaN(before)) {
      return "nothing recent is known";
    }
    if (changes.isEmpty()) {
      return String.format(
          Locale.ROOT, reached() ? "already %.1f" : "%.1f, and nothing can better it", before);
    }
    String list = changes.stream().map(Change::toString).collect(Collectors.joining("; "));
    return String.format(
        Locale.ROOT, reached() ? "%s gives %.1f" : "%s gives %.1f at most", list, after);
  }

  /**
   * A change of one indicator of one element.
   *
   * <p>Immutable.
   *
   * @param element whose indicator
   * @param kpi which indicator
   * @param from its value now, in its unit
   * @param to the value it would need, in its unit
   * @param text the change as people see it, for example {@code packet loss 32 % -> 0.4 %}
   */
  public record Change(ElementPath element, Kpi kpi, double from, double to, String text) {
    @Override
    public String toString() {
      return text;
    }
  }
}
