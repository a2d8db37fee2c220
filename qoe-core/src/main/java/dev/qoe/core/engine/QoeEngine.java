package dev.qoe.core.engine;

import dev.qoe.api.access.AccessDeniedException;
import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Severity;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterSeries;
import dev.qoe.api.measure.CounterSpec;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.publish.EventPublisher;
import dev.qoe.api.score.Score;
import dev.qoe.api.score.Wanted;
import dev.qoe.api.spi.Sink;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.counter.CounterEvidence;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.meter.EngineHealth;
import dev.qoe.core.meter.EngineStatistics;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.score.LiveScore;
import dev.qoe.core.service.KpiModel;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine: takes measurements and keeps scores, alerts and history current.
 *
 * <p>One object owns everything and closes it; it is the whole of the engine's public face, hence
 * it is over 400 lines. Every call that changes something names its principal, is checked against
 * its roles and leaves an audit entry. Thread-safe.
 *
 * @since 0.1
 */
public final class QoeEngine implements AutoCloseable {

  private final EngineCore core;
  private final Changes changes;
  private final Announcer announcer;
  private final @Nullable StoreWriter writer;
  private final EngineLife life;

  QoeEngine(
      EngineCore core,
      Announcer announcer,
      @Nullable StoreWriter writer,
      @Nullable JournalFeeder feeder,
      boolean ticking) {
    this.core = core;
    this.changes = new Changes(core, announcer, writer);
    this.announcer = announcer;
    this.writer = writer;
    this.life = new EngineLife(core, announcer, writer, feeder);
    if (ticking) {
      life.startTicking();
    }
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
    return core.intake().series(core.local(), element, kpi);
  }

  /**
   * Returns the handle of a counter of an element; names are resolved here, once.
   *
   * @param kpi the indicator that the counter's rate is a value of
   * @throws NoSuchElementException if the catalogue does not know the indicator
   */
  public CounterSeries counter(ElementPath element, Kpi kpi, CounterSpec spec) {
    return core.local().counter(element, kpi, spec);
  }

  /**
   * Records fully trusted values of many series, those of each in order, the fastest way in: memory
   * is fetched for many of them at a time.
   *
   * @param series whose values they are
   * @param epochMicros when they were true, in microseconds after 1970, UTC
   * @param values the values, each in its indicator's unit
   * @param from the first index
   * @param to the index after the last
   * @return the index after the last that is done with: {@code to}, or less if the one there has to
   *     be tried again later, as have all after it
   * @throws IndexOutOfBoundsException if an array has no such range
   * @throws NullPointerException if a series is null; nothing is recorded then
   */
  public int record(Series[] series, long[] epochMicros, double[] values, int from, int to) {
    Objects.checkFromToIndex(from, to, series.length);
    Objects.checkFromToIndex(from, to, epochMicros.length);
    Objects.checkFromToIndex(from, to, values.length);
    return core.batches().record(series, epochMicros, values, from, to);
  }

  /**
   * Returns a sink for collectors that need no source of their own: it adds elements they discover,
   * and waits up to ten seconds when the store falls behind before it asks to retry later.
   */
  public Sink sink() {
    return core.local();
  }

  /**
   * Adds a source: a way in with an account, quota, patience and order of its own.
   *
   * @throws IllegalArgumentException if one of that name is open, or it would need a journal that
   *     the engine does not have
   */
  public Source source(SourceOptions options) {
    return core.admission().add(options);
  }

  /** Returns how the measurements of each source fare, by name. */
  public Map<String, SourceStatus> sources() {
    return core.statuses().all();
  }

