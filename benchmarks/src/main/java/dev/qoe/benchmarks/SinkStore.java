package dev.qoe.benchmarks;

import dev.qoe.api.access.AuditEntry;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.score.Score;
import dev.qoe.api.store.AlertStore;
import dev.qoe.api.store.AuditStore;
import dev.qoe.api.store.ElementStore;
import dev.qoe.api.store.HistoryStore;
import dev.qoe.api.store.KpiStore;
import dev.qoe.api.store.MeasurementStore;
import dev.qoe.api.store.ScoreStore;
import dev.qoe.api.store.SimulationRun;
import dev.qoe.api.store.SimulationRunStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A store that keeps nothing: it takes measurements as fast as it is allowed to, and counts them.
 *
 * <p><i>Thread-safe.</i>
 */
final class SinkStore implements HistoryStore, MeasurementStore {

  private static final double SECOND = 1e9;
  private static final long GLANCE_NANOS = 10_000_000;

  private final Consumer<Measurement> listener;
  private final AtomicLong count = new AtomicLong();
  private volatile double perSecond;
  private volatile boolean open = true;
  private long freeNanos = System.nanoTime();

  /**
   * Creates a store.
   *
   * @param perSecond how many measurements it takes a second, {@code >= 0}; it stands still at 0
   * @param listener sees each when it is taken
   */
  SinkStore(double perSecond, Consumer<Measurement> listener) {
    this.perSecond = perSecond;
    this.listener = listener;
  }

  /** Creates a store that takes whatever comes. */
  static SinkStore unlimited() {
    return new SinkStore(Double.POSITIVE_INFINITY, measurement -> {});
  }

  /** Takes so many measurements a second from now on, {@code >= 0}. */
  void allow(double measurementsPerSecond) {
    perSecond = measurementsPerSecond;
  }

  /** Takes measurements; blocks for as long as it is to take. */
  @Override
  public synchronized void append(long firstSequence, List<Measurement> measurements) {
    long begun = Math.max(freeNanos, System.nanoTime());
    int size = measurements.size();
    for (long left = nanos(size); open && left > 0; ) {
      LockSupport.parkNanos(Math.min(GLANCE_NANOS, left));
      left = nanos(size) - (System.nanoTime() - begun);
    }
    freeNanos = begun + Math.min(System.nanoTime() - begun, nanos(size));
    measurements.forEach(listener);
    count.addAndGet(measurements.size());
  }

  /** Returns how long it takes for so many; what a slow thread loses is made up for. */
  private long nanos(int size) {
    return (long) (size / perSecond * SECOND);
  }

  @Override
  public List<Measurement> find(ElementPath element, Kpi kpi, Instant from, Instant to, int limit) {
    return List.of();
  }

  @Override
  public void replay(
      ElementPath element, Instant from, Instant to, Consumer<Measurement> consumer) {}

  @Override
  public long count() {
    return count.get();
  }

  @Override
  public MeasurementStore measurements() {
    return this;
  }

  @Override
  public ElementStore elements() {
    return new ElementStore() {
      @Override
      public void save(Collection<NetworkElement> elements) {}

      @Override
      public boolean remove(ElementPath path) {
        return false;
      }

      @Override
      public Optional<NetworkElement> find(ElementPath path) {
        return Optional.empty();
      }

      @Override
      public List<NetworkElement> list(Tenant tenant) {
        return List.of();
      }
    };
  }

  @Override
  public KpiStore kpis() {
    return new KpiStore() {
      @Override
      public void save(Collection<KpiDefinition> definitions) {}

      @Override
      public List<KpiDefinition> list() {
        return List.of();
      }
    };
  }

  @Override
  public ScoreStore scores() {
    return new ScoreStore() {
      @Override
      public void append(List<Score> scores) {}

      @Override
      public Optional<Score> latest(ElementPath element) {
        return Optional.empty();
      }

      @Override
      public List<Score> find(ElementPath element, Instant from, Instant to) {
        return List.of();
      }
    };
  }

  @Override
  public AlertStore alerts() {
    return new AlertStore() {
      @Override
      public void save(Alert alert) {}

      @Override
      public Optional<Alert> find(Tenant tenant, String id) {
        return Optional.empty();
      }

      @Override
      public List<Alert> lasting(Tenant tenant) {
        return List.of();
      }

      @Override
      public List<Alert> list(Tenant tenant) {
        return List.of();
      }
    };
  }

  @Override
  public AuditStore audit() {
    return new AuditStore() {
      @Override
      public void append(AuditEntry entry) {}

      @Override
      public List<AuditEntry> list(Tenant tenant) {
        return List.of();
      }
    };
  }

  @Override
  public SimulationRunStore runs() {
    return new SimulationRunStore() {
      @Override
      public void save(SimulationRun run) {}

      @Override
      public Optional<SimulationRun> latest(Tenant tenant, String name) {
        return Optional.empty();
      }

      @Override
      public List<SimulationRun> list(Tenant tenant) {
        return List.of();
      }

      @Override
      public boolean remove(Tenant tenant, String name, Instant createdAt) {
        return false;
      }
    };
  }

  @Override
  public void close() {
    open = false;
  }
}
