package dev.qoe.plugin.report.html;

import dev.qoe.api.measure.Ledger;
import java.util.Map;

/**
 * What became of every measurement, and the remarks on the data.
 *
 * <p>Confine to one thread.
 */
final class Accounts {

  private Accounts() {}

  static void write(Markup markup, Findings findings) {
    markup.open("section", "id", "data", "aria-labelledby", "data-h");
    markup.element("h2", "The data", "id", "data-h");
    ledger(markup, findings.report().ledger());
    if (!findings.report().notes().isEmpty()) {
      markup.element("h3", "Notes");
      markup.open("ul");
      findings.report().notes().forEach(note -> markup.element("li", note));
      markup.close();
    }
    markup.close();
  }

  private static void ledger(Markup markup, Ledger ledger) {
    markup.element(
        "p",
        ledger.balanced()
            ? "Every measurement received is accounted for: the account balances."
            : "The account does not balance: measurements were lost unseen, so do not rely on the"
                + " scores.",
        "class",
        ledger.balanced() ? "lead" : "lead warning");
    markup.open("table", "class", "ledger");
    Tables.head(markup, "Measurements", "Number");
    markup.open("tbody");
    row(markup, "Received", ledger.received());
    row(markup, "Stored", ledger.stored());
    reasons(markup, "Rejected", ledger.rejected());
    reasons(markup, "Dropped", ledger.dropped());
    row(markup, "In flight to the store", ledger.inFlight());
    row(markup, "Late (of those received)", ledger.late());
    markup.close();
    markup.close();
  }

  private static void reasons(Markup markup, String what, Map<String, Long> counts) {
    if (counts.isEmpty()) {
      row(markup, what, 0);
    }
    counts.forEach((reason, count) -> row(markup, what + ": " + reason, count));
  }

  private static void row(Markup markup, String what, long count) {
    markup.open("tr");
    markup.element("th", what, "scope", "row");
    Tables.number(markup, Wording.count(count));
    markup.close();
  }
}
