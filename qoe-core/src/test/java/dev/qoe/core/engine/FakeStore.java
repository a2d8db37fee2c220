package dev.qoe.core.engine;

import dev.qoe.api.access.AuditEntry;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A store in memory that fails as long as it is told to. */
final class FakeStore implements HistoryStore {

  final List<Measurement> measured = new ArrayList<>();
  final Set<Long> sequences = new LinkedHashSet<>();
  final List<Score> scored = new ArrayList<>();
  final List<AuditEntry> audited = new ArrayList<>();
  final Map<String, Alert> alerted = new LinkedHashMap<>();
  final Map<ElementPath, NetworkElement> declared = new LinkedHashMap<>();

  /** Counted down by each failure. */
  final CountDownLatch failed = new CountDownLatch(2);

  private boolean down;
  private boolean forgetful;
  private boolean closed;
  private int synced;

  synchronized void down(boolean value) {
    down = value;
  }

  /** Lets it fail to make last what it has, and do all else. */
  synchronized void forgetful(boolean value) {
    forgetful = value;
  }

  synchronized boolean closed() {
    return closed;
  }

  /** Returns how many measurements outlive a loss of power. */
  synchronized int synced() {
    return synced;
  }

  @Override
  public void sync() {
    work(
        () -> {
          if (forgetful) {
            throw new IllegalStateException("no force");
          }
          synced = measured.size();
        });
  }

  /** Takes over the first so many measurements of another store, as if it were the same. */
  void takeFrom(FakeStore other, int count) {
    measured.addAll(other.measured.subList(0, count));
    synced = count;
    other.sequences.stream().limit(count).forEach(sequences::add);
    alerted.putAll(other.alerted);
  }

  static Topology topologyOf(ElementPath element) {
    return new Topology(List.of(NetworkElement.builder(element, "cell").build()), List.of());
  }

  private synchronized void work(Runnable action) {
    if (down) {
      failed.countDown();
      throw new IllegalStateException("the disk is full");
    }
    action.run();
  }

  @Override
  public ElementStore elements() {
    return new ElementStore() {
      @Override
      public void save(Collection<NetworkElement> elements) {
        work(() -> elements.forEach(element -> declared.put(element.path(), element)));
      }

      @Override
      public boolean remove(ElementPath path) {
        work(() -> declared.remove(path));
        return true;
      }

      @Override
      public Optional<NetworkElement> find(ElementPath path) {
        return Optional.ofNullable(declared.get(path));
      }

      @Override
      public List<NetworkElement> list(Tenant tenant) {
        return List.copyOf(declared.values());
      }
    };
  }

  @Override
  public KpiStore kpis() {
    return new KpiStore() {
      @Override
      public void save(Collection<KpiDefinition> definitions) {
        work(() -> {});
      }

      @Override
      public List<KpiDefinition> list() {
        return List.of();
      }
    };
  }

  @Override
  public MeasurementStore measurements() {
    return new MeasurementStore() {
      @Override
      public void append(long[] numbers, List<Measurement> measurements) {
        work(
            () -> {
              for (int i = 0; i < measurements.size(); i++) {
                if (!sequences.contains(numbers[i])) {
                  measured.add(measurements.get(i));
                  sequences.add(numbers[i]);
                }
              }
            });
      }

      @Override
      public List<Measurement> find(
          ElementPath element, Kpi kpi, Instant from, Instant to, int limit) {
        return List.of();
      }

      @Override
      public void replay(
          ElementPath element, Instant from, Instant to, Consumer<Measurement> consumer) {
        measured.forEach(consumer);
      }

      @Override
      public long count() {
        return measured.size();
      }
    };
  }

  @Override
  public ScoreStore scores() {
    return new ScoreStore() {
      @Override
      public void append(List<Score> scores) {
        work(() -> scored.addAll(scores));
      }

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
      public void save(Alert alert) {
        work(() -> alerted.put(alert.id(), alert));
      }

      @Override
      public Optional<Alert> find(Tenant tenant, String id) {
        return Optional.ofNullable(alerted.get(id));
      }

      @Override
      public List<Alert> lasting(Tenant tenant) {
        return list(tenant).stream().filter(alert -> alert.state().lasting()).toList();
      }

      @Override
      public List<Alert> list(Tenant tenant) {
        return List.copyOf(alerted.values());
      }
    };
  }

  @Override
  public SimulationRunStore runs() {
    return new SimulationRunStore() {
      @Override
      public void save(SimulationRun run) {
        work(() -> {});
      }

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
  public AuditStore audit() {
    return new AuditStore() {
      @Override
      public void append(AuditEntry entry) {
        work(() -> audited.add(entry));
      }

      @Override
      public List<AuditEntry> list(Tenant tenant) {
        return List.copyOf(audited);
      }
    };
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