  /**
   * Waits until everything accepted so far would survive the end of the process and a loss of
   * power: until it is in the journal, or else in the store, and forced to the disk.
   *
   * @return whether it would; false after {@code timeout} or if it could not be made so
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean awaitDurable(Duration timeout) throws InterruptedException {
    return core.outlet().awaitDurable(timeout);
  }

  /**
   * Makes {@code output} from {@code inputs} by a service model, on every element that has them
   * all, now and later.
   *
   * @throws NoSuchElementException if the catalogue does not know an indicator
   * @throws IllegalArgumentException if number or units of the indicators do not fit the model, or
   *     {@code output} would be made from itself
   */
  public void derive(Kpi output, KpiModel model, Kpi... inputs) {
    List<Kpi> from = List.of(inputs);
    changing(() -> core.changeAll(known -> known.derive(output, model, from)));
  }

  // ---- asking -------------------------------------------------------------------------------

  /** Returns the score of an element now, with its explanation. */
  public Score score(ElementPath element) {
    Instant now = now();
    return core.answers().copy(element).score(element, now);
  }

  /**
   * Returns the smallest change that brings an element's score to {@code target}, 0 to 100.
   *
   * @throws IllegalArgumentException if {@code target} is out of range
   */
  public Wanted wanted(ElementPath element, double target) {
    return core.answers().copy(element).wanted(element, target);
  }

  /** Returns the current value of an indicator of an element, in its unit, if there is one. */
  public Optional<Double> value(ElementPath element, Kpi kpi) {
    double value = core.answers().value(element, kpi);
    return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
  }

  /** Returns how an element does now, at a glance; takes well below a microsecond. */
  public ElementState state(ElementPath element) {
    return core.answers().state(element);
  }

  /**
   * Returns an element's score to be read by any thread at any time, in nanoseconds.
   *
   * @throws IllegalArgumentException if it is the root of a tenant, whose score is spread: ask for
   *     its {@link #state}
   */
  public LiveScore liveScore(ElementPath element) {
    return core.answers().liveScore(element);
  }

  /** Returns what the last reading of a counter was taken for, and why; empty before the first. */
  public Optional<CounterEvidence> counterEvidence(ElementPath element, Kpi kpi) {
    return core.answers().counterEvidence(element, kpi);
  }

  /**
   * Returns count, mean, least and greatest of the recent values, and the newest ones if the engine
   * keeps a {@linkplain QoeEngineBuilder#shortHistory short history}; empty if there are none.
   */
  public Optional<Recent> recent(ElementPath element, Kpi kpi) {
    return core.answers().recent(element, kpi);
  }

  /**
   * Returns the newest window of an indicator of an element that was closed, as it is since it was
   * last amended; empty before the first.
   *
   * @param name the name under which such windows were {@linkplain QoeEngineBuilder#windows
   *     declared}
   * @throws NoSuchElementException if no windows of that name were declared
   */
  public Optional<ToldWindow> window(String name, ElementPath element, Kpi kpi) {
    return core.answers().window(name, element, kpi);
  }

  /**
   * Copies the newest values of an indicator of an element into arrays of the caller's, the oldest
   * of them first; takes well below a microsecond.
   *
   * @param epochMicros is given when they were true, in microseconds after 1970, UTC
   * @param values is given the values, in the indicator's unit
   * @return how many, at most the length of the shorter array; 0 unless the engine keeps a
   *     {@linkplain QoeEngineBuilder#shortHistory short history}
   */
  public int lastValues(ElementPath element, Kpi kpi, long[] epochMicros, double[] values) {
    return core.answers().lastValues(element, kpi, epochMicros, values);
  }

  /** Returns how many alerts of a tenant and its descendants last, of one severity. */
  public int openAlerts(Tenant tenant, Severity severity) {
    return core.alerts().open(tenant, severity);
  }

  /** Returns the engine's figures, for meters; see {@code EngineMeters}. */
  public EngineStatistics statistics() {
    return core.statistics();
  }

  /** Returns how well the engine works, and why not better. */
  public EngineHealth health() {
    return core.statistics().health();
  }

  /** Returns the declared elements in the order of their paths. */
  public List<NetworkElement> elements() {
    return List.copyOf(core.answers().elements().values());
  }

