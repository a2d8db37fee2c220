package dev.qoe.core.engine;

import static dev.qoe.core.engine.EngineJournalTest.CELL;
import static dev.qoe.core.engine.EngineJournalTest.LONG;
import static dev.qoe.core.engine.EngineJournalTest.START;
import static dev.qoe.core.engine.EngineJournalTest.accept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.journal.Journal;
import dev.qoe.core.journal.JournalConsumer;
import dev.qoe.core.journal.JournalOptions;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.score.ScoringModel;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The numbers of series in the journal")
class JournalLinkTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("stand for one unit, though a series be first recorded while that is changed")
  void recordedMeanwhile() throws Exception {
    try (Journal journal = Journal.open(folder, JournalOptions.standard());
        Announcer announcer = new Announcer()) {
      JournalLink link = new JournalLink(journal, InstantSource.system());
      EngineCore core = new EngineCore(settings(), announcer, null, link);
      Shard shard = core.shards()[0];
      LiveSeries early = core.intake().series(core.local(), CELL, Kpi.ROUND_TRIP_TIME);
      LiveSeries late =
          core.intake().series(core.local(), ElementPath.of("acme/cork/late"), Kpi.ROUND_TRIP_TIME);
      KpiCatalog changed = core.catalog().plus(EngineJournalTest.inSeconds());
      accept(early, 0, 20);
      JournalLink.Renumbering renumbering = link.renumbering(changed);
      accept(late, 1, 21);
      shard.change(
          known -> {
            known.replaceCatalog(changed);
            renumbering.apply(shard);
          });
      accept(early, 2, 0.022);
      accept(late, 3, 0.023);
      assertThat(journal.awaitDurable(journal.state().appendedSequence(), LONG)).isTrue();
      assertThat(recorded(journal)).containsExactly("20.0 ms", "21.0 ms", "0.022 s", "0.023 s");
    }
  }

  /** Returns all values with the units that their numbers stand for. */
  private static List<String> recorded(Journal journal) throws Exception {
    Map<Integer, String> units = new HashMap<>();
    journal.series((id, element, kpi, unit) -> units.put(id, JournalLink.unitOf(unit)));
    List<String> values = new ArrayList<>();
    journal.replay(
        1,
        Long.MAX_VALUE,
        new JournalConsumer() {
          @Override
          public void measurement(
              long sequence,
              int id,
              long micros,
              long ingest,
              double value,
              double quality,
              int flags) {
            values.add(value + " " + units.get(id));
          }

          @Override
          public void entry(long sequence, int type, ByteBuffer bytes) {
            values.add("entry");
          }
        });
    return values;
  }

  static EngineSettings settings() {
    return new EngineSettings(
        ScoringModel.of(KpiCatalog.standard()),
        AlertRules.none(),
        () -> START,
        true,
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        1,
        1,
        new EngineSettings.Limits(10, 10, Long.MAX_VALUE, Map.of(), 0),
        Map.of(),
        DeclaredWindows.none());
  }
}
