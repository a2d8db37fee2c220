package dev.qoe.core.engine;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Annotation;
import dev.qoe.api.alert.Severity;
import dev.qoe.api.alert.Transition;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.store.HistoryStore;
import dev.qoe.api.store.StoreException;
import dev.qoe.core.alert.AlertBook;
import dev.qoe.core.alert.RuleInstance;
import dev.qoe.core.alert.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The book of alerts of an engine: what the rules of all shards say is entered here, in the order
 * of time. Guarded by the lock of the engine's time; what is asked of it takes that.
 */
final class AlertDesk {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);

  private final EngineCore core;
  private final AlertBook book = AlertBook.of(this::changed);
  private final AtomicLong opened = new AtomicLong();
  private final Map<String, Severity> lasting = new ConcurrentHashMap<>();
  private final Map<Tenant, Map<Severity, AtomicInteger>> open = new ConcurrentHashMap<>();

  /** What changed while an earlier life is brought back, by identity; null at all other times. */
  private @Nullable Map<String, Alert> heldBack;

  /** Whether a rule has said something that is not entered yet. */
  private volatile boolean said;

  AlertDesk(EngineCore core) {
    this.core = core;
  }

  /** Notes that a rule has something to say. */
  void said() {
    said = true;
  }

  /**
   * Enters what the rules have said since. While measurements wait to be put in order, only what
   * has come up to the same time in all shards is entered: by who lets time go on.
   */
  void enterSteps() {
    if (said && !core.time().ordering()) {
      enterAll();
    }
  }

  /** Enters all that the rules have said since. */
  void enterAll() {
    if (!said) {
      return;
    }
    core.time()
        .locked(
            () -> {
              said = false;
              List<Step> steps = new ArrayList<>();
              for (Shard shard : core.shards()) {
                shard.drainSteps(steps);
              }
              steps.sort(Step.ORDER);
              steps.forEach(book::enter);
              return steps.size();
            });
  }

  /** Returns all alerts, their evidence up to date. */
  List<Alert> all() {
    return ask(AlertBook::all);
  }

  /** Returns the lasting alerts, their evidence up to date. */
  List<Alert> lasting() {
    return ask(AlertBook::lasting);
  }

  private void count(Alert alert) {
    String key = alert.tenant() + " " + alert.id();
    boolean lasts = alert.state() != AlertState.RESOLVED;
    if (lasts && lasting.putIfAbsent(key, alert.severity()) == null) {
      opened.incrementAndGet();
      count(alert.tenant(), alert.severity()).incrementAndGet();
    } else if (!lasts) {
      Severity was = lasting.remove(key);
      if (was != null) {
        count(alert.tenant(), was).decrementAndGet();
      }
    }
  }

  private AtomicInteger count(Tenant tenant, Severity severity) {
    return open.computeIfAbsent(tenant, unused -> new ConcurrentHashMap<>())
        .computeIfAbsent(severity, unused -> new AtomicInteger());
  }

  /** Returns how many alerts of a tenant and its descendants last, of one severity. */
  int open(Tenant tenant, Severity severity) {
    int sum = 0;
    for (Map.Entry<Tenant, Map<Severity, AtomicInteger>> of : open.entrySet()) {
      AtomicInteger count = of.getValue().get(severity);
      sum += count != null && tenant.contains(of.getKey()) ? count.get() : 0;
    }
    return sum;
  }

  /** Returns how many alerts last. */
  long open() {
    return lasting.size();
  }

  /** Returns how many alerts were opened. */
  long opened() {
    return opened.get();
  }

  private <T> T ask(Function<AlertBook, T> question) {
    return core.time()
        .locked(
            () -> {
              if (!core.time().ordering()) {
                enterAll();
              }
              for (Shard shard : core.shards()) {
                shard.change(unused -> shard.alerting().support(book));
              }
              return question.apply(book);
            });
  }

  /** Moves an alert on behalf of a person. */
  Alert enter(Tenant tenant, String id, Transition step) {
    return ask(
        known -> {
          List<RuleInstance> holders = known.holders(tenant, id);
          Alert alert = known.enter(tenant, id, step);
          if (step.state() == AlertState.RESOLVED) {
            for (RuleInstance holder : holders) {
              core.shard(holder.element()).change(unused -> holder.resolvedByHand());
            }
          }
          return alert;
        });
  }

  /** Adds a person's remark to an alert. */
  Alert annotate(Tenant tenant, String id, Annotation remark) {
    return ask(known -> known.annotate(tenant, id, remark));
  }

  /** Lets nobody hear of alerts while an earlier life is judged again. */
  void holdBack() {
    heldBack = new LinkedHashMap<>();
  }

  /**
   * Takes up the alerts that lasted in an earlier life, and tells what came of them since, as far
   * as that was not told already.
   *
   * @param store where they were kept, if they were
   */
  void letGo(@Nullable HistoryStore store) {
    core.time()
        .locked(
            () -> {
              enterAll();
              Map<String, Alert> again = heldBack == null ? Map.of() : heldBack;
              heldBack = null;
              if (store != null) {
                lastingIn(store).forEach(this::resume);
              }
              for (Alert alert : again.values()) {
                Optional<Alert> known =
                    store == null
                        ? Optional.empty()
                        : store.alerts().find(alert.tenant(), alert.id());
                if (known.filter(told -> told.history().equals(alert.history())).isEmpty()) {
                  changed(alert, core.now());
                }
              }
              return true;
            });
  }

  private List<Alert> lastingIn(HistoryStore store) {
    List<Alert> lasting = new ArrayList<>();
    try {
      for (Tenant tenant : core.tenants()) {
        for (Alert alert : store.alerts().lasting(tenant)) {
          if (alert.tenant().equals(tenant)) {
            lasting.add(alert);
          }
        }
      }
    } catch (StoreException e) {
      LOG.atWarn()
          .addKeyValue("reason", e.getMessage())
          .log("the lasting alerts cannot be read from the store");
    }
    return lasting;
  }

  private void resume(Alert alert) {
    core.shard(alert.element())
        .change(
            known -> {
              NetworkElement element = known.element(alert.element());
              count(alert);
              book.adopt(alert, core.shard(alert.element()).alerting().resume(element, alert));
            });
  }

  private void changed(Alert alert, Instant at) {
    if (heldBack != null) {
      heldBack.put(alert.tenant() + " " + alert.id(), alert);
      return;
    }
    count(alert);
    core.announcer().announce(new EngineEvent.AlertChanged(alert, at));
    core.outlet().keep(alert);
  }
}
