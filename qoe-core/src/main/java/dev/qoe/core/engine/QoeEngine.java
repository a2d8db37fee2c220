package dev.qoe.core.engine;

import dev.qoe.api.access.AuditEntry;
import dev.qoe.api.access.Permission;
import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Annotation;
import dev.qoe.api.alert.Transition;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.publish.EventPublisher;
import dev.qoe.api.score.Score;
import dev.qoe.api.score.Wanted;
import dev.qoe.api.spi.Sink;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.service.KpiModel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine: takes measurements and keeps scores, alerts and history current.
 *
 * <p>One object owns everything and closes it. Every call that changes something names its
 * principal, is checked against its roles and leaves an audit entry. Thread-safe.
 *
 * @since 0.1
 */
public final class QoeEngine implements AutoCloseable {

  private static final long FLUSH_SECONDS = 60;

  private final EngineCore core;
  private final Announcer announcer;
  private final @Nullable StoreWriter writer;
  private final @Nullable ScheduledExecutorService ticker;
  private volatile boolean open = true;

  QoeEngine(EngineCore core, Announcer announcer, @Nullable StoreWriter writer, boolean ticking) {
    this.core = core;
    this.announcer = announcer;
    this.writer = writer;
    this.ticker = ticking ? startTicker() : null;
  }

  /** Returns a builder of an engine with the standard catalogue, no store and no rules. */
  public static QoeEngineBuilder builder() {
    return new QoeEngineBuilder();
  }

  // ---- recording ----------------------------------------------------------------------------

  /**
   * Returns the handle of an indicator of an element; names are resolved here, once.
   *
   * <p>From then on the indicator is expected of the element. An element that was not declared
   * comes into being with defaults.
   *
   * @throws NoSuchElementException if the catalogue does not know the indicator
   */
  public Series series(ElementPath element, Kpi kpi) {
    return locked(() -> core.series(element, core.catalog().get(kpi)));
  }

  /**
   * Returns a sink for collectors: it adds elements they discover, and waits up to ten seconds when
   * the store falls behind before it asks to retry later.
   */
  public Sink sink() {
    return new EngineSink(this, core, writer);
  }

  /**
   * Makes {@code output} from {@code inputs} by a service model, on every element that has them
   * all, now and later.
   *
   * @throws NoSuchElementException if the catalogue does not know an indicator
   * @throws IllegalArgumentException if number or units of the indicators do not fit the model
   */
  public void derive(Kpi output, KpiModel model, Kpi... inputs) {
    locked(
        () -> {
          List<KpiDefinition> definitions = Arrays.stream(inputs).map(core.catalog()::get).toList();
          core.derive(new Derivation(core.catalog().get(output), model, definitions));
        });
  }

  // ---- asking -------------------------------------------------------------------------------

  /** Returns the score of an element now, with its explanation. */
  public Score score(ElementPath element) {
    return locked(
        () -> {
          long now = core.nowMicros();
          core.expire(now);
          return core.tree().score(element, Micros.instant(now));
        });
  }

  /**
   * Returns the smallest change that brings an element's score to {@code target}, 0 to 100.
   *
   * @throws IllegalArgumentException if {@code target} is out of range
   */
  public Wanted wanted(ElementPath element, double target) {
    return locked(
        () -> {
          core.expire(core.nowMicros());
          return core.tree().wanted(element, target);
        });
  }

  /** Returns the current value of an indicator of an element, in its unit, if there is one. */
  public Optional<Double> value(ElementPath element, Kpi kpi) {
    return locked(
        () -> {
          LiveSeries found = core.find(element, kpi);
          return found == null || !found.hasValue()
              ? Optional.<Double>empty()
              : Optional.of(found.value());
        });
  }

  /** Returns the declared elements in the order of their paths. */
  public List<NetworkElement> elements() {
    return locked(() -> List.copyOf(core.elements().values()));
  }

  /** Returns the catalogue in force. */
  public KpiCatalog catalog() {
    return locked(core::catalog);
  }

  /** Returns all alerts, ended ones included, in the order of creation. */
  public List<Alert> alerts() {
    return locked(() -> core.alerting().alerts());
  }

  /** Returns what became of everything received. */
  public Ledger ledger() {
    return core.ledger.snapshot();
  }

  /** Returns the newest refused things, oldest first; at most 10,000. */
  public List<DeadLetter> deadLetters() {
    return core.deadLetters.list();
  }

  /** Returns the engine's time: the newest event time when it replays, the clock's otherwise. */
  public Instant now() {
    return Micros.instant(locked(core::nowMicros));
  }

  // ---- listening ----------------------------------------------------------------------------

  /** Returns where listeners subscribe to what the engine announces. */
  public EventPublisher events() {
    return announcer;
  }

  /** Calls {@code listener} for each step of each alert, on a thread of the engine's. */
  public EventPublisher.Subscription onAlert(Consumer<Alert> listener) {
    return announcer.subscribe(
        EngineEvent.AlertChanged.class, changed -> listener.accept(changed.alert()));
  }

  /**
   * Calls {@code listener} for each score that changed in a period, on a thread of the engine's.
   */
  public EventPublisher.Subscription onScore(Consumer<Score> listener) {
    return announcer.subscribe(
        EngineEvent.ScoreChanged.class, changed -> listener.accept(changed.score()));
  }

  // ---- changing -----------------------------------------------------------------------------

