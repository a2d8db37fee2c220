package dev.qoe.api.report;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.measure.Ledger;
import java.time.Instant;
import java.util.List;

/**
 * What a person is told about a period: the answer first, then the evidence.
 *
 * <p>Immutable.
 *
 * @param title the headline
 * @param subtitle what it covers, in a line
 * @param from when the period begins
 * @param to when it ends
 * @param elements the scored elements, each parent before its parts
 * @param sessions what was recorded while something moved or ran, in the order of time
 * @param alerts every alert of the period, in the order of creation
 * @param ledger what became of every measurement
 * @param notes remarks on the data, for example what could not be read
 * @since 0.1
 */
public record Report(
    String title,
    String subtitle,
    Instant from,
    Instant to,
    List<ScoredElement> elements,
    List<Session> sessions,
    List<Alert> alerts,
    Ledger ledger,
    List<String> notes) {

  /** Creates a report; the lists are copied. */
  public Report {
    elements = List.copyOf(elements);
    sessions = List.copyOf(sessions);
    alerts = List.copyOf(alerts);
    notes = List.copyOf(notes);
  }
}
