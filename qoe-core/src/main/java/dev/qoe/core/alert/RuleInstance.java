package dev.qoe.core.alert;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Evidence;
import dev.qoe.api.alert.Transition;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Event;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One rule on one element: from its values to the life of its alert.
 *
 * <p>Time is event time: it moves with the values, and with the ticks of a live clock. Silence
 * moves nothing but a rule's own NO_DATA limit. Confine to one thread.
 */
public final class RuleInstance {

  private static final int MOST_EVENTS = 50;
  private static final long LOOK_BACK_MICROS = Duration.ofMinutes(2).toNanos() / 1_000;
  private static final long NEVER = Long.MIN_VALUE;

  private final AlertRule rule;
  private final ElementPath element;
  private final Consumer<Step> out;
  private final RuleInputs inputs;
  private final Truth.Probe when;
  private final Truth.Probe over;
  private final String reductionKey;
  private final Deque<Event> events = new ArrayDeque<>();

  private long now = NEVER;
  private long troubleSince = NEVER;
  private long overSince = NEVER;
  private boolean holding;
  private boolean resolvedByHand;
  private boolean silent;
  private long silentSince = NEVER;

  RuleInstance(AlertRule rule, ElementPath element, Consumer<Step> out, KpiCatalog catalog) {
    this.rule = rule;
    this.element = element;
    this.out = out;
    this.inputs = new RuleInputs(this, rule.kpis(), catalog);
    this.when = Truth.probe(rule.when(), inputs);
    this.over =
        rule.until()
            .map(until -> Truth.probe(until, inputs))
            .orElse(
                (at, held) ->
                    switch (when.ask(at, held)) {
                      case YES -> Truth.NO;
                      case NO -> Truth.YES;
                      case UNKNOWN -> Truth.UNKNOWN;
                    });
    this.reductionKey =
        rule.reductionKey()
            .replace("{rule}", rule.id())
            .replace("{tenant}", element.tenant().name())
            .replace("{parent}", element.parent().map(ElementPath::text).orElse(element.text()))
            .replace("{element}", element.text());
  }

  AlertRule rule() {
    return rule;
  }

  /** Returns the element that the rule watches here. */
  public ElementPath element() {
    return element;
  }

  String reductionKey() {
    return reductionKey;
  }

  /** Returns one of the rule's indicators, to be given its values. */
  RuleInput input(Kpi kpi) {
    return inputs.of(kpi);
  }

  /** Takes in a value of one of the rule's indicators and moves the alert. */
  void value(RuleInput input, long micros, double value) {
    now = Math.max(now, micros);
    forgetWhatWasUnknown();
    input.add(micros, value, troubleSince != NEVER);
    evaluate();
  }

  /** Reads what a value will need; the number means nothing. */
  long warm() {
    return now + (when == over ? 1 : 0);
  }

  /** What could not be told up to now cannot be said to have lasted. */
  private void forgetWhatWasUnknown() {
    if (!holding && troubleSince != NEVER && when.ask(now, true) == Truth.UNKNOWN) {
      troubleSince = NEVER;
    }
    if (holding && overSince != NEVER && over.ask(now, true) == Truth.UNKNOWN) {
      overSince = NEVER;
    }
  }

  /** Keeps an event of one of the rule's types as evidence. */
  void event(Event event) {
    if (rule.evidenceEvents().contains(event.type())) {
      if (events.size() == MOST_EVENTS) {
        events.removeFirst();
      }
      events.addLast(event);
    }
  }

  /** Notices silence; a clock that runs ahead of the values moves nothing else. */
  void tick(long nowMicros) {
    if (holding && !silent && silentAt(nowMicros)) {
      silent = true;
      silentSince = Math.max(now, nowMicros);
      say(Step.Kind.SILENCE, silentSince, silentSince, "its indicators have fallen silent");
    }
  }

  /** Begins anew after a person resolved the alert: trouble that persists reopens it. */
  public void resolvedByHand() {
    resolvedByHand = true;
    holding = false;
    silent = false;
    overSince = NEVER;
    troubleSince = NEVER;
  }