  /** Adds an element or replaces the one of the same path; its series stay what they are. */
  public void save(NetworkElement element, Principal principal) {
    principal.require(Permission.EDIT_NETWORK, element.path().tenant());
    locked(() -> core.save(element));
    persist(element);
    audit(principal, element.path().tenant(), "element.save", element.path().text(), "");
  }

  /** Removes an element with all below it; values recorded for it are refused from then on. */
  public void remove(ElementPath path, Principal principal) {
    principal.require(Permission.EDIT_NETWORK, path.tenant());
    locked(() -> core.remove(path));
    if (writer != null) {
      writer.then(store -> store.elements().remove(path));
    }
    audit(principal, path.tenant(), "element.remove", path.text(), "");
  }

  /** Adds or replaces definitions of indicators and rebuilds the scores with them. */
  public void define(KpiCatalog additions, Principal principal) {
    principal.require(Permission.EDIT_RULES, principal.tenant());
    locked(() -> core.replaceModel(core.modelWith(core.catalog().plus(additions))));
    audit(
        principal,
        principal.tenant(),
        "kpi.define",
        "catalogue",
        additions.definitions().size() + " definitions");
  }

  /** Removes an indicator; values recorded for it are refused from then on. */
  public void undefine(Kpi kpi, Principal principal) {
    principal.require(Permission.EDIT_RULES, principal.tenant());
    locked(() -> core.replaceModel(core.modelWith(core.catalog().without(kpi))));
    audit(principal, principal.tenant(), "kpi.remove", kpi.code(), "");
  }

  /** Puts other rules in force; alerts of rules that are gone or changed are resolved. */
  public void rules(AlertRules rules, Principal principal) {
    principal.require(Permission.EDIT_RULES, principal.tenant());
    locked(() -> core.replaceRules(rules));
    audit(principal, principal.tenant(), "rules.replace", "rules", rules.rules().size() + " rules");
  }

  /** Notes that somebody has seen an alert. */
  public Alert acknowledge(Tenant tenant, String id, Principal principal) {
    return enter(tenant, id, AlertState.ACKNOWLEDGED, principal, "");
  }

  /** Notes that somebody works on an alert. */
  public Alert investigate(Tenant tenant, String id, Principal principal) {
    return enter(tenant, id, AlertState.INVESTIGATING, principal, "");
  }

  /** Resolves an alert by hand; it reopens if the evidence persists. */
  public Alert resolve(Tenant tenant, String id, Principal principal, String reason) {
    return enter(tenant, id, AlertState.RESOLVED, principal, reason);
  }

  /** Adds a remark to an alert. */
  public Alert annotate(Tenant tenant, String id, Principal principal, String text) {
    principal.require(Permission.HANDLE_ALERTS, tenant);
    Annotation remark = new Annotation(now(), principal.name(), text);
    Alert alert = locked(() -> core.alerting().annotate(tenant, id, remark));
    audit(principal, tenant, "alert.annotate", id, text);
    return alert;
  }

  // ---- time and end -------------------------------------------------------------------------

  /**
   * Lets time pass up to the clock's present: values grow stale, periods end. An engine with the
   * system's clock does this itself every second.
   */
  public void tick() {
    locked(core::tick);
  }

  /**
   * Waits until everything taken in so far is stored and announced; at most a minute.
   *
   * @return whether it is
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean flush() throws InterruptedException {
    locked(() -> core.alerting().tellLasting(Micros.instant(core.nowMicros())));
    boolean stored = writer == null || writer.flush(FLUSH_SECONDS, TimeUnit.SECONDS);
    return announcer.flush(FLUSH_SECONDS, TimeUnit.SECONDS) && stored;
  }

  /** Stores what is on its way, ends all threads and closes the store; may be called again. */
  @Override
  public void close() {
    if (open) {
      open = false;
      if (ticker != null) {
        ticker.shutdownNow();
      }
      if (writer != null) {
        writer.close();
      }
      announcer.close();
    }
  }

  void persist(NetworkElement element) {
    if (writer != null) {
      writer.then(store -> store.elements().save(List.of(element)));
    }
  }

  private Alert enter(
      Tenant tenant, String id, AlertState state, Principal principal, String reason) {
    principal.require(Permission.HANDLE_ALERTS, tenant);
    Transition step = new Transition(state, now(), principal.name(), reason);
    Alert alert = locked(() -> core.alerting().enter(tenant, id, step));
    audit(principal, tenant, "alert." + state.name().toLowerCase(Locale.ROOT), id, reason);
    return alert;
  }

  private void audit(
      Principal principal, Tenant tenant, String action, String subject, String detail) {
    AuditEntry entry = new AuditEntry(now(), principal.name(), tenant, action, subject, detail);
    announcer.announce(new EngineEvent.UserActivity(entry));
    if (writer != null) {
      writer.then(store -> store.audit().append(entry));
    }
  }

  private ScheduledExecutorService startTicker() {
    ScheduledExecutorService service =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "qoe-ticker");
              thread.setDaemon(true);
              return thread;
            });
    var unused = service.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    return service;
  }

  private <T> T locked(Supplier<T> action) {
    core.lock.lock();
    try {
      return action.get();
    } finally {
      core.lock.unlock();
    }
  }

  private void locked(Runnable action) {
    core.lock.lock();
    try {
      action.run();
    } finally {
      core.lock.unlock();
    }
  }
}
