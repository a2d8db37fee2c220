package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.journal.Journal;
import dev.qoe.core.journal.JournalOptions;
import dev.qoe.core.window.WindowSpec;
import dev.qoe.core.window.Windows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The windows of an engine with a journal")
@Timeout(60)
class EngineWindowsJournalTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final Kpi RTT = Kpi.ROUND_TRIP_TIME;
  private static final ElementPath CELL = ElementPath.of("acme/cork/cell-1");
  private static final ElementPath YOUNG = ElementPath.of("acme/cork/cell-2");
  private static final JournalOptions SMALL =
      JournalOptions.builder().segmentBytes(65_536).mostBytes(1L << 30).build();

  @TempDir private Path folder;

  private Instant now = START;

  @Test
  @DisplayName("hold after a crash what was acknowledged; those told before may be told again")
  void crash() throws Exception {
    Path live = folder.resolve("live");
    Path crashed = folder.resolve("crashed");
    List<ToldWindow> before = told();
    try (QoeEngine engine = engine(live, before)) {
      record(engine, CELL, 0, 150);
      assertThat(engine.awaitDurable(Duration.ofSeconds(30))).isTrue();
      assertThat(engine.flush()).isTrue();
      copy(live, crashed);
    }
    assertThat(before).extracting(EngineWindowsJournalTest::text).containsExactly("0 60", "60 60");
    List<ToldWindow> after = told();
    try (QoeEngine engine = engine(crashed, after)) {
      assertThat(engine.window("rtt", CELL, RTT).orElseThrow().values().count()).isEqualTo(60);
      record(engine, CELL, 150, 181);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.ledger().balanced()).isTrue();
    }
    assertThat(after)
        .extracting(EngineWindowsJournalTest::text)
        .containsExactly("0 60", "60 60", "120 60");
    assertThat(after).noneMatch(ToldWindow::amended);
  }

  @Test
  @DisplayName("are not told by halves of what was trimmed, but of all that may not have been told")
  void trimmed() throws Exception {
    int seconds = 10_000;
    List<ToldWindow> before = told();
    try (QoeEngine engine = engine(folder, before)) {
      for (int second = 0; second < seconds; second += 500) {
        record(engine, CELL, second, second + 500);
        if (second == 9_500) {
          record(engine, YOUNG, second + 25, second + 55);
        }
        assertThat(engine.awaitDurable(Duration.ofSeconds(30))).isTrue();
      }
      assertThat(engine.flush()).isTrue();
    }
    try (Journal journal = Journal.open(folder, SMALL)) {
      assertThat(journal.trim(4_000)).isPositive();
    }
    List<ToldWindow> after = told();
    try (QoeEngine engine = engine(folder, after)) {
      engine.finishWindows();
      assertThat(engine.flush()).isTrue();
    }
    assertThat(after).hasSizeBetween(90, before.size());
    assertThat(after.stream().filter(each -> each.element().equals(CELL)))
        .as("whole, but for the last, which was finished")
        .filteredOn(each -> each.to().isBefore(START.plusSeconds(seconds)))
        .allMatch(each -> each.values().count() == 60);
    assertThat(after.stream().filter(each -> each.element().equals(YOUNG)))
        .extracting(EngineWindowsJournalTest::text)
        .containsExactly("9480 15", "9540 15");
  }

  private static List<ToldWindow> told() {
    return Collections.synchronizedList(new ArrayList<>());
  }

  private QoeEngine engine(Path journal, List<ToldWindow> told) {
    return QoeEngine.builder()
        .clock(() -> now)
        .journal(journal, SMALL)
        .store(new FakeStore())
        .windows("rtt", Windows.of(WindowSpec.tumbling(Duration.ofMinutes(1))), RTT)
        .onWindow(told::add)
        .start();
  }

  private void record(QoeEngine engine, ElementPath element, int from, int to) {
    for (int second = from; second < to; second++) {
      now = START.plusSeconds(second);
      assertThat(engine.series(element, RTT).record(now, second)).isEqualTo(Acceptance.ACCEPTED);
    }
  }

  /** Returns when it begins, in seconds, and how many values it holds. */
  private static String text(ToldWindow told) {
    return Duration.between(START, told.from()).toSeconds() + " " + told.values().count();
  }

  /** What a crash leaves: the files as they are, without the lock. */
  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().startsWith("journal.")) {
          Files.copy(file, to.resolve(file.getFileName().toString()));
        }
      }
    }
  }
}