  /** Takes up an alert that it held in an earlier life, unless it holds one already. */
  void resume(Alert alert) {
    if (!holding) {
      holding = true;
      troubleSince = Micros.of(alert.createdAt());
      overSince = NEVER;
      silent = alert.state() == AlertState.NO_DATA;
    }
  }

  /** Lets go of the alert because the rule or the element is removed. */
  void end(Instant at, String reason) {
    long micros = Math.max(now, Micros.of(at));
    forget(micros);
    if (holding) {
      holding = false;
      say(Step.Kind.RELEASE, micros, micros, reason);
    }
  }

  private boolean silentAt(long nowMicros) {
    return rule.noDataAfter()
        .map(limit -> nowMicros - inputs.newest() > Micros.of(limit))
        .orElse(false);
  }

  private void evaluate() {
    if (holding) {
      if (silent) {
        silent = false;
        long heard = Math.max(now, silentSince);
        say(Step.Kind.HEARD, heard, heard, "its indicators are heard again");
      }
      judgeEnd();
    } else {
      judgeBeginning();
    }
  }

  private void judgeBeginning() {
    switch (when.ask(now, false)) {
      case YES -> {
        if (troubleSince == NEVER) {
          troubleSince = now;
          forgetOldEvents();
          inputs.restartEvidence();
        }
        if (now - troubleSince >= Micros.of(rule.sustained())) {
          holding = true;
          overSince = NEVER;
          resolvedByHand = false;
          say(Step.Kind.HOLD, troubleSince, now, "the condition has lasted");
        }
      }
      case NO -> {
        troubleSince = NEVER;
        forget(now);
      }
      case UNKNOWN -> {}
    }
  }

  private void judgeEnd() {
    switch (over.ask(now, true)) {
      case YES -> {
        overSince = overSince == NEVER ? now : overSince;
        if (now - overSince >= Micros.of(rule.clearFor())) {
          holding = false;
          say(Step.Kind.RELEASE, now, now, "the evidence says that it is over");
          troubleSince = NEVER;
        }
      }
      case NO -> overSince = NEVER;
      case UNKNOWN -> {}
    }
  }

  private void forget(long at) {
    if (resolvedByHand) {
      resolvedByHand = false;
      say(Step.Kind.FORGET, at, at, "");
    }
  }

  private void say(Step.Kind kind, long since, long at, String reason) {
    boolean supported = kind == Step.Kind.HOLD || kind == Step.Kind.RELEASE;
    out.accept(new Step(kind, this, since, at, supported ? evidence() : List.of(), reason));
  }

  /** Returns whether it holds an alert. */
  boolean holding() {
    return holding;
  }

  /** Returns the facts that support the alert, values first, then events by time. */
  List<Evidence> evidence() {
    Instant since = Micros.instant(troubleSince == NEVER ? now : troubleSince);
    return Stream.concat(inputs.evidence(since).stream(), events.stream().map(this::fact)).toList();
  }

  /** Returns the alert as it begins. */
  Alert alert(Instant since, List<Evidence> evidence, Collection<Transition> history) {
    return new Alert(
        reductionKey + "@" + since,
        reductionKey,
        element,
        rule.id(),
        rule.type(),
        rule.severity(),
        rule.message(),
        rule.when().kpis(),
        rule.cause(),
        evidence,
        List.copyOf(history),
        List.of());
  }

  Transition step(AlertState state, Instant at, String reason) {
    return new Transition(state, at, "rule " + rule.id(), reason);
  }

  private Evidence fact(Event event) {
    ElementPath where = destination(event).orElse(event.element());
    return new Evidence(where, event.type(), event.time(), Double.NaN, event.text());
  }

  /** Returns the element that an event names as where it led to, if it is one of this tenant's. */
  private Optional<ElementPath> destination(Event event) {
    String to = event.attributes().getOrDefault("to", "");
    try {
      return to.startsWith(element.tenant() + "/")
          ? Optional.of(ElementPath.of(to))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // free text that only looks like a path
    }
  }

  private void forgetOldEvents() {
    events.removeIf(event -> Micros.of(event.time()) < now - LOOK_BACK_MICROS);
  }
}
