package dev.qoe.sim.whatif;

import dev.qoe.api.access.AuditEntry;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A store in memory of what simulations read and keep. */
final class MemoryStore implements HistoryStore {

  final List<NetworkElement> declared = new ArrayList<>();
  final List<Measurement> measured = new ArrayList<>();
  final List<SimulationRun> saved = new ArrayList<>();
  final List<AuditEntry> audited = new ArrayList<>();

  @Override
  public ElementStore elements() {
    return new ElementStore() {
      @Override
      public void save(Collection<NetworkElement> elements) {
        declared.addAll(elements);
      }

      @Override
      public boolean remove(ElementPath path) {
        return declared.removeIf(element -> element.path().equals(path));
      }

      @Override
      public Optional<NetworkElement> find(ElementPath path) {
        return declared.stream().filter(element -> element.path().equals(path)).findFirst();
      }

      @Override
      public List<NetworkElement> list(Tenant tenant) {
        return declared.stream()
            .filter(element -> tenant.contains(element.path().tenant()))
            .toList();
      }
    };
  }

  @Override
  public MeasurementStore measurements() {
    return new MeasurementStore() {
      @Override
      public void append(long[] sequences, List<Measurement> measurements) {
        measured.addAll(measurements);
      }

      @Override
      public List<Measurement> find(
          ElementPath element, Kpi kpi, Instant from, Instant to, int limit) {
        return List.of();
      }

      @Override
      public void replay(
          ElementPath element, Instant from, Instant to, Consumer<Measurement> consumer) {
        measured.stream()
            .filter(one -> element.contains(one.element()))
            .filter(one -> !one.time().isBefore(from) && one.time().isBefore(to))
            .sorted(Comparator.comparing(Measurement::time))
            .forEach(consumer);
      }

      @Override
      public long count() {
        return measured.size();
      }
    };
  }

  @Override
  public SimulationRunStore runs() {
    return new SimulationRunStore() {
      @Override
      public void save(SimulationRun run) {
        saved.add(run);
      }

      @Override
      public Optional<SimulationRun> latest(Tenant tenant, String name) {
        return saved.stream()
            .filter(run -> run.tenant().equals(tenant) && run.name().equals(name))
            .max(Comparator.comparing(SimulationRun::createdAt));
      }

      @Override
      public List<SimulationRun> list(Tenant tenant) {
        return saved.stream().filter(run -> tenant.contains(run.tenant())).toList();
      }

      @Override
      public boolean remove(Tenant tenant, String name, Instant createdAt) {
        return saved.removeIf(
            run ->
                run.tenant().equals(tenant)
                    && run.name().equals(name)
                    && run.createdAt().equals(createdAt));
      }
    };
  }

  @Override
  public AuditStore audit() {
    return new AuditStore() {
      @Override
      public void append(AuditEntry entry) {
        audited.add(entry);
      }

      @Override
      public List<AuditEntry> list(Tenant tenant) {
        return List.copyOf(audited);
      }
    };
  }

  @Override
  public KpiStore kpis() {
    throw new UnsupportedOperationException("no simulation asks for it");
  }

  @Override
  public ScoreStore scores() {
    throw new UnsupportedOperationException("no simulation asks for it");
  }

  @Override
  public AlertStore alerts() {
    throw new UnsupportedOperationException("no simulation asks for it");
  }

  @Override
  public void close() {}
}
