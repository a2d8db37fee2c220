package dev.qoe.core.engine;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.meter.LatencyRecorder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shards of an engine and what they share: which element lies where, store and listeners.
 *
 * <p>An element lies in one shard with everything below the second segment of its path, so that
 * only the roots of tenants are spread. Its time is the newest event time when it replays, the
 * clock's otherwise.
 *
 * <p>It is where all parts of an engine find each other: hence this is over 400 lines. Thread-safe.
 */
final class EngineCore {

  private static final long NEVER = LiveSeries.NEVER;

  /** How many parts of networks are spread evenly; what is refused has a part, too. */
  private static final int MOST_KEYS = 262_144;

  private static final VarHandle LATEST;

  static {
    try {
      LATEST = MethodHandles.lookup().findVarHandle(EngineCore.class, "latest", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final DeadLetters deadLetters;
  private final EngineSettings settings;
  private final Announcer announcer;
  private final @Nullable StoreWriter writer;
  private final @Nullable JournalLink journal;
  private final @Nullable RemovalJournal removals;
  private final Timekeeper time;
  private final AlertDesk alerts = new AlertDesk(this);
  private final Intake intake = new Intake(this);
  private final BatchIntake batches;
  private final Answers answers = new Answers(this);
  private final SourceStatuses statuses = new SourceStatuses(this);
  private final Outlet outlet;
  private final Capacity capacity;
  private final Admission admission;
  private final EngineWindows windows;
  private final Statistics statistics;
  private final RecoveredRates recoveredRates = new RecoveredRates();
  private final LatencyRecorder scoreLatency = LatencyRecorder.create();
  private final Shard[] shards;
  private final Map<String, Shard> byKey = new ConcurrentHashMap<>();
  private final AtomicInteger keys = new AtomicInteger();

  /** The latest event time known to be judged at once, in microseconds of the epoch. */
  @SuppressWarnings("unused") // by its handle
  private long latest = NEVER;

  private volatile boolean open = true;

  EngineCore(
      EngineSettings settings,
      Announcer announcer,
      @Nullable StoreWriter writer,
      @Nullable JournalLink journal) {
    this.settings = settings;
    this.announcer = announcer;
    this.deadLetters = new DeadLetters(announcer::log);
    this.writer = writer;
    this.journal = journal;
    this.removals = journal == null ? null : new RemovalJournal(this, journal);
    this.outlet = new Outlet(this, writer);
    this.windows = new EngineWindows(settings, announcer);
    this.time = new Timekeeper(this, settings);
    this.capacity = new Capacity(this, settings, writer, announcer);
    this.admission = new Admission(this, settings, writer, announcer);
    this.statistics = new Statistics(this, settings, writer);
    this.shards = new Shard[settings.shards()];
    this.batches = new BatchIntake(this, shards.length);
    for (int i = 0; i < shards.length; i++) {
      shards[i] = new Shard(this, settings, i);
    }
  }

  EngineSettings settings() {
    return settings;
  }

  Timekeeper time() {
    return time;
  }

  AlertDesk alerts() {
    return alerts;
  }

  Intake intake() {
    return intake;
  }

  /** Returns the way in for many measurements at once. */
  BatchIntake batches() {
    return batches;
  }

  Answers answers() {
    return answers;
  }

  Outlet outlet() {
    return outlet;
  }

  Announcer announcer() {
    return announcer;
  }

  EngineWindows windows() {
    return windows;
  }

  SourceStatuses statuses() {
    return statuses;
  }

  RecoveredRates recoveredRates() {
    return recoveredRates;
  }

  LatencyRecorder scoreLatency() {
    return scoreLatency;
  }

  Statistics statistics() {
    return statistics;
  }

  Admission admission() {
    return admission;
  }

  Capacity capacity() {
    return capacity;
  }

  @Nullable JournalLink journal() {
    return journal;
  }

  /** Returns what the journal knows of removed elements; null without one. */
  @Nullable RemovalJournal removals() {
    return removals;
  }

  /** Returns the source of what is recorded without naming one. */
  Source local() {
    return admission.local();
  }

  // ---- shards -------------------------------------------------------------------------------

  Shard[] shards() {
    return shards;
  }

  /** Returns whether a shard is one of this engine's. */
  boolean has(Shard shard) {
    return shard.number() < shards.length && shards[shard.number()] == shard;
  }

  /** Returns the shard in which an element lies. */
  Shard shard(ElementPath element) {
    String text = element.text();
    int tenant = text.indexOf('/');
    int end = tenant < 0 ? -1 : text.indexOf('/', tenant + 1);
    String key = end < 0 ? text : text.substring(0, end);
    Shard found = byKey.get(key);
    if (found == null) {
      found = byKey.computeIfAbsent(key, this::nextShard);
    }
    return found != null ? found : shards[Math.floorMod(key.hashCode(), shards.length)];
  }

  /** Returns shards in turn; null once there are so many keys that no more are remembered. */
  private @Nullable Shard nextShard(String unused) {
    return keys.get() >= MOST_KEYS
        ? null
        : shards[Math.floorMod(keys.getAndIncrement(), shards.length)];
  }

  /** Returns the shards that hold something at or below {@code path}. */
  List<Shard> shardsBelow(ElementPath path) {
    return path.depth() == 0 ? List.of(shards) : List.of(shard(path));
  }

  /** Asks all shards, one after the other. */
  <T> List<T> askAll(Function<Inventory, T> question) {
    List<T> answers = new ArrayList<>(shards.length);
    for (Shard shard : shards) {
      answers.add(shard.ask(question));
    }
    return answers;
  }

  /** Changes all shards, one after the other. */
  void changeAll(Consumer<Inventory> change) {
    for (Shard shard : shards) {
      shard.change(change);
    }
    alerts.enterSteps();
  }

  KpiCatalog catalog() {
    return shards[0].ask(Inventory::catalog);
  }

  /** Returns every tenant of which anything is known. */
  Set<Tenant> tenants() {
    Set<Tenant> tenants = new TreeSet<>();
    askAll(Inventory::tenants).forEach(tenants::addAll);
    return tenants;
  }

  // ---- what the hot path asks ---------------------------------------------------------------

  /**
   * Looks at a measurement before its shard does.
   *
   * @return null if it may go on; ACCEPTED if it is to be given up and counted so
   */
  @Nullable Acceptance early(Source source, long micros) {
    reached(micros);
    return admission.early(source);
  }

  /** Lets a period end if something of that event time comes after it. */
  void reached(long micros) {
    if (micros >= time.boundary() && !time.ordering()) {
      long present = present();
      if (open && Validation.reason(micros, present) == null && micros <= present) {
        time.cross(micros);
      }
    }
  }

  /**
   * Returns whether a measurement of that time may be judged at once for certain; if not, its time
   * has to be looked at.
   */
  boolean accepts(long micros) {
    return micros >= Validation.EARLIEST && micros <= latest();
  }

  /** Returns the latest event time known to be judged at once. */
  long latest() {
    return (long) LATEST.getOpaque(this);
  }

  /**
   * Returns whether an event time that was just looked at, and is allowed, lies so far ahead of the
   * clock that its measurement has to wait.
   */
  boolean isAhead(long micros) {
    return micros > latest();
  }

  /** Returns how far such a time lies ahead of the clock, in microseconds. */
  long ahead(long micros) {
    return micros - latest() + Validation.TOLERANCE;
  }

  /** Returns whether measurements are only judged: nobody stores, journals or listens to them. */
  boolean plain() {
    return journal == null && !keeping();
  }

  /** Returns the latest time that the clock allows; any while it replays. */
  long present() {
    if (settings.replaying()) {
      LATEST.setOpaque(this, open ? Validation.LATEST : NEVER);
      return Long.MAX_VALUE;
    }
    long present = settings.clock().millis() * 1_000 + 999;
    LATEST.setOpaque(
        this, open ? Math.min(present + Validation.TOLERANCE, Validation.LATEST) : NEVER);
    return present;
  }

  /** Returns whether somebody wants each measurement: a store or a listener. */
  boolean keeping() {
    return writer != null || announcer.wantsMeasurements();
  }

  /** Returns whether there is a store. */
  boolean storing() {
    return writer != null;
  }

  /** Notes that so many measurements more wait to be put in order. */
  void buffered(int more) {
    capacity.buffered(more);
  }

  /** Returns why a source may not make a further series of a tenant, or null if it may. */
  @Nullable String mayMakeSeries(Source source, Tenant tenant) {
    return capacity.mayMakeSeries(source, tenant);
  }

  /** Returns which limits there are and how to move them. */
  String limits() {
    return capacity.limits();
  }

  /** Hands a measurement to listeners, and to the store unless the journal does. */
  void keep(
      LiveSeries target,
      Account account,
      long micros,
      double value,
      double quality,
      @Nullable Measurement original,
      boolean late) {
    StoreWriter to = journal == null ? writer : null;
    if (to == null && !announcer.wantsMeasurements()) {
      return;
    }
    Instant instant = Micros.instant(micros);
    Instant ingest = settings.replaying() ? instant : settings.clock().instant();
    Set<QualityFlag> flags = original == null ? Set.of() : original.flags();
    if (late) {
      flags = EnumSet.of(QualityFlag.LATE, flags.toArray(QualityFlag[]::new));
    }
    Measurement measurement =
        new Measurement(
            target.element(),
            target.kpi(),
            instant,
            ingest,
            value,
            target.meaning.definition.unit(),
            quality,
            flags);
    announcer.announce(new EngineEvent.KpiUpdated(measurement));
    if (to != null) {
      to.add(measurement, account);
    }
  }

  /** Keeps what was refused; the caller has counted it. */
  void bury(
      Source source,
      String reason,
      String place,
      String detail,
      @Nullable Measurement measurement) {
    deadLetters.add(
        new DeadLetter(
            source.options().name(), reason, place, detail, Optional.ofNullable(measurement)));
  }

  // ---- life ---------------------------------------------------------------------------------

  /** Returns whether the engine takes anything. */
  boolean open() {
    return open;
  }

  /** Takes nothing from now on. */
  void close() {
    open = false;
    LATEST.setOpaque(this, NEVER);
  }

  /** Returns a number of nanoseconds that only grows. */
  long nanoTime() {
    return System.nanoTime();
  }

  /** Returns the engine's time in microseconds of the epoch. */
  long nowMicros() {
    if (!settings.replaying()) {
      return Micros.of(settings.clock().instant());
    }
    long newest = NEVER;
    for (Shard shard : shards) {
      newest = Math.max(newest, shard.newest());
    }
    return newest == NEVER ? 0 : newest;
  }

  /** Returns the engine's time. */
  Instant now() {
    return Micros.instant(nowMicros());
  }

  // ---- what comes in and what is known ------------------------------------------------------

  /** Adds or replaces an element, whatever the limits. */
  void declare(NetworkElement element) {
    shard(element.path()).change(known -> known.declare(element, null));
    alerts.enterSteps();
  }
}