  /** Returns the catalogue in force. */
  public KpiCatalog catalog() {
    return core.catalog();
  }

  /** Returns all alerts, ended ones included, in the order of creation. */
  public List<Alert> alerts() {
    return core.alerts().all();
  }

  /** Returns what became of everything received. */
  public Ledger ledger() {
    return core.admission().ledger(account -> true);
  }

  /** Returns what became of everything received for a tenant and its descendants. */
  public Ledger ledger(Tenant tenant) {
    return core.admission()
        .ledger(account -> account.tenant != null && tenant.contains(account.tenant));
  }

  /** Returns what is wrong with the store, while it fails and is tried again. */
  public Optional<String> storeTrouble() {
    return writer == null ? Optional.empty() : Optional.ofNullable(writer.trouble());
  }

  /**
   * Returns the newest refused things, oldest first; at most 10,000. With a journal those of
   * earlier lives are among them.
   */
  public List<DeadLetter> deadLetters() {
    return core.deadLetters.list();
  }

  /**
   * Writes the refused things that are still kept, each as a line of JSON.
   *
   * @return how many
   * @throws IOException if they cannot be written
   */
  public int exportDeadLetters(Writer to) throws IOException {
    List<DeadLetter> letters = core.deadLetters.list();
    DeadLetterFile.write(letters, to);
    return letters.size();
  }

