package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.CounterSeries;
import dev.qoe.api.measure.CounterSpec;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.Sink;
import dev.qoe.core.internal.Micros;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One source's way into an engine, with its own account, quota and patience.
 *
 * <p>An ordered source's measurements are judged in the order of event time, together with those of
 * all other ordered sources: as far as each of them has come, less its lateness. So the same
 * measurements give the same scores and alerts whatever the number of threads; the slowest source
 * that is neither closed nor idle sets the pace. Thread-safe.
 *
 * @since 0.1
 */
public final class Source implements Sink, AutoCloseable {

  private static final long PATIENCE_MILLIS = 10_000;
  private static final long NOTHING = LiveSeries.NEVER;

  private final EngineCore core;
  private final SourceOptions options;
  private final long latenessMicros;
  private final Allowance allowance;

  /** What of it waits for the store. */
  final StoreQueue.Lane lane;

  /** Counts what is sampled. */
  private final AtomicLong offered = new AtomicLong();

  private final AtomicLong newest = new AtomicLong(NOTHING);
  private final AtomicLong future = new AtomicLong();
  private final AtomicLong ahead = new AtomicLong();
  private final AtomicLong mostAheadMicros = new AtomicLong();
  private volatile long aheadNanos;
  private boolean restored;
  private @Nullable Source before;
  private @Nullable Source owner;
  private volatile long heardNanos;
  private volatile boolean closed;

  /** Whether nobody waits for it any more. */
  private volatile boolean left;

  Source(EngineCore core, SourceOptions options) {
    this(core, options, new StoreQueue.Lane());
  }

  /** Creates a source that goes on where one of the same name has ended. */
  Source(EngineCore core, SourceOptions options, StoreQueue.Lane lane) {
    this.core = core;
    this.options = options;
    this.lane = lane;
    this.latenessMicros = Micros.of(options.lateness());
    this.allowance = new Allowance(options.quota(), core::nanoTime);
    this.heardNanos = core.nanoTime();
  }

  /** Returns a source of an earlier life, in whose name nothing comes in until it is added. */
  static Source restored(EngineCore core, SourceOptions options) {
    Source source = new Source(core, options);
    source.restored = true;
    return source;
  }

  /** Returns a source that counts for a closed one, as one that is judged as it comes. */
  static Source inTheNameOf(EngineCore core, Source closed) {
    Source source = new Source(core, SourceOptions.of(closed.options().name()), closed.lane);
    source.owner = closed;
    return source;
  }

  /** Returns the source for which it counts: itself but for a closed one's letters. */
  Source owner() {
    return owner == null ? this : owner;
  }

  /** Returns how it is treated. */
  public SourceOptions options() {
    return options;
  }

  /**
   * Returns the handle of an indicator of an element through which this source records; names are
   * resolved here, once.
   *
   * @throws NoSuchElementException if the catalogue does not know the indicator
   * @throws IllegalStateException if a quota or the engine's memory allows no further series
   */
  public Series series(ElementPath element, Kpi kpi) {
    LiveSeries found = core.intake().series(this, element, kpi);
    return isLocal() ? found : new SourceSeries(found, core.intake().account(this, element));
  }

  /**
   * Returns the handle of a counter of an element through which this source records its readings;
   * names are resolved here, once.
   *
   * @param kpi the indicator that the counter's rate is a value of
   * @throws NoSuchElementException if the catalogue does not know the indicator
   * @throws IllegalStateException if a quota or the engine's memory allows no further series
   */
  public CounterSeries counter(ElementPath element, Kpi kpi, CounterSpec spec) {
    LiveSeries found = core.intake().series(this, element, kpi);
    return new SourceCounter(found, core.intake().account(this, element), spec);
  }

  /** Returns how its measurements fared. */
  public SourceStatus status() {
    return core.statuses().of(this);
  }

  @Override
  public Acceptance accept(Measurement measurement) {
    return awaitRoom() ? core.intake().record(this, measurement) : Acceptance.RETRY_LATER;
  }

  @Override
  public Acceptance accept(CounterReading reading) {
    return awaitRoom() ? core.intake().record(this, reading) : Acceptance.RETRY_LATER;
  }

  @Override
  public Acceptance accept(RatioReading reading) {
    return awaitRoom() ? core.intake().record(this, reading) : Acceptance.RETRY_LATER;
  }

