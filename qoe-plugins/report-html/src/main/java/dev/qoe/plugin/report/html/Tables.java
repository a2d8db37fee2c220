package dev.qoe.plugin.report.html;

import java.time.Instant;

/**
 * What all tables have in common.
 *
 * <p>Thread-safe.
 */
final class Tables {

  private Tables() {}

  /** Writes a row of column titles. */
  static void head(Markup markup, String... titles) {
    markup.open("thead");
    markup.open("tr");
    for (String title : titles) {
      markup.element("th", title, "scope", "col");
    }
    markup.close();
    markup.close();
  }

  /** Writes a cell with day and time of day. */
  static void time(Markup markup, Instant time) {
    markup.open("td", "class", "time");
    markup.open("time", "datetime", time.toString());
    markup.text(Wording.day(time) + " ");
    markup.element("b", Wording.clock(time));
    markup.close();
    markup.close();
  }

  /** Writes a cell with a number. */
  static void number(Markup markup, String number) {
    markup.element("td", number, "class", "n");
  }
}
