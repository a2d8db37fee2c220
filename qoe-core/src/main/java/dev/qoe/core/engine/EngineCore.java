package dev.qoe.core.engine;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.score.Score;
import dev.qoe.core.alert.Alerting;
import dev.qoe.core.alert.RuleInstance;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The way of a measurement: validate, window, score up to the root, rules, store.
 *
 * <p>One lock guards all state; foreign code is never called under it. Its time is the newest event
 * time when it replays, the clock's otherwise. Thread-safe.
 */
final class EngineCore {

  private static final int CONTRIBUTIONS_EMITTED = 10;
  private static final String STORE = "store";
  private static final long NEVER = LiveSeries.NEVER;

  final ReentrantLock lock = new ReentrantLock();
  final LedgerBook ledger;
  final DeadLetters deadLetters = new DeadLetters();
  private final EngineSettings settings;
  private final Announcer announcer;
  private final @Nullable StoreWriter writer;

  private final Alerting alerting;
  private final Inventory inventory;
  private long watermark = NEVER;
  private long nextEmission = NEVER;
  private volatile boolean open = true;

  EngineCore(
      EngineSettings settings,
      Announcer announcer,
      @Nullable StoreWriter writer,
      LedgerBook ledger) {
    this.ledger = ledger;
    this.settings = settings;
    this.announcer = announcer;
    this.writer = writer;
    this.alerting = Alerting.of(settings.rules(), settings.model().catalog(), this::alertChanged);
    this.inventory = new Inventory(this, settings, alerting);
  }

  Alerting alerting() {
    return alerting;
  }

  Inventory inventory() {
    return inventory;
  }

  /** Returns the engine's time in microseconds of the epoch. */
  long nowMicros() {
    return settings.replaying()
        ? watermark == NEVER ? 0 : watermark
        : Micros.of(settings.clock().instant());
  }

  /** Returns whether a measurement may be taken now: neither store nor listeners lag too far. */
  boolean hasRoom() {
    return (writer == null || writer.hasRoom()) && announcer.hasRoom();
  }

  /** Waits for room; returns whether there is any. Must not be called under the lock. */
  boolean awaitRoom(long millis) throws InterruptedException {
    return (writer == null || writer.awaitRoom(millis)) && announcer.awaitRoom(millis);
  }

  /** Returns whether the engine takes anything. */
  boolean open() {
    return open;
  }

  /** Takes nothing from now on. */
  void close() {
    open = false;
  }

  /** Returns the latest time that the clock allows; any while it replays. */
  private long present() {
    return settings.replaying() ? Long.MAX_VALUE : settings.clock().millis() * 1_000 + 999;
  }

  // ---- the hot path -------------------------------------------------------------------------

  Acceptance record(LiveSeries target, long micros, double value, double quality) {
    return record(target, micros, value, quality, null);
  }

  Acceptance record(
      LiveSeries target,
      long micros,
      double value,
      double quality,
      @Nullable Measurement original) {
    if (open && !hasRoom()) {
      return Acceptance.RETRY_LATER;
    }
    lock.lock();
    try {
      return take(target, micros, value, quality, original);
    } finally {
      lock.unlock();
    }
  }

  private Acceptance take(
      LiveSeries target,
      long micros,
      double value,
      double quality,
      @Nullable Measurement original) {
    ledger.received();
    long present = present();
    String reason = open ? target.leaf == null ? "removed" : null : "closed";
    if (reason == null) {
      reason = Validation.reason(target.definition, micros, value, quality, present);
    }
    if (reason != null) {
      refuse(
          reason,
          target.toString(),
          Validation.detail(reason, target.definition, micros, value, quality));
      return Acceptance.REFUSED;
    }
    advance(Math.min(micros, present));
    keep(target, micros, value, quality, original);
    if (target.take(micros, value, quality, settings.windowMicros())) {
      inventory.score(target);
      for (RuleInstance watcher : target.watchers) {
        watcher.value(target.kpi(), micros, value);
      }
      for (Derivation.Bound derivation : target.derivations) {
        derive(derivation, micros);
      }
    } else {
      ledger.late();
    }
    return Acceptance.ACCEPTED;
  }

