package dev.qoe.plugin.report.html;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.report.Report;
import dev.qoe.api.report.ScoredElement;
import dev.qoe.api.score.QoeClass;
import dev.qoe.api.score.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The answer: how good, where not, why, since when, what to do.
 *
 * <p>Confine to one thread.
 */
final class Headline {

  private static final int NAMED = 3;
  private static final double FEW = 0.5;
  private static final double TELLING_POINTS = 1;

  private final Markup markup;
  private final Findings findings;

  private Headline(Markup markup, Findings findings) {
    this.markup = markup;
    this.findings = findings;
  }

  static void write(Markup markup, Findings findings) {
    new Headline(markup, findings).write();
  }

  private void write() {
    markup.open("section", "id", "answer", "aria-labelledby", "answer-h");
    markup.element("h2", "The answer", "id", "answer-h", "class", "quiet");
    Score score = findings.whole().map(ScoredElement::score).orElseGet(Headline::unknown);
    markup.open("div", "class", "answer");
    markup.open("div");
    verdict(score);
    scope();
    markup.close();
    markup.open("dl");
    where();
    why(score);
    sinceWhen();
    whatToDo(score);
    markup.close();
    markup.close();
    markup.close();
  }

  private static Score unknown() {
    return Score.unknown(ElementPath.of("nothing"), Instant.EPOCH);
  }

  private void verdict(Score score) {
    markup.open("div", "class", "verdict " + Chips.style(score.value()));
    String name = findings.whole().map(ScoredElement::displayName).orElse("");
    markup.element("p", "Quality of experience" + (name.isEmpty() ? "" : " of " + name));
    markup.open("p", "class", "big");
    markup.element("b", score.known() ? Wording.score(score.value()) : Wording.NOTHING);
    markup.element("span", score.known() ? " of 100" : "");
    markup.close();
    markup.element("p", score.qoeClass().map(QoeClass::word).orElse("not known"), "class", "word");
    scale(score);
    markup.open("p");
    Chips.confidence(markup, score.confidence());
    markup.text(" sure");
    markup.close();
    markup.close();
  }

  /** On how much all of this stands. */
  private void scope() {
    Report report = findings.report();
    markup.open("ul", "class", "scope");
    markup.element("li", Wording.count(report.ledger().received(), "measurement", "measurements"));
    markup.element("li", Wording.count(report.sessions().size(), "session", "sessions"));
    markup.element("li", Wording.count(report.alerts().size(), "alert", "alerts"));
    markup.close();
  }

  /** A scale of the five classes with a mark where the score stands. */
  private void scale(Score score) {
    markup.open("div", "class", "scale", "aria-hidden", "true");
    for (QoeClass word : QoeClass.values()) {
      markup.element("i", "", "class", "q-" + word.word());
    }
    if (score.known()) {
      markup.element("b", "", "style", "left:" + Wording.fixed(score.value(), 1) + "%");
    }
    markup.close();
  }

  private void where() {
    question("Where is it not good?");
    if (findings.parts().isEmpty()) {
      markup.element("p", "Nothing below the whole has a score.");
    }
    for (Map.Entry<String, List<ScoredElement>> kind : findings.parts().entrySet()) {
      List<ScoredElement> notGood = Findings.notGood(kind.getValue());
      List<ScoredElement> sure = notGood.stream().filter(Findings::sure).toList();
      markup.open("p");
      markup.element("b", notGood.size() + " of " + kind.getValue().size());
      markup.text(" " + plural(kind.getKey(), kind.getValue().size()));
      markup.text(sure.isEmpty() ? "" : ", the worst: ");
      for (int i = 0; i < Math.min(NAMED, sure.size()); i++) {
        markup.open("span", "class", "named");
        markup.text(sure.get(i).displayName() + " ");
        Chips.score(markup, sure.get(i).score().value());
        markup.close();
        markup.text(" ");
      }
      int unsure = notGood.size() - sure.size();
      markup.text(unsure == 0 ? "" : "(" + unsure + " too unsure to be named)");
      markup.close();
    }
    markup.close();
  }

  private void why(Score score) {
    question("Why?");
    List<Loss> losses =
        Loss.of(score).stream().filter(loss -> loss.points() >= TELLING_POINTS).toList();
    if (losses.isEmpty()) {
      markup.element("p", score.known() ? "Nothing cost a whole point." : "Nothing is known.");
    } else {
      double lost = 100 - score.value();
      List<String> told = new ArrayList<>();
      for (Loss loss : losses.subList(0, Math.min(NAMED, losses.size()))) {
        told.add(loss.name() + " " + Wording.lost(loss.points()));
      }
      markup.element(
          "p",
          Wording.capital(String.join(", ", told))
              + " of the "
              + Wording.fixed(lost, 1)
              + " points that it lacks to 100.");
    }
    markup.close();
  }

  private void sinceWhen() {
    question("Since when?");
    List<Alert> lasting = findings.lasting();
    if (lasting.isEmpty()) {
      markup.element("p", "No alert was open when the data ended.");
    }
    for (Alert alert : lasting.subList(0, Math.min(NAMED, lasting.size()))) {
      markup.open("p");
      markup.element(
          "a", Wording.capital(alert.message()), "href", "#alert-" + findings.number(alert));
      Span span = findings.span(alert);
      markup.text(
          ": from "
              + Wording.time(span.from())
              + " on, and still when the data ended, "
              + Wording.roughly(span.length())
              + " later.");
      markup.close();
    }
    if (lasting.size() > NAMED) {
      markup.element("p", "And " + (lasting.size() - NAMED) + " more, listed below.");
    }
    markup.close();
  }

  private void whatToDo(Score score) {
    question("What to do first?");
    List<String> steps = new ArrayList<>();
    findings.alerts().stream()
        .filter(Findings::opened)
        .flatMap(alert -> Advice.on(alert.cause()).stream())
        .findFirst()
        .ifPresent(steps::add);
    Loss.of(score).stream()
        .filter(loss -> loss.points() >= TELLING_POINTS)
        .findFirst()
        .ifPresent(loss -> steps.add(step(loss)));
    if (score.known() && score.confidence() < FEW) {
      steps.add(
          "Measure more: the score is only "
              + Wording.percent(score.confidence())
              + " sure, see below how that comes about.");
    }
    if (steps.isEmpty()) {
      markup.element("p", score.known() ? "Nothing is pressing." : "Measure.");
    } else {
      markup.open("ol");
      steps.forEach(step -> markup.element("li", step));
      markup.close();
    }
    markup.close();
  }

  private static String step(Loss loss) {
    String advice =
        Advice.on(loss.kpi()).orElse("Improve " + loss.name() + ", which costs most points.");
    return advice + " Begin at " + loss.worst().name() + " (" + loss.detail() + ").";
  }

  private void question(String text) {
    markup.element("dt", text);
    markup.open("dd");
  }

  /** Returns the plural of a kind of element: {@code cells}, {@code gateways}, {@code entities}. */
  static String plural(String type, long count) {
    String word = type.toLowerCase(Locale.ROOT);
    if (count == 1) {
      return word;
    }
    boolean consonantY = word.matches(".*[^aeiou]y");
    return consonantY ? word.substring(0, word.length() - 1) + "ies" : word + "s";
  }
}
