package dev.qoe.core.engine;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.internal.Micros;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was accepted of indicators that are not of the catalogue any more: what the store lacks of
 * it is counted as dropped and kept as dead letters, once, until the catalogue knows it again.
 *
 * <p>Confine to the thread that recovers.
 */
final class UnknownIndicators {
  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);

  private final EngineCore core;
  private final KnownSeries before;
  private final Map<Integer, Orphan> orphans = new HashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();

  /** How many readings of counters were passed over. */
  private long readings;

  /** What an earlier start kept. */
  private final Multiset<Letter> kept = HashMultiset.create();

  /** What of that need not be kept any longer. */
  private final Multiset<Letter> known = HashMultiset.create();

  /** What a dead letter stands for. */
  private record Letter(String source, Measurement measurement) {
    private static @Nullable Letter of(DeadLetter letter) {
      return letter.reason().equals(Validation.UNKNOWN_KPI)
          ? letter.measurement().map(of -> new Letter(letter.source(), of)).orElse(null)
          : null;
    }

    private static Letter of(
        Account account, ElementPath element, Kpi kpi, Unit unit, RecoveredMeasurement one) {
      return new Letter(
          account.source.options().name(),
          new Measurement(
              element,
              kpi,
              Micros.instant(one.micros),
              Micros.instant(one.ingest),
              one.value,
              unit,
              one.quality,
              JournalLink.flags(one.flags)));
    }
  }

  /** A series that cannot be. */
  private record Orphan(ElementPath element, Kpi kpi, Unit unit, Account account, String detail) {}

  /**
   * Begins with what an earlier start kept.
   *
   * @param before what the journal tells of its series
   */
  UnknownIndicators(EngineCore core, KnownSeries before) {
    this.core = core;
    this.before = before;
    for (DeadLetter each : core.deadLetters.list()) {
      Letter letter = Letter.of(each);
      if (letter != null) {
        kept.add(letter);
      }
    }
  }

  /** Looks at one that is known, which the store lacks: if it was not, its letter goes. */
  void known(RecoveredSeries series, RecoveredMeasurement one) {
    if (!kept.isEmpty()) {
      LiveSeries target = series.target();
      Letter letter =
          Letter.of(series.account(), target.element(), target.kpi(), series.unit(), one);
      if (kept.remove(letter)) {
        known.add(letter);
      }
    }
  }

  void add(RecoveredMeasurement one) {
    Orphan orphan = orphans.computeIfAbsent(one.id, this::orphan);
    core.shard(orphan.element).change(unused -> orphan.account.accepted(one.micros));
    orphan.account.dropped(Validation.UNKNOWN_KPI, 1);
    counts.merge(orphan.kpi.code(), 1L, Long::sum);
    Letter letter = Letter.of(orphan.account, orphan.element, orphan.kpi, orphan.unit, one);
    if (!kept.remove(letter)) {
      String place = orphan.kpi + " of " + orphan.element;
      core.deadLetters.giveBack( // logs nothing: one line for each indicator will do
          new DeadLetter(
              letter.source,
              Validation.UNKNOWN_KPI,
              place,
              orphan.detail,
              Optional.of(letter.measurement)));
    }
  }

  /** Counts a reading of a counter that is passed over. */
  void passOver() {
    readings++;
  }

  private Orphan orphan(int id) {
    KnownSeries.Known one = Objects.requireNonNull(before.find(id));
    ElementPath element = one.element();
    Kpi kpi = one.kpi();
    Account account =
        core.intake().account(core.admission().restored(before.lastKnown(one.source())), element);
    String detail = Validation.unknownKpi(kpi, core.catalog());
    return new Orphan(element, kpi, Unit.of(one.unit()), account, detail);
  }

  /** Writes the letters down before the checkpoint may pass what they stand for. */
  void close() {
    if (!known.isEmpty()) {
      for (DeadLetter each : core.deadLetters.takeMeasurements()) {
        Letter letter = Letter.of(each);
        if (letter == null || !known.remove(letter)) {
          core.deadLetters.giveBack(each);
        }
      }
    }
    counts.forEach(
        (kpi, count) ->
            LOG.atWarn()
                .addKeyValue("kpi", kpi)
                .addKeyValue("reason", Validation.UNKNOWN_KPI)
                .log(
                    "the catalogue does not know KPI '{}' any more: {} measurements of the"
                        + " journal are dead letters now; define it and replay them",
                    kpi,
                    count));
    if (readings > 0) {
      LOG.atWarn()
          .addKeyValue("readings", readings)
          .addKeyValue("reason", Validation.UNKNOWN_KPI)
          .log(
              "{} readings of counters of indicators that the catalogue does not know any more"
                  + " are passed over",
              readings);
    }
    core.deadLetters.write();
  }
}
