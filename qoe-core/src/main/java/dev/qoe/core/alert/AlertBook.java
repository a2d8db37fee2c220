package dev.qoe.core.alert;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Annotation;
import dev.qoe.api.alert.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

  AlertBook(Listener listener) {
    this.listener = listener;
  }

  private static final class Lasting {
    private Alert alert;
    private AlertState beforeSilence = AlertState.OPEN;
    private final Set<RuleInstance> holders = new LinkedHashSet<>();
    private final Set<RuleInstance> silent = new HashSet<>();

    private Lasting(Alert alert) {
      this.alert = alert;
    }
  }

  /** Opens an alert, or joins one of the same key that lasts. */
  void hold(RuleInstance instance, Instant since, Instant at) {
    Alert old = resolvedByHand.remove(instance);
    Lasting found = lasting.get(key(instance));
    if (found != null) {
      found.holders.add(instance);
      return;
    }
    Alert alert =
        old != null
            ? old.entering(instance.step(AlertState.OPEN, at, "reopened: the evidence persists"))
            : instance
                .alert(
                    since, List.of(instance.step(AlertState.PENDING, since, "the condition holds")))
                .entering(instance.step(AlertState.OPEN, at, "the condition has lasted"));
    ended.remove(id(alert));
    Lasting now = new Lasting(alert);
    now.holders.add(instance);
    lasting.put(key(instance), now);
    suppressor(instance)
        .ifPresentOrElse(by -> suppress(now, instance, by, at), () -> tell(now, at));
    suppressOthers(instance, at);
  }

  /** Lets go of an alert; the last to do so resolves it. */
  void release(RuleInstance instance, Instant at, String reason) {
    Lasting found = lasting.get(key(instance));
    if (found != null && found.holders.contains(instance)) {
      refresh(found);
      found.holders.remove(instance);
      found.silent.remove(instance);
      if (found.holders.isEmpty()) {
        lasting.remove(key(instance));
        found.alert = found.alert.entering(instance.step(AlertState.RESOLVED, at, reason));
        ended.put(id(found.alert), found.alert);
        listener.changed(found.alert, at);
        unsuppressOthers(instance, at);
      }
    }
  }

  /** Forgets an alert that was resolved by hand, because the trouble has gone since. */
  void forget(RuleInstance instance) {
    resolvedByHand.remove(instance);
  }

  /** Notes that the indicators of an instance have fallen silent; the last to do so counts. */
  void silence(RuleInstance instance, Instant at) {
    Lasting found = lasting.get(key(instance));
    if (found != null && found.silent.add(instance) && found.silent.containsAll(found.holders)) {
      found.beforeSilence = found.alert.state();
      enter(found, instance.step(AlertState.NO_DATA, at, "its indicators have fallen silent"));
    }
  }

  /** Notes that an indicator of an instance that had fallen silent was heard again. */
  void heard(RuleInstance instance, Instant at) {
    Lasting found = lasting.get(key(instance));
    if (found != null
        && found.silent.remove(instance)
        && found.alert.state() == AlertState.NO_DATA) {
      boolean hidden = found.beforeSilence != AlertState.SUPPRESSED || hidden(found);
      AlertState state = hidden ? found.beforeSilence : AlertState.OPEN;
      enter(found, instance.step(state, at, "its indicators are heard again"));
    }
  }

  /**
   * Moves an alert on behalf of a person.
   *
   * @throws NoSuchElementException if there is no lasting alert of that tenant and identity
   */
  Alert enter(Tenant tenant, String id, Transition step) {
    Lasting found = find(tenant, id);
    refresh(found);
    enter(found, step);
    if (step.state() == AlertState.RESOLVED) {
      lasting.remove(key(found.alert));
      ended.put(id(found.alert), found.alert);
      for (RuleInstance holder : found.holders) {
        holder.resolvedByHand();
        resolvedByHand.put(holder, found.alert);
        unsuppressOthers(holder, step.at());
      }
    }
    return found.alert;
  }

  /** Adds a person's remark; throws as {@link #enter(Tenant, String, Transition)} does. */
  Alert annotate(Tenant tenant, String id, Annotation remark) {
    Lasting found = find(tenant, id);
    found.alert = found.alert.annotated(remark);
    listener.changed(found.alert, remark.at());
    return found.alert;
  }

  /** Returns all alerts in the order of creation, their evidence up to date. */
  List<Alert> all() {
    List<Alert> all = new ArrayList<>(ended.values());
    for (Lasting one : lasting.values()) {
      refresh(one);
      all.add(one.alert);
    }
    all.sort(Comparator.comparing(Alert::createdAt).thenComparing(Alert::id));
    return all;
  }

  /** Returns the lasting alerts in the order in which they opened, their evidence up to date. */
  List<Alert> lasting() {
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
    return suppressor(one.holders.iterator().next()).isPresent();
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
      RuleInstance holder = one.holders.iterator().next();
      if (by != null && one.alert.state() == AlertState.OPEN && suppresses(by, holder)) {
        suppress(one, holder, by, at);
      }
    }
  }

  private void unsuppressOthers(RuleInstance instance, Instant at) {
    for (Lasting one : lasting.values()) {
      RuleInstance holder = one.holders.iterator().next();
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
    one.alert =
        one.alert.supportedBy(
            one.holders.stream().flatMap(holder -> holder.evidence().stream()).toList());
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
