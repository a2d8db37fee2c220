package dev.qoe.plugin.report.html;

import dev.qoe.api.report.Report;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page as a whole: head, sections in the order in which they answer, foot.
 *
 * <p>Thread-safe.
 */
final class Page {

  private static final String STYLE = Resources.text("report.css");

  /** The script between marks that keep the page well-formed XML. */
  private static final String SCRIPT = "//<![CDATA[\n" + Resources.text("report.js") + "//]]>";

  private static final String[][] SECTIONS = {
    {"answer", "Answer"},
    {"incidents", "Incidents"},
    {"places", "Places"},
    {"losses", "Lost points"},
    {"sessions", "Sessions"},
    {"certainty", "Certainty"},
    {"data", "Data"},
  };

  private Page() {}

  /** Returns the page that tells {@code report}. */
  static String of(Report report) {
    Findings findings = new Findings(report);
    Markup markup = new Markup();
    markup.own("<!DOCTYPE html>\n");
    markup.open("html", "lang", "en");
    head(markup, report);
    markup.open("body");
    markup.element("a", "To the answer", "class", "skip", "href", "#answer");
    top(markup, report);
    markup.open("main");
    Headline.write(markup, findings);
    Incidents.write(markup, findings);
    Elements.write(markup, findings);
    Losses.write(markup, findings);
    Sessions.write(markup, findings);
    Certainty.write(markup, findings);
    Accounts.write(markup, findings);
    markup.close();
    foot(markup);
    markup.open("script");
    markup.own(SCRIPT);
    markup.close();
    markup.close();
    markup.close();
    return markup + "\n";
  }

  private static void head(Markup markup, Report report) {
    markup.open("head");
    markup.empty("meta", "charset", "utf-8");
    markup.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy());
    markup.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    markup.empty("meta", "name", "color-scheme", "content", "light dark");
    markup.empty("link", "rel", "icon", "href", "data:,");
    markup.element("title", report.title());
    markup.open("style");
    markup.own("\n" + Chips.styles() + STYLE);
    markup.close();
    markup.close();
    markup.own("\n");
  }

  /** Nothing is loaded and no script runs but the page's own, whatever a name may hold. */
  private static String policy() {
    return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
        + " form-action 'none'; script-src 'sha256-"
        + sha256(SCRIPT)
        + "'";
  }

  private static void top(Markup markup, Report report) {
    markup.open("header");
    markup.element("h1", report.title());
    markup.open("p");
    if (!report.subtitle().isBlank()) {
      markup.text(report.subtitle() + " · ");
    }
    markup.text(
        report.from().equals(report.to()) && report.ledger().received() == 0
            ? "nothing was measured"
            : Wording.span(report.from(), report.to()));
    markup.close();
    markup.open("nav", "aria-label", "Sections");
    for (String[] section : SECTIONS) {
      markup.element("a", section[1], "href", "#" + section[0]);
    }
    markup.close();
    markup.close();
  }

  private static void foot(Markup markup) {
    markup.open("footer");
    markup.element(
        "p",
        "Scores run from 0 (useless) to 100 (as good as it gets): bad below 20, poor below 40,"
            + " fair below 60, good below 80, excellent from 80. All times are UTC.");
    markup.element(
        "p", "Made by Qoe. This file is complete in itself: it loads nothing and sends nothing.");
    markup.close();
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