  @Override
  public Acceptance accept(DistributionReading reading) {
    return awaitRoom() ? core.intake().record(this, reading) : Acceptance.RETRY_LATER;
  }

  @Override
  public Acceptance accept(Event event) {
    return core.intake().event(this, event);
  }

  @Override
  public Acceptance accept(NetworkElement element) {
    if (closed || !core.open()) {
      return Acceptance.REFUSED;
    }
    Optional<String> refused = core.outlet().save(element, this);
    if (refused.isEmpty()) {
      return Acceptance.ACCEPTED;
    }
    if (refused.get().equals(Outlet.NO_ROOM)) {
      return Acceptance.RETRY_LATER;
    }
    reject(refused.get(), "element " + element.path(), core.limits());
    return Acceptance.REFUSED;
  }

  @Override
  public void reject(String reason, String place, String detail) {
    core.admission().reject(this, reason, place, detail);
  }

  @Override
  public void whenDurable(Consumer<Acceptance> answer) {
    core.outlet().whenDurable(answer);
  }

  /**
   * Ends it: what it handed in is judged without waiting for more, and it takes nothing from now
   * on; may be called more than once.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      core.time().leave(this);
    }
  }

  boolean closed() {
    return closed;
  }

  /** Notes that nobody waits for it any more. */
  void leave() {
    left = true;
  }

  /** Returns whether nobody waits for it any more. */
  boolean left() {
    return closed || left;
  }

  /** Returns whether it is one of an earlier life that was not added again. */
  boolean restored() {
    return restored;
  }

  /** Goes on where one of an earlier life was when that ended. */
  void goOn(Source earlier) {
    before = earlier;
    newest.accumulateAndGet(earlier.newest(), Math::max);
  }

  /** Returns the one of an earlier life that it goes on from; null if there is none. */
  @Nullable Source before() {
    return before;
  }

  /** Returns whether it is the one of what is recorded without naming a source. */
  boolean isLocal() {
    return this == core.local();
  }

  /** Returns whether its measurements are put in order. */
  boolean ordered() {
    return options.ordered();
  }

  Allowance allowance() {
    return allowance;
  }

  /** Notes that it has come so far in event time. */
  void seen(long micros) {
    heardNanos = core.nanoTime();
    newest.accumulateAndGet(micros, Math::max);
  }

  /** Notes that something came from it that does not tell how far it has come. */
  void heard() {
    heardNanos = core.nanoTime();
  }

  /** Notes that a measurement was stamped so far ahead of the clock that it has to wait. */
  void ahead(long micros) {
    aheadNanos = core.nanoTime();
    ahead.incrementAndGet();
    mostAheadMicros.accumulateAndGet(micros, Math::max);
  }

  /** Returns how many of its measurements were stamped ahead of the clock and taken. */
  long aheadCount() {
    return ahead.get();
  }

  /** Returns how far ahead of the clock it has stamped a measurement that was taken. */
  long mostAheadMicros() {
    return mostAheadMicros.get();
  }

  /** Returns whether it has stamped a measurement ahead of the clock within so many nanoseconds. */
  boolean aheadWithin(long nanos) {
    return ahead.get() > 0 && core.nanoTime() - aheadNanos < nanos;
  }

  /** Notes that a measurement was refused because it was stamped with a time to come. */
  void future() {
    future.incrementAndGet();
  }

  long futureCount() {
    return future.get();
  }

  /** Returns the newest event time it handed in; {@link LiveSeries#NEVER} if it has not yet. */
  long newest() {
    return newest.get();
  }

  /** Returns up to which event time all of its measurements are here. */
  long watermark() {
    long seen = newest.get();
    return left() ? Long.MAX_VALUE : seen == NOTHING ? NOTHING : seen - latenessMicros;
  }

  /** Returns whether others need not wait for it. */
  boolean idle(long nanoTime) {
    return nanoTime - heardNanos > options.idleAfter().toNanos();
  }

  /** Returns whether this one, out of those that come while there is no room, is kept. */
  boolean sampled() {
    return offered.getAndIncrement() % options.sampleOf() == 0;
  }

  private boolean awaitRoom() {
    try {
      return options.overload() != Overload.BLOCK
          || core.admission().awaitRoom(this, PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public String toString() {
    return "source " + options.name();
  }
}
