package dev.qoe.core.alert;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Annotation;
import dev.qoe.api.alert.Evidence;
import dev.qoe.api.alert.Transition;
import dev.qoe.core.internal.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every alert there is, and what moves it from state to state.
 *
 * <p>At most one alert of a reduction key lasts at a time; rules on several elements that share a
 * key hold it together, and it is over when the last lets go. The newest 10,000 ended alerts are
 * kept. Confine to one thread.
 */
public final class AlertBook {

  private static final int MOST_ENDED = 10_000;

  /** Told of each step; must not call back. */
  @FunctionalInterface
  public interface Listener {
    /** Tells of an alert as it is now. */
    void changed(Alert alert, Instant at);
  }

  private final Listener listener;
  private final Map<String, Lasting> lasting = new LinkedHashMap<>();
  private final Map<RuleInstance, Alert> resolvedByHand = new HashMap<>();
  private final LinkedHashMap<String, Alert> ended =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Alert> eldest) {
          return size() > MOST_ENDED;
        }
      };

  private AlertBook(Listener listener) {
    this.listener = listener;
  }

  /** Returns an empty book; {@code listener} is told of each step of each alert. */
  public static AlertBook of(Listener listener) {
    return new AlertBook(listener);
  }

  private static final class Lasting {
    private Alert alert;
    private AlertState beforeSilence = AlertState.OPEN;

    /** Who holds it, and what supports that as far as it is known. */
    private final Map<RuleInstance, List<Evidence>> holders = new LinkedHashMap<>();

    private final Set<RuleInstance> silent = new HashSet<>();

    private Lasting(Alert alert) {
      this.alert = alert;
    }
  }

  /** Enters what a rule has to say. */
  public void enter(Step step) {
    Instant at = Micros.instant(step.atMicros());
    switch (step.kind()) {
      case HOLD -> hold(step, at);
      case RELEASE -> release(step, at);
      case SILENCE -> silence(step, at);
      case HEARD -> heard(step, at);
      case FORGET -> resolvedByHand.remove(step.by());
    }
  }

  /**
   * Takes up an alert of an earlier life; one that lasts here under its key goes on as that one.
   *
   * @param holder the rule on the element that holds it; without one only a person can resolve it
   */
  public void adopt(Alert alert, Optional<RuleInstance> holder) {
    Lasting found = lasting.computeIfAbsent(key(alert), unused -> new Lasting(alert));
    found.alert = alert;
    holder.ifPresent(by -> found.holders.putIfAbsent(by, alert.evidence()));
  }

  /** Takes note of what supports the alert that a rule on an element holds. */
  public void support(RuleInstance holder, List<Evidence> evidence) {
    Lasting found = lasting.get(key(holder));
    if (found != null) {
      found.holders.replace(holder, evidence);
    }
  }

  /** Opens an alert, or joins one of the same key that lasts. */
  private void hold(Step step, Instant at) {
    RuleInstance instance = step.by();
    Instant since = Micros.instant(step.sinceMicros());
    Alert old = resolvedByHand.remove(instance);
    Lasting found = lasting.get(key(instance));
    if (found != null) {
      found.holders.put(instance, step.evidence());
      return;
    }
    Alert alert =
        old != null
            ? old.entering(instance.step(AlertState.OPEN, at, "reopened: the evidence persists"))
            : instance
                .alert(
                    since,
                    step.evidence(),
                    List.of(instance.step(AlertState.PENDING, since, "the condition holds")))
                .entering(instance.step(AlertState.OPEN, at, step.reason()));
    ended.remove(id(alert));
    Lasting now = new Lasting(alert);
    now.holders.put(instance, step.evidence());
    lasting.put(key(instance), now);
    suppressor(instance)
        .ifPresentOrElse(by -> suppress(now, instance, by, at), () -> tell(now, at));
    suppressOthers(instance, at);
  }

  /** Lets go of an alert; the last to do so resolves it. */
  private void release(Step step, Instant at) {
    RuleInstance instance = step.by();
    Lasting found = lasting.get(key(instance));
    if (found != null && found.holders.containsKey(instance)) {
      found.holders.put(instance, step.evidence());
      refresh(found);
      found.holders.remove(instance);
      found.silent.remove(instance);
      if (found.holders.isEmpty()) {
        lasting.remove(key(instance));
        found.alert = found.alert.entering(instance.step(AlertState.RESOLVED, at, step.reason()));
        ended.put(id(found.alert), found.alert);
        listener.changed(found.alert, at);
        unsuppressOthers(instance, at);
      }
    }
  }

  /** Notes that the indicators of an instance have fallen silent; the last to do so counts. */
  private void silence(Step step, Instant at) {
    RuleInstance instance = step.by();
    Lasting found = lasting.get(key(instance));
    if (found != null
        && found.silent.add(instance)
        && found.silent.containsAll(found.holders.keySet())) {
      found.beforeSilence = found.alert.state();
      enter(found, instance.step(AlertState.NO_DATA, at, step.reason()));
    }
  }

  /** Notes that an indicator of an instance that had fallen silent was heard again. */
  private void heard(Step step, Instant at) {
    RuleInstance instance = step.by();
    Lasting found = lasting.get(key(instance));
    if (found != null
        && found.silent.remove(instance)
        && found.alert.state() == AlertState.NO_DATA) {
      boolean hidden = found.beforeSilence != AlertState.SUPPRESSED || hidden(found);
      AlertState state = hidden ? found.beforeSilence : AlertState.OPEN;
      enter(found, instance.step(state, at, step.reason()));
    }
  }

  /**
   * Moves an alert on behalf of a person.
   *
   * @throws NoSuchElementException if there is no lasting alert of that tenant and identity
   */
  public Alert enter(Tenant tenant, String id, Transition step) {
    Lasting found = find(tenant, id);
    refresh(found);
    enter(found, step);
    if (step.state() == AlertState.RESOLVED) {
      lasting.remove(key(found.alert));
      ended.put(id(found.alert), found.alert);
      for (RuleInstance holder : found.holders.keySet()) {
        resolvedByHand.put(holder, found.alert);
        unsuppressOthers(holder, step.at());
      }
    }
    return found.alert;
  }

  /**
   * Returns the rules on elements that hold a lasting alert; if a person resolves it, they have to
   * be told to begin anew.
   *
   * @throws NoSuchElementException if there is no lasting alert of that tenant and identity
   */
  public List<RuleInstance> holders(Tenant tenant, String id) {
    return List.copyOf(find(tenant, id).holders.keySet());
  }

  /** Adds a person's remark; throws as {@link #enter(Tenant, String, Transition)} does. */
  public Alert annotate(Tenant tenant, String id, Annotation remark) {
    Lasting found = find(tenant, id);
    found.alert = found.alert.annotated(remark);
    listener.changed(found.alert, remark.at());
    return found.alert;
  }

  /** Returns all alerts in the order of creation, with the evidence known of. */
  public List<Alert> all() {
    List<Alert> all = new ArrayList<>(ended.values());
    for (Lasting one : lasting.values()) {
      refresh(one);
      all.add(one.alert);
    }
    all.sort(Comparator.comparing(Alert::createdAt).thenComparing(Alert::id));
    return all;
  }

  /** Returns the lasting alerts in the order in which they opened, with the evidence known of. */
  public List<Alert> lasting() {
    lasting.values().forEach(AlertBook::refresh);
    return lasting.values().stream().map(one -> one.alert).toList();
  }

  private Lasting find(Tenant tenant, String id) {
    return lasting.values().stream()
        .filter(one -> one.alert.tenant().equals(tenant) && one.alert.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "no lasting alert '%s' of tenant '%s'".formatted(id, tenant)));
  }

  private Optional<Alert> suppressor(RuleInstance instance) {
    return lasting.values().stream()
        .map(one -> one.alert)
        .filter(alert -> suppresses(alert, instance))
        .findFirst();
  }

  private boolean hidden(Lasting one) {
    return suppressor(one.holders.keySet().iterator().next()).isPresent();
  }

  private static boolean suppresses(Alert alert, RuleInstance instance) {
    return instance.rule().suppressedBy().contains(alert.rule())
        && alert.element().contains(instance.element());
  }

  private void suppress(Lasting one, RuleInstance instance, Alert by, Instant at) {
    enter(one, instance.step(AlertState.SUPPRESSED, at, "suppressed by " + by.id()));
  }

  private void suppressOthers(RuleInstance instance, Instant at) {
    Alert by = alertOf(instance);
    for (Lasting one : lasting.values()) {
      RuleInstance holder = one.holders.keySet().iterator().next();
      if (by != null && one.alert.state() == AlertState.OPEN && suppresses(by, holder)) {
        suppress(one, holder, by, at);
      }
    }
  }

  private void unsuppressOthers(RuleInstance instance, Instant at) {
    for (Lasting one : lasting.values()) {
      RuleInstance holder = one.holders.keySet().iterator().next();
      if (one.alert.state() == AlertState.SUPPRESSED
          && holder.rule().suppressedBy().contains(instance.rule().id())
          && !hidden(one)) {
        enter(one, holder.step(AlertState.OPEN, at, "no longer suppressed"));
      }
    }
  }

  private @Nullable Alert alertOf(RuleInstance instance) {
    Lasting found = lasting.get(key(instance));
    return found == null ? null : found.alert;
  }

  private void enter(Lasting one, Transition step) {
    one.alert = one.alert.entering(step);
    listener.changed(one.alert, step.at());
  }

  private void tell(Lasting one, Instant at) {
    listener.changed(one.alert, at);
  }

  private static void refresh(Lasting one) {
    one.alert = one.alert.supportedBy(one.holders.values().stream().flatMap(List::stream).toList());
  }

  private static String key(RuleInstance instance) {
    return instance.element().tenant() + " " + instance.reductionKey();
  }

  private static String key(Alert alert) {
    return alert.tenant() + " " + alert.reductionKey();
  }

  private static String id(Alert alert) {
    return alert.tenant() + " " + alert.id();
  }
}
