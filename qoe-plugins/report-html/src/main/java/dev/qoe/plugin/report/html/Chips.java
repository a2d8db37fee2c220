package dev.qoe.plugin.report.html;

import dev.qoe.api.score.QoeClass;
import dev.qoe.api.score.Score;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Small signs of how good something is: always number and word beside the colour.
 *
 * <p>Thread-safe.
 */
final class Chips {

  private Chips() {}

  /** Returns the style class of a score's colour. */
  static String style(double score) {
    return Double.isNaN(score) ? "q-none" : "q-" + QoeClass.of(score).word();
  }

  /** Writes number and word on the class's colour. */
  static void score(Markup markup, double score) {
    markup.open("span", "class", "chip " + style(score));
    if (Double.isNaN(score)) {
      markup.text("no score");
    } else {
      markup.element("b", Wording.score(score));
      markup.text(" " + QoeClass.of(score).word());
    }
    markup.close();
  }

  /** Writes how sure something is, with a small meter. */
  static void confidence(Markup markup, double confidence) {
    markup.open("span", "class", "sure");
    markup.open("span", "class", "meter", "aria-hidden", "true");
    markup.element("i", "", "style", "width:" + Wording.fixed(100 * confidence, 0) + "%");
    markup.close();
    markup.element("span", Wording.percent(confidence), "class", "pc");
    markup.close();
  }

  /** Writes a bar of how many of {@code scores} are in each class, the worst first. */
  static void distribution(Markup markup, Collection<Score> scores) {
    Map<QoeClass, Long> counts = new EnumMap<>(QoeClass.class);
    scores.forEach(score -> score.qoeClass().ifPresent(word -> counts.merge(word, 1L, Long::sum)));
    markup.open("div", "class", "shares");
    counts.forEach(
        (word, count) -> {
          markup.open(
              "span",
              "class",
              "q-" + word.word(),
              "style",
              "flex:" + count + " 1 auto",
              "title",
              count + " " + word.word());
          markup.element("b", Wording.count(count));
          markup.text(" " + word.word());
          markup.close();
        });
    markup.close();
  }

  /** Returns the style rules of the classes' colours; the text on them is what reads better. */
  static String styles() {
    StringBuilder css = new StringBuilder();
    for (QoeClass word : QoeClass.values()) {
      css.append(
          String.format(
              Locale.ROOT,
              ".q-%s{--q:%s;--on:%s}%n".replace("%n", "\n"),
              word.word(),
              word.colour(),
              textOn(word.colour())));
    }
    return css.toString();
  }

  /** Returns black or white, whichever has the higher contrast (WCAG 2.1) to {@code #rrggbb}. */
  static String textOn(String colour) {
    double luminance = luminance(colour);
    return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#fff" : "#000";
  }

  /** Returns the relative luminance (WCAG 2.1) of {@code #rrggbb}, 0 to 1. */
  static double luminance(String colour) {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    return 0.2126 * linear(rgb >> 16 & 0xFF)
        + 0.7152 * linear(rgb >> 8 & 0xFF)
        + 0.0722 * linear(rgb & 0xFF);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
