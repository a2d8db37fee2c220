package dev.qoe.core.engine;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.alert.Alerting;
import dev.qoe.core.alert.RuleInstance;
import dev.qoe.core.alert.Step;
import dev.qoe.core.score.ScoreTree;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of an engine that keeps some of the elements, and the way of a measurement through it:
 * validate, window, score up to the root, rules.
 *
 * <p>One lock guards all its state; foreign code is never called under it, and no other lock is
 * asked for. Thread-safe.
 */
final class Shard {

  private static final VarHandle NEWEST;

  static {
    try {
      NEWEST = MethodHandles.lookup().findVarHandle(Shard.class, "newest", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final EngineCore core;
  private final EngineSettings settings;
  private final ShardLock lock = new ShardLock();
  private final Inventory inventory;
  private final Alerting alerting;
  private final Map<Tenant, Account> accounts = new TreeMap<>();
  private final List<Step> steps = new ArrayList<>();

  /** The newest event time seen here; any thread may read it. */
  @SuppressWarnings("unused") // by its handle
  private long newest = LiveSeries.NEVER;

  Shard(EngineCore core, EngineSettings settings) {
    this.core = core;
    this.settings = settings;
    this.alerting =
        Alerting.of(
            settings.rules(),
            settings.model().catalog(),
            step -> {
              steps.add(step);
              core.said();
            });
    this.inventory = new Inventory(this, settings, alerting);
  }

  // ---- the hot path -------------------------------------------------------------------------

  Acceptance record(LiveSeries target, long micros, double value, double quality) {
    if (!core.hasRoom()) {
      return Acceptance.RETRY_LATER;
    }
    if (micros >= core.boundary()) {
      core.cross(micros);
    }
    Acceptance answer;
    lock.lock();
    try {
      answer = take(target, micros, value, quality, null);
    } finally {
      lock.unlock();
    }
    core.enterSteps();
    return answer;
  }

  /**
   * Records values of many series in order, as far as they lie in this shard.
   *
   * @return the index of the first that does not lie here or has to be tried again
   */
  int record(Series[] series, long[] micros, double[] values, int from, int to) {
    int next = from;
    lock.lock();
    try {
      while (next < to
          && series[next] instanceof LiveSeries target
          && target.shard == this
          && micros[next] < core.boundary()
          && core.hasRoom()) {
        var unused = take(target, micros[next], values[next], 1, null);
        next++;
      }
    } finally {
      lock.unlock();
    }
    core.enterSteps();
    return next;
  }

  private Acceptance take(
      LiveSeries target,
      long micros,
      double value,
      double quality,
      @Nullable Measurement original) {
    if (!(target.meaning.accepts(value)
        && quality >= 0
        && quality <= 1
        && core.accepts(micros)
        && target.attached())) {
      String reason = reason(target, micros, value, quality);
      if (reason != null) {
        refuse(target, reason, micros, value, quality);
        return Acceptance.REFUSED;
      }
    }
    target.account.accepted();
    seen(micros);
    if (core.keeping()) {
      core.keep(target, micros, value, quality, original);
    }
    if (target.take(micros, value, quality, settings.windowMicros())) {
      inventory.score(target);
      for (RuleInstance watcher : target.watchers) {
        watcher.value(target.kpi(), micros, value);
      }
      for (Derivation.Bound derivation : target.derivations) {
        derive(derivation, micros);
      }
    } else {
      target.account.late();
    }
    return Acceptance.ACCEPTED;
  }

  private @Nullable String reason(LiveSeries target, long micros, double value, double quality) {
    if (!core.open()) {
      return "closed";
    }
    return target.attached()
        ? Validation.reason(target.meaning.definition, micros, value, quality, core.present())
        : "removed";
  }

  private void refuse(LiveSeries target, String reason, long micros, double value, double quality) {
    target.account.rejected(reason);
    core.bury(
        reason,
        target.toString(),
        Validation.detail(reason, target.meaning.definition, micros, value, quality));
  }

  private void derive(Derivation.Bound derivation, long micros) {
    double value = derivation.value();
    if (Double.isFinite(value) && derivation.output.attached()) {
      Measurement derived =
          Measurement.of(
                  derivation.output.element(),
                  derivation.output.kpi(),
                  Micros.instant(micros),
                  value)
              .trusted(derivation.quality(), QualityFlag.DERIVED);
      take(derivation.output, micros, value, derivation.quality(), derived);
    }
  }

  /** Takes a measurement whose series is found by its names, made if need be. */
  Acceptance record(Measurement measurement) {
    Acceptance answer;
    lock.lock();
    try {
      answer = take(measurement);
    } finally {
      lock.unlock();
    }
    core.enterSteps();
    return answer;
  }

  private Acceptance take(Measurement measurement) {
    LiveSeries found = inventory.find(measurement.element(), measurement.kpi());
    if (found == null) {
      KpiDefinition definition = inventory.catalog().find(measurement.kpi()).orElse(null);
      if (definition == null) {
        String unknown = Validation.unknownKpi(measurement.kpi(), inventory.catalog());
        return refuse(measurement, "unknown-kpi", unknown);
      }
      found = inventory.series(measurement.element(), definition);
    }
    double value = Inventory.inUnitOf(found.meaning.definition, measurement);
    if (Double.isNaN(value) && !Double.isNaN(measurement.value())) {
      return refuse(
          measurement,
          "wrong-unit",
          "unit '%s' does not convert to '%s'"
              .formatted(measurement.unit(), found.meaning.definition.unit()));
    }
    return take(found, Micros.of(measurement.time()), value, measurement.quality(), measurement);
  }

  private Acceptance refuse(Measurement measurement, String reason, String detail) {
    account(measurement.element().tenant()).rejected(reason);
    core.bury(reason, measurement.kpi() + " of " + measurement.element(), detail);
    return Acceptance.REFUSED;
  }

  // ---- what else comes in -------------------------------------------------------------------

  /** Takes an event whose time is right. */
  void event(Event event) {
    change(
        unused -> {
          seen(Micros.of(event.time()));
          alerting.event(inventory.element(event.element()), event);
        });
  }

  /** Marks what is stale at {@code now}. */
  void expire(long now) {
    lock.lock();
    try {
      inventory.expire(now);
    } finally {
      lock.unlock();
    }
  }

  /** Lets time pass: values grow stale, rules notice silence. */
  void tick(long now) {
    change(
        unused -> {
          inventory.expire(now);
          alerting.tick(now);
        });
  }

  /** Changes what it knows; what the rules say to that is entered later. */
  void change(Consumer<Inventory> change) {
    ask(
        known -> {
          change.accept(known);
          return true;
        });
  }

  /** Returns what a question gives under the lock. */
  <T> T ask(Function<Inventory, T> question) {
    lock.lock();
    try {
      return question.apply(inventory);
    } finally {
      lock.unlock();
    }
  }

  /** Marks what is stale at {@code now} and hands over the scores that changed up to then. */
  void drainChanged(long now, BiConsumer<ScoreTree, ElementPath> consumer) {
    change(
        known -> {
          known.expire(now);
          known.tree().drainChanged(path -> consumer.accept(known.tree(), path));
        });
  }

  /** Hands over what the rules have said since. */
  void drainSteps(List<Step> to) {
    lock.lock();
    try {
      to.addAll(steps);
      steps.clear();
    } finally {
      lock.unlock();
    }
  }

  Alerting alerting() {
    return alerting;
  }

  /** Returns the newest event time seen here, in microseconds of the epoch. */
  long newest() {
    return (long) NEWEST.getOpaque(this);
  }

  private void seen(long micros) {
    if (micros > newest) {
      NEWEST.setOpaque(this, micros);
    }
  }

  /** Returns the engine's time; may be asked under the lock. */
  long nowMicros() {
    return core.nowMicros();
  }

  /** Returns the account of a tenant; under the lock. */
  Account account(Tenant tenant) {
    return accounts.computeIfAbsent(tenant, owner -> new Account(EngineCore.LOCAL, owner));
  }

  /** Adds what became of everything taken in here. */
  List<Ledger> ledgers() {
    return ask(
        unused -> accounts.values().stream().map(one -> one.ledger(core.storing())).toList());
  }
}
