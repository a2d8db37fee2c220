package dev.qoe.plugin.report.html;

import dev.qoe.api.report.ScoredElement;
import java.util.List;
import java.util.Map;

/**
 * How sure the scores are, and what that means.
 *
 * <p>Confine to one thread.
 */
final class Certainty {

  private static final double[] STEPS = {0.8, 0.5, Findings.LEAST_CONFIDENCE, 0};

  private Certainty() {}

  static void write(Markup markup, Findings findings) {
    markup.open("section", "id", "certainty", "aria-labelledby", "certainty-h");
    markup.element("h2", "How sure the scores are", "id", "certainty-h");
    markup.element(
        "p",
        "How sure a score is says what share of the indicators that are expected of an element, by"
            + " their weight, was really measured: recently, often enough and with good quality."
            + " What is missing makes a score less sure, not lower. Elements that are less than "
            + Wording.percent(Findings.LEAST_CONFIDENCE)
            + " sure are not named among the worst.",
        "class",
        "lead");
    findings
        .whole()
        .ifPresent(
            whole ->
                markup.element(
                    "p",
                    "The score of %s rests on %s and is %s sure."
                        .formatted(
                            whole.displayName(),
                            Wording.count(whole.measurements(), "measurement", "measurements"),
                            Wording.percent(whole.score().confidence()))));
    if (!findings.parts().isEmpty()) {
      table(markup, findings.parts());
    }
    markup.close();
  }

  private static void table(Markup markup, Map<String, List<ScoredElement>> parts) {
    markup.open("table", "class", "certainty");
    Tables.head(
        markup, "How many", "80 % and more", "50 to 80 %", "30 to 50 %", "less than 30 % sure");
    markup.open("tbody");
    parts.forEach(
        (type, elements) -> {
          markup.open("tr");
          markup.element(
              "th", Wording.capital(Headline.plural(type, elements.size())), "scope", "row");
          double above = Double.POSITIVE_INFINITY;
          for (double step : STEPS) {
            Tables.number(markup, Wording.count(between(elements, step, above)));
            above = step;
          }
          markup.close();
        });
    markup.close();
    markup.close();
  }

  private static long between(List<ScoredElement> elements, double from, double below) {
    return elements.stream()
        .mapToDouble(element -> element.score().confidence())
        .filter(confidence -> confidence >= from && confidence < below)
        .count();
  }
}
