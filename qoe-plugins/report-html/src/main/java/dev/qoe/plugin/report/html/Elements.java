package dev.qoe.plugin.report.html;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.report.ScoredElement;
import dev.qoe.api.score.QoeClass;
import dev.qoe.api.score.Score;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of all scored elements, each part below its whole.
 *
 * <p>Confine to one thread.
 */
final class Elements {

  private static final int DEEPEST = 6;

  private final Markup markup;
  private final Findings findings;

  private Elements(Markup markup, Findings findings) {
    this.markup = markup;
    this.findings = findings;
  }

  static void write(Markup markup, Findings findings) {
    new Elements(markup, findings).write();
  }

  private void write() {
    markup.open("section", "id", "places", "aria-labelledby", "places-h");
    markup.element("h2", "Places", "id", "places-h");
    List<ScoredElement> elements = findings.report().elements();
    if (elements.isEmpty()) {
      markup.element("p", "No element has a score.");
    } else {
      shares();
      table(elements);
    }
    markup.close();
  }

  private void shares() {
    for (Map.Entry<String, List<ScoredElement>> kind : findings.parts().entrySet()) {
      List<Score> scores = kind.getValue().stream().map(ScoredElement::score).toList();
      markup.open("div", "class", "share");
      markup.element(
          "span",
          Wording.count(scores.size()) + " " + Headline.plural(kind.getKey(), scores.size()));
      Chips.distribution(markup, scores);
      markup.close();
    }
  }

  private void table(List<ScoredElement> elements) {
    Set<ElementPath> paths =
        elements.stream().map(element -> element.score().element()).collect(Collectors.toSet());
    markup.open(
        "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "All elements");
    markup.open("table", "id", "elements", "class", "elements", "role", "table");
    markup.open("thead", "role", "rowgroup");
    markup.open("tr", "role", "row");
    for (String title : List.of("Element", "Score", "Sure", "Measurements", "Costs most")) {
      markup.element("th", title, "scope", "col", "role", "columnheader");
    }
    markup.close();
    markup.close();
    markup.open("tbody", "role", "rowgroup");
    elements.forEach(element -> row(element, depth(element.score().element(), paths)));
    markup.close();
    markup.close();
    markup.close();
  }

  /** Returns how many of the elements above a path are in the table too. */
  private static int depth(ElementPath path, Set<ElementPath> paths) {
    int depth = 0;
    for (var above = path.parent(); above.isPresent(); above = above.get().parent()) {
      depth += paths.contains(above.get()) ? 1 : 0;
    }
    return Math.min(depth, DEEPEST);
  }

  private void row(ScoredElement element, int depth) {
    Score score = element.score();
    String word = score.qoeClass().map(QoeClass::word).orElse("no score");
    markup.open("tr", "role", "row", "data-class", word);
    markup.open(
        "th",
        "scope",
        "row",
        "role",
        "rowheader",
        "class",
        "d" + depth,
        "title",
        score.element().text());
    markup.text(element.displayName() + " ");
    markup.element("span", element.type(), "class", "small");
    markup.close();
    markup.open("td", "role", "cell", "class", "score", "data-v", sortable(score.value()));
    bar(score);
    Chips.score(markup, score.value());
    markup.close();
    markup.open("td", "role", "cell", "class", "n", "data-v", sortable(score.confidence()));
    Chips.confidence(markup, score.confidence());
    markup.close();
    markup.element(
        "td",
        Wording.count(element.measurements()),
        "role",
        "cell",
        "class",
        "n count",
        "data-v",
        Long.toString(element.measurements()));
    markup.element("td", Wording.mainLoss(score), "role", "cell", "class", "small loss");
    markup.close();
  }

  private void bar(Score score) {
    markup.open("span", "class", "bar", "aria-hidden", "true");
    if (score.known()) {
      markup.element(
          "i",
          "",
          "class",
          Chips.style(score.value()),
          "style",
          "width:" + Wording.fixed(score.value(), 1) + "%");
    }
    markup.close();
  }

  private static String sortable(double value) {
    return Double.isNaN(value) ? "-1" : Wording.fixed(value, 3);
  }
}