  private void derive(Derivation.Bound derivation, long micros) {
    double value = derivation.value();
    if (Double.isFinite(value) && derivation.output.leaf != null) {
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

  private void keep(
      LiveSeries target,
      long micros,
      double value,
      double quality,
      @Nullable Measurement original) {
    boolean announced = announcer.wanted(EngineEvent.KpiUpdated.class);
    if (writer == null && !announced) {
      ledger.stored(1);
      return;
    }
    Instant time = Micros.instant(micros);
    Instant ingest = settings.replaying() ? time : settings.clock().instant();
    Set<QualityFlag> flags = original == null ? Set.of() : original.flags();
    Measurement measurement =
        new Measurement(
            target.element(),
            target.kpi(),
            time,
            ingest,
            value,
            target.definition.unit(),
            quality,
            flags);
    if (announced) {
      announcer.announce(new EngineEvent.KpiUpdated(measurement));
    }
    if (writer == null) {
      ledger.stored(1);
    } else {
      writer.add(measurement);
    }
  }

  void refuse(String reason, String place, String detail) {
    ledger.rejected(reason);
    deadLetters.add(new DeadLetter(reason, place, detail));
  }

  // ---- time ---------------------------------------------------------------------------------

  /** Moves the watermark and, where it crosses the end of a period, emits what changed in it. */
  private void advance(long micros) {
    if (micros <= watermark) {
      return;
    }
    watermark = micros;
    long period = settings.emissionMicros();
    long current = Math.floorDiv(micros, period) * period;
    if (nextEmission == NEVER) {
      nextEmission = current + period;
    } else if (micros >= nextEmission) {
      emit(nextEmission);
      if (current > nextEmission) {
        emit(current);
      }
      nextEmission = current + period;
    }
  }

  /** Lets time pass without a measurement: values grow stale, periods end, rules notice silence. */
  void tick() {
    long now = nowMicros();
    if (!settings.replaying()) {
      advance(now);
    }
    inventory.expire(now);
    alerting.tick(now);
  }

  private void emit(long boundary) {
    inventory.expire(boundary);
    if (writer != null || announcer.wanted(EngineEvent.ScoreChanged.class)) {
      Instant time = Micros.instant(boundary);
      inventory
          .tree()
          .drainChanged(
              element -> {
                Score score = trimmed(inventory.tree().score(element, time));
                announcer.announce(new EngineEvent.ScoreChanged(score));
                if (writer != null) {
                  writer.add(score);
                }
              });
    }
  }

  private static Score trimmed(Score score) {
    return score.contributions().size() <= CONTRIBUTIONS_EMITTED
        ? score
        : new Score(
            score.element(),
            score.time(),
            score.value(),
            score.confidence(),
            score.contributions().subList(0, CONTRIBUTIONS_EMITTED));
  }

  private void alertChanged(Alert alert, Instant at) {
    announcer.announce(new EngineEvent.AlertChanged(alert, at));
    keep(alert);
  }

  /** Stores the lasting alerts with the evidence that has come since their last step. */
  void keepLastingAlerts() {
    if (writer != null) {
      alerting.lasting().forEach(this::keep);
    }
  }

  private void keep(Alert alert) {
    if (writer != null) {
      writer.then(store -> store.alerts().save(alert));
    }
  }

  /** Tells listeners that the store began to fail, or works again. Takes the lock. */
  void storeChanged(boolean healthy, String text) {
    lock.lock();
    try {
      Instant at = Micros.instant(nowMicros());
      announcer.announce(new EngineEvent.SystemStatus(STORE, healthy, text, at));
    } finally {
      lock.unlock();
    }
  }

  // ---- what else comes in -------------------------------------------------------------------

  /** Adds or replaces an element and stores it. */
  void save(NetworkElement element) {
    inventory.declare(element);
    if (writer != null) {
      writer.then(store -> store.elements().save(List.of(element)));
    }
  }

  /** Removes an element with all below it, in the store too. */
  void remove(ElementPath path) {
    inventory.remove(path);
    if (writer != null) {
      writer.then(store -> store.elements().remove(path));
    }
  }

  Acceptance event(Event event) {
    long micros = Micros.of(event.time());
    long present = present();
    String reason = open ? Validation.reason(micros, present) : "closed";
    if (reason != null) {
      ledger.received();
      refuse(
          reason,
          "event '%s' of %s".formatted(event.type(), event.element()),
          Validation.timeDetail(micros));
      return Acceptance.REFUSED;
    }
    advance(Math.min(micros, present));
    alerting.event(inventory.element(event.element()), event);
    announcer.announce(new EngineEvent.NetworkEvent(event));
    return Acceptance.ACCEPTED;
  }
}