  /**
   * Writes the refused things that are still kept to a file, each as a line of JSON; one that is
   * there is replaced.
   *
   * @return how many
   * @throws IOException if it cannot be written
   */
  public int exportDeadLetters(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      return exportDeadLetters(out);
    }
  }

  /**
   * Hands the refused measurements that are still kept in again, for example after the catalogue
   * was corrected, in the names of the sources they came from; those refused again, or for which
   * there is no room, are kept again. A crash meanwhile may bring back some that were handed in.
   *
   * @return how many were accepted
   */
  public int replayDeadLetters() {
    int accepted = 0;
    for (DeadLetter letter : core.deadLetters.takeMeasurements()) {
      accepted += handIn(letter);
    }
    core.deadLetters.write();
    return accepted;
  }

  /**
   * Hands the measurements of an export in, in the names of the sources they came from, as far as
   * there were any of these names here, else as those of {@code local}; those refused, or for which
   * there is no room, are kept as dead letters. What in it is no measurement is passed over.
   *
   * @return how many were accepted
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if a line is no dead letter; those before it were handed in
   */
  public int replayDeadLetters(Path export) throws IOException {
    AtomicInteger accepted = new AtomicInteger();
    DeadLetterFile.read(export, letter -> accepted.addAndGet(handIn(letter)));
    return accepted.get();
  }

  private int handIn(DeadLetter letter) {
    Source sender = core.admission().sender(letter.source());
    Acceptance answer = letter.measurement().map(sender::accept).orElse(Acceptance.REFUSED);
    if (answer == Acceptance.RETRY_LATER) {
      core.deadLetters.giveBack(letter);
    }
    return answer == Acceptance.ACCEPTED ? 1 : 0;
  }

  /** Returns the engine's time: the newest event time when it replays, the clock's otherwise. */
  public Instant now() {
    return Micros.instant(core.nowMicros());
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

  /**
   * Calls {@code listener} for each window that is closed or amended from now on, on a thread of
   * the engine's: those of a series in order. To hear from the start, also of what a journal brings
   * back, listen by {@link QoeEngineBuilder#onWindow}.
   */
  public EventPublisher.Subscription onWindow(Consumer<? super ToldWindow> listener) {
    return core.windows().subscribe(listener);
  }

  // ---- changing -----------------------------------------------------------------------------

  /**
   * Adds an element or replaces the one of the same path; its series stay what they are.
   *
   * @throws AccessDeniedException if the principal may not edit the network of its tenant
   * @throws IllegalStateException if the engine's limits or the quota of the tenant allow no
   *     further element or series; nothing is changed then
   */
  public void save(NetworkElement element, Principal principal) {
    changing(() -> changes.save(element, principal));
  }

  /**
   * Removes an element with all below it; values recorded for it are refused until it is added
   * again.
   *
   * @throws AccessDeniedException if the principal may not edit the network of its tenant
   */
  public void remove(ElementPath path, Principal principal) {
    changing(() -> changes.remove(path, principal));
  }

  /**
   * Adds or replaces definitions of indicators and rebuilds the scores with them.
   *
   * @throws AccessDeniedException unless the principal may edit the rules of all tenants here
   * @throws IllegalArgumentException if a unit no longer fits a derivation; nothing is changed then
   */
  public void define(KpiCatalog additions, Principal principal) {
    changing(() -> changes.define(additions, principal));
  }

  /**
   * Removes an indicator; values recorded for it are refused until it is defined again.
   *
   * @throws AccessDeniedException unless the principal may edit the rules of all tenants here
   * @throws ConfigurationException if a rule speaks of it; nothing is changed then
   */
  public void undefine(Kpi kpi, Principal principal) {
    changing(() -> changes.undefine(kpi, principal));
  }

  /**
   * Puts other rules in force; alerts of rules that are gone or changed are resolved.
   *
   * @throws AccessDeniedException unless the principal may edit the rules of all tenants here
   * @throws ConfigurationException if they speak of unknown indicators; nothing is changed then
   */
  public void rules(AlertRules rules, Principal principal) {
    changing(() -> changes.replaceRules(rules, principal));
  }

  /** Notes that somebody has seen an alert. */
  public Alert acknowledge(Tenant tenant, String id, Principal principal) {
    return changing(() -> changes.enter(tenant, id, AlertState.ACKNOWLEDGED, principal, ""));
  }

  /** Notes that somebody works on an alert. */
  public Alert investigate(Tenant tenant, String id, Principal principal) {
    return changing(() -> changes.enter(tenant, id, AlertState.INVESTIGATING, principal, ""));
  }

  /** Resolves an alert by hand; it reopens if the evidence persists. */
  public Alert resolve(Tenant tenant, String id, Principal principal, String reason) {
    return changing(() -> changes.enter(tenant, id, AlertState.RESOLVED, principal, reason));
  }

  /** Adds a remark to an alert. */
  public Alert annotate(Tenant tenant, String id, Principal principal, String text) {
    return changing(() -> changes.annotate(tenant, id, principal, text));
  }

  // ---- time and end -------------------------------------------------------------------------

  /**
   * Lets time pass up to the clock's present: values grow stale, periods end. An engine with the
   * system's clock does this itself every second.
   */
  public void tick() {
    life.tick();
  }

  /**
   * Closes every window that holds values and tells it, as at the end of an input; close ordered
   * sources before. What comes later for such a window amends it or is late.
   */
  public void finishWindows() {
    core.time().passWindows(Long.MAX_VALUE);
  }

  /**
   * Waits until everything taken in so far is stored and announced; at most a minute each. The
   * evidence of lasting alerts is brought up to date in the store.
   *
   * @return whether it is
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean flush() throws InterruptedException {
    return life.flush();
  }

  /**
   * Stores and announces what is on its way, for at most five seconds each once store or listeners
   * fail, ends all threads and closes the store; may be called again.
   *
   * <p>From then on values are refused and changes throw {@link IllegalStateException}; what was
   * known can still be asked for.
   */
  @Override
  public void close() {
    life.close();
  }

  private void changing(Runnable change) {
    changing(
        () -> {
          change.run();
          return true;
        });
  }

  /**
   * Makes a change, one at a time.
   *
   * @throws IllegalStateException if the engine is closed
   */
  private <T> T changing(Supplier<T> change) {
    return core.time()
        .locked(
            () -> {
              if (!core.open()) {
                throw new IllegalStateException("the engine is closed: nothing can be changed");
              }
              return change.get();
            });
  }
}
