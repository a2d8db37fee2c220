package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Role;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.kpi.KpiCatalog;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A refused measurement")
class DeadLetterTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final ElementPath CELL = ElementPath.of("acme/cork/cell-1");
  private static final Kpi OWN = Kpi.ONE_WAY_DELAY;
  private static final KpiCatalog LACKING = KpiCatalog.standard().without(OWN);
  static final Principal ADMIN = Principal.of("ann", Tenant.of("acme"), Role.ADMIN);

  @TempDir private Path folder;

  @Test
  @DisplayName("is exported with its reason, and counts once the catalogue was mended")
  void export() throws Exception {
    Path export = folder.resolve("letters.jsonl");
    try (QoeEngine engine = QoeEngine.builder().catalog(LACKING).replaying().start()) {
      refuse(engine, 0, 3);
      engine.sink().reject("not-json", "probe.json:7", "value 'x'");
      assertThat(engine.exportDeadLetters(export)).isEqualTo(4);
      StringWriter same = new StringWriter();
      engine.exportDeadLetters(same);
      assertThat(export).hasContent(same.toString());
    }
    assertThat(Files.readAllLines(export).get(0))
        .startsWith(
            "{\"source\":\"local\",\"reason\":\"unknown-kpi\",\"place\":\"" + OWN + " of acme/")
        .contains("\"measurement\":{\"element\":\"acme/cork/cell-1\",\"kpi\":\"" + OWN + "\"");
    try (QoeEngine engine = QoeEngine.builder().catalog(LACKING).replaying().start()) {
      assertThat(engine.replayDeadLetters(export)).isZero();
      assertThat(engine.deadLetters()).hasSize(3);
      mend(engine);
      assertThat(engine.replayDeadLetters(export)).isEqualTo(3);
      assertThat(engine.replayDeadLetters()).isEqualTo(3);
      assertThat(engine.deadLetters()).isEmpty();
      assertThat(engine.value(CELL, OWN)).contains(1.0);
      assertThat(engine.ledger().balanced()).isTrue();
    }
  }

  @Test
  @DisplayName("counts for the source it came from when it is handed in again, closed or not")
  void sources() throws Exception {
    Path export = folder.resolve("letters.jsonl");
    try (QoeEngine engine =
        QoeEngine.builder().catalog(LACKING).replaying().store(new FakeStore()).start()) {
      Source open = engine.source(SourceOptions.of("open"));
      Source closed = engine.source(SourceOptions.of("closed"));
      for (Source source : List.of(open, closed, closed)) {
        assertThat(source.accept(Measurement.of(CELL, OWN, START, 1)))
            .isEqualTo(Acceptance.REFUSED);
      }
      closed.close();
      engine.exportDeadLetters(export);
      mend(engine);
      assertThat(engine.replayDeadLetters()).isEqualTo(3);
      assertThat(engine.flush()).isTrue();
      assertThat(ledger(engine, "open").stored()).isEqualTo(1);
      assertThat(ledger(engine, "closed").stored()).isEqualTo(2);
      assertThat(closed.status().ledger().received()).isEqualTo(4);
      assertThat(ledger(engine, "local").received()).isZero();
      assertThat(engine.ledger().received()).isEqualTo(6);
      assertThat(engine.ledger().balanced()).isTrue();
      assertThat(engine.statistics().sources())
          .filteredOn(of -> of.source().equals("closed"))
          .allMatch(of -> of.received() == 4);
      assertThat(engine.source(SourceOptions.of("closed")).status().ledger().received()).isZero();
    }
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      assertThat(engine.replayDeadLetters(export)).as("of sources unknown here").isEqualTo(3);
      assertThat(ledger(engine, "local").received()).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("outlives the engine if that has a journal, until it is handed in again")
  void restart() throws Exception {
    try (QoeEngine engine = engine()) {
      refuse(engine, 0, 2);
      assertThat(engine.series(CELL, Kpi.JITTER).record(START, Double.NaN))
          .isEqualTo(Acceptance.REFUSED);
    }
    try (QoeEngine engine = engine()) {
      assertThat(engine.deadLetters())
          .extracting(DeadLetter::reason)
          .containsExactly("unknown-kpi", "unknown-kpi", "not-finite");
      Measurement kept = engine.deadLetters().get(2).measurement().orElseThrow();
      assertThat(kept.value()).isNaN();
      mend(engine);
      assertThat(engine.replayDeadLetters()).isEqualTo(2);
    }
    try (QoeEngine engine = engine()) {
      assertThat(engine.deadLetters()).extracting(DeadLetter::reason).containsExactly("not-finite");
    }
  }

  @Test
  @DisplayName("is lost alone if its line was not completed")
  void torn() throws Exception {
    try (QoeEngine engine = engine()) {
      refuse(engine, 0, 2);
    }
    Path file = folder.resolve("dead-letters.jsonl");
    Files.writeString(file, "garbage\n{\"source\":\"lo", StandardOpenOption.APPEND);
    try (QoeEngine engine = engine()) {
      assertThat(engine.deadLetters()).hasSize(2);
      refuse(engine, 2, 3);
    }
    try (QoeEngine engine = engine()) {
      assertThat(engine.deadLetters())
          .extracting(letter -> letter.measurement().orElseThrow().time())
          .containsExactly(START, START.plusSeconds(1), START.plusSeconds(2));
    }
  }

  @Test
  @DisplayName("leaves when there are too many newer ones, on disk as in memory")
  void bound() throws Exception {
    try (QoeEngine engine = engine()) {
      refuse(engine, 0, 25_000);
      assertThat(engine.deadLetters()).hasSize(DeadLetters.MOST);
    }
    try (QoeEngine engine = engine()) {
      List<DeadLetter> letters = engine.deadLetters();
      assertThat(letters).hasSize(DeadLetters.MOST);
      assertThat(letters.get(DeadLetters.MOST - 1).measurement().orElseThrow().time())
          .isEqualTo(START.plusSeconds(24_999));
    }
    DeadLetterFile file = new DeadLetterFile(folder);
    DeadLetter large =
        new DeadLetter("local", "not-json", "f:1", "x".repeat(1_000_000), Optional.empty());
    for (int i = 0; i < 30; i++) {
      file.append(List.of(large));
    }
    long bytes;
    try (Stream<Path> files = Files.list(folder)) {
      bytes =
          files
              .filter(each -> each.getFileName().toString().startsWith("dead-letters"))
              .mapToLong(each -> each.toFile().length())
              .sum();
    }
    assertThat(bytes)
        .isBetween(DeadLetterFile.MOST_BYTES, 2 * DeadLetterFile.MOST_BYTES + 2_000_000);
    assertThat(file.read()).hasSizeBetween(8, 18).containsOnly(large);
  }

  @Test
  @DisplayName("is kept in memory while its disk fails, and written once that works again")
  void diskFails() throws Exception {
    Path gone = folder.resolve("gone");
    DeadLetters letters = new DeadLetters(Runnable::run);
    letters.keepIn(new DeadLetterFile(gone));
    DeadLetter letter = new DeadLetter("local", "not-json", "f:1", "x", Optional.empty());
    letters.add(letter);
    letters.write();
    letters.write();
    assertThat(letters.list()).containsExactly(letter);
    Files.createDirectories(gone);
    letters.write();
    assertThat(new DeadLetterFile(gone).read()).containsExactly(letter);
  }

  @Test
  @DisplayName("is not read from what is no export; the message names the line")
  void noExport() throws Exception {
    Path export = Files.writeString(folder.resolve("letters.jsonl"), "{\"source\":1}\n");
    try (QoeEngine engine = QoeEngine.builder().catalog(LACKING).replaying().start()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> engine.replayDeadLetters(export))
          .withMessageContaining("line 1 of")
          .withMessageContaining("no dead letter");
    }
  }

  private QoeEngine engine() {
    return QoeEngine.builder().catalog(LACKING).replaying().journal(folder).start();
  }

  private static void refuse(QoeEngine engine, int from, int to) {
    for (int i = from; i < to; i++) {
      assertThat(engine.sink().accept(Measurement.of(CELL, OWN, START.plusSeconds(i), 1)))
          .isEqualTo(Acceptance.REFUSED);
    }
  }

  private static Ledger ledger(QoeEngine engine, String source) {
    return Objects.requireNonNull(engine.sources().get(source)).ledger();
  }

  private static void mend(QoeEngine engine) {
    engine.define(KpiCatalog.standard(), ADMIN);
  }
}
