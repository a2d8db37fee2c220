package dev.qoe.plugin.report.html;

import dev.qoe.api.report.ScoredElement;
import dev.qoe.api.score.Score;
import java.util.List;

/**
 * What cost the points of the whole, per indicator.
 *
 * <p>Confine to one thread.
 */
final class Losses {

  private static final double SHOWN_POINTS = 0.05;

  private Losses() {}

  static void write(Markup markup, Findings findings) {
    markup.open("section", "id", "losses", "aria-labelledby", "losses-h");
    markup.element("h2", "What cost the points", "id", "losses-h");
    findings
        .whole()
        .map(ScoredElement::score)
        .filter(Score::known)
        .ifPresentOrElse(
            score -> losses(markup, score),
            () -> markup.element("p", "Without a score there are no points to lose."));
    markup.close();
  }

  private static void losses(Markup markup, Score score) {
    List<Loss> losses =
        Loss.of(score).stream().filter(loss -> loss.points() >= SHOWN_POINTS).toList();
    if (losses.isEmpty()) {
      markup.element("p", "Nothing cost any points.");
      return;
    }
    markup.element(
        "p",
        Wording.fixed(100 - score.value(), 1)
            + " points are missing from 100. This is what each indicator cost, over all places"
            + " where it was read:",
        "class",
        "lead");
    markup.open("table", "class", "losses");
    Tables.head(markup, "Indicator", "Points lost, and where most");
    markup.open("tbody");
    losses.forEach(loss -> row(markup, loss, losses.get(0).points()));
    markup.close();
    markup.close();
  }

  private static void row(Markup markup, Loss loss, double most) {
    markup.open("tr");
    markup.element("th", Wording.capital(loss.name()), "scope", "row");
    markup.open("td", "class", "loss-bar");
    markup.open("span", "class", "bar plain", "aria-hidden", "true");
    markup.element("i", "", "style", "width:" + Wording.fixed(100 * loss.points() / most, 1) + "%");
    markup.close();
    markup.element("b", Wording.lost(loss.points()));
    markup.element("div", where(loss), "class", "small");
    markup.close();
    markup.close();
  }

  private static String where(Loss loss) {
    String worst = loss.worst().name() + ": " + loss.detail();
    return loss.places() == 1
        ? "At " + worst
        : "At " + Wording.count(loss.places()) + " places, most at " + worst;
  }
}
