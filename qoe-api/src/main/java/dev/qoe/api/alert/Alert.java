package dev.qoe.api.alert;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.internal.Checks;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Trouble that needs a person, with its whole life.
 *
 * <p>Within a tenant at most one alert of a reduction key lasts at a time. Its history only grows:
 * an acknowledgement survives the resolution. Immutable.
 *
 * @param id unique within the tenant: the reduction key and when its condition began
 * @param reductionKey what makes two findings the same trouble
 * @param element what is in trouble
 * @param rule the identity of the rule that found it
 * @param type what kind of trouble it is, for example {@code CS_FALLBACK}
 * @param severity how grave it is
 * @param message what is wrong, for people
 * @param kpis the indicators that show it
 * @param cause why it is thought to have come about
 * @param evidence the facts that support it, in the order in which they were found
 * @param history its life so far, oldest first; never empty
 * @param annotations remarks of people, oldest first
 * @since 0.1
 */
public record Alert(
    String id,
    String reductionKey,
    ElementPath element,
    String rule,
    String type,
    Severity severity,
    String message,
    Set<Kpi> kpis,
    Cause cause,
    List<Evidence> evidence,
    List<Transition> history,
    List<Annotation> annotations) {

  /**
   * Creates an alert; collections are copied.
   *
   * @throws IllegalArgumentException if identity or reduction key is blank or the history is empty
   */
  public Alert {
    Checks.notBlank(id, "id of an alert");
    Checks.notBlank(reductionKey, "reduction key of an alert");
    Checks.notEmpty(history, "history of alert '" + id + "'");
    kpis = Collections.unmodifiableSet(new TreeSet<>(kpis));
    evidence = List.copyOf(evidence);
    history = List.copyOf(history);
    annotations = List.copyOf(annotations);
  }

  /** Returns whose alert it is. */
  public Tenant tenant() {
    return element.tenant();
  }

  /** Returns where it stands now. */
  public AlertState state() {
    return history.get(history.size() - 1).state();
  }

  /** Returns when its condition was first seen. */
  public Instant createdAt() {
    return history.get(0).at();
  }

  /** Returns when it first opened, if it has. */
  public Optional<Instant> openedAt() {
    return first(AlertState.OPEN).map(Transition::at);
  }

  /** Returns who first acknowledged it and when, if anybody has; a later resolution keeps it. */
  public Optional<Transition> acknowledgement() {
    return first(AlertState.ACKNOWLEDGED);
  }

  /** Returns when it was resolved, if that is where it stands. */
  public Optional<Instant> resolvedAt() {
    Transition last = history.get(history.size() - 1);
    return last.state() == AlertState.RESOLVED ? Optional.of(last.at()) : Optional.empty();
  }

  /** Returns this alert after one more step of its life. */
  public Alert entering(Transition step) {
    return new Alert(
        id,
        reductionKey,
        element,
        rule,
        type,
        severity,
        message,
        kpis,
        cause,
        evidence,
        grown(history, step),
        annotations);
  }

  /** Returns this alert with its evidence replaced. */
  public Alert supportedBy(List<Evidence> facts) {
    return new Alert(
        id,
        reductionKey,
        element,
        rule,
        type,
        severity,
        message,
        kpis,
        cause,
        facts,
        history,
        annotations);
  }

  /** Returns this alert with one more remark. */
  public Alert annotated(Annotation remark) {
    return new Alert(
        id,
        reductionKey,
        element,
        rule,
        type,
        severity,
        message,
        kpis,
        cause,
        evidence,
        history,
        grown(annotations, remark));
  }

  private Optional<Transition> first(AlertState state) {
    return history.stream().filter(step -> step.state() == state).findFirst();
  }

  private static <T> List<T> grown(List<T> list, T more) {
    List<T> grown = new ArrayList<>(list);
    grown.add(more);
    return grown;
  }
}
