package dev.qoe.core.engine;

import static dev.qoe.core.engine.EngineJournalTest.CELL;
import static dev.qoe.core.engine.EngineJournalTest.LONG;
import static dev.qoe.core.engine.EngineJournalTest.START;
import static dev.qoe.core.engine.EngineJournalTest.accept;
import static dev.qoe.core.engine.EngineJournalTest.copy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Role;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import dev.qoe.core.journal.Journal;
import dev.qoe.core.journal.JournalOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A removed element of an engine with a journal")
class RemovalTest {

  private static final ElementPath SITE = ElementPath.of("acme/cork");
  private static final ElementPath OTHER = ElementPath.of("acme/dublin/cell-1");
  private static final Principal ADMIN = Principal.of("ann", Tenant.of("acme"), Role.SUPER_ADMIN);
  private static final int IN_A_MEBIBYTE = 30_000;

  @TempDir private Path folder;
  private Path live;
  private int crashes;

  @BeforeEach
  void live() {
    live = folder.resolve("live");
  }

  @Test
  @DisplayName("stays removed after a crash, until it is added again")
  void removed() throws Exception {
    try (QoeEngine engine = engine().start()) {
      accept(engine.series(CELL, Kpi.JITTER), 1, 1);
      accept(engine.series(OTHER, Kpi.JITTER), 1, 2);
      engine.remove(CELL, ADMIN);
      crash(engine);
    }
    try (QoeEngine engine = engine().start()) {
      assertThat(engine.value(CELL, Kpi.JITTER)).isEmpty();
      assertThat(engine.value(OTHER, Kpi.JITTER)).contains(2.0);
      assertThat(engine.statistics().activeSeries()).isEqualTo(1);
      assertThat(engine.statistics().elements()).isEqualTo(1);
      assertRefused(engine, CELL);
      engine.save(NetworkElement.builder(CELL, "cell").build(), ADMIN);
      accept(engine.series(CELL, Kpi.JITTER), 2, 3);
      crash(engine);
    }
    try (QoeEngine engine = engine().start()) {
      assertThat(engine.value(CELL, Kpi.JITTER)).contains(3.0);
      assertThat(engine.recent(CELL, Kpi.JITTER).orElseThrow().count()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("and those below it, measured or only declared, stay removed in any later life")
  void below() throws Exception {
    ElementPath declared = SITE.child("declared");
    try (QoeEngine engine = engine().start()) {
      accept(engine.series(CELL, Kpi.JITTER), 1, 1);
      engine.sink().accept(NetworkElement.builder(declared, "cell").build());
      engine.remove(SITE, ADMIN);
      crash(engine);
    }
    for (int life = 0; life < 2; life++) {
      try (QoeEngine engine = engine().start()) {
        for (ElementPath each : List.of(SITE, CELL, declared)) {
          assertRefused(engine, each);
        }
        accept(engine.series(SITE.child("new-" + life), Kpi.JITTER), 1, 1);
        crash(engine);
      }
    }
    try (QoeEngine engine = engine().start()) {
      assertThat(engine.statistics().activeSeries()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("that was a tenant's root is removed with all of the tenant")
  void root() throws Exception {
    try (QoeEngine engine = engine().start()) {
      accept(engine.series(CELL, Kpi.JITTER), 1, 1);
      accept(engine.series(OTHER, Kpi.JITTER), 1, 2);
      engine.remove(ElementPath.root(Tenant.of("acme")), ADMIN);
      crash(engine);
    }
    try (QoeEngine engine = engine().start()) {
      assertRefused(engine, CELL);
      assertRefused(engine, OTHER);
    }
  }

  @Test
  @DisplayName("that was added again is there after a crash, with what came since")
  void addedAgain() throws Exception {
    try (QoeEngine engine = engine().start()) {
      Series held = engine.series(CELL, Kpi.JITTER);
      accept(held, 1, 1);
      engine.remove(CELL, ADMIN);
      assertThat(engine.sink().accept(NetworkElement.builder(CELL, "cell").build()))
          .isEqualTo(Acceptance.ACCEPTED);
      accept(held, 2, 3);
      crash(engine);
    }
    try (QoeEngine engine = engine().start()) {
      assertThat(engine.recent(CELL, Kpi.JITTER).orElseThrow().min()).isEqualTo(3);
      assertThat(engine.ledger().rejected()).isEmpty();
    }
  }

  @Test
  @DisplayName("is there again if the next engine is built with it, and in later lives, too")
  void builtWith() throws Exception {
    try (QoeEngine engine = engine().start()) {
      accept(engine.series(CELL, Kpi.JITTER), 1, 1);
      engine.remove(CELL, ADMIN);
      crash(engine);
    }
    try (QoeEngine engine = engine().topology(FakeStore.topologyOf(CELL)).start()) {
      assertThat(engine.value(CELL, Kpi.JITTER)).isEmpty();
      accept(engine.series(CELL, Kpi.JITTER), 2, 3);
      crash(engine);
    }
    try (QoeEngine engine = engine().start()) {
      assertThat(engine.value(CELL, Kpi.JITTER)).contains(3.0);
    }
  }

  @Test
  @DisplayName("stays removed though the journal's files that told of it are gone")
  void trimmed() throws Exception {
    AtomicLong seconds = new AtomicLong();
    JournalOptions small = JournalOptions.builder().segmentBytes(1 << 20).build();
    ElementPath later = SITE.child("later");
    try (QoeEngine engine = engine(small).start()) {
      accept(engine.series(CELL, Kpi.JITTER), 1, 1);
      engine.remove(CELL, ADMIN);
      crash(engine);
    }
    try (QoeEngine engine = engine(small).clock(() -> START.plusSeconds(seconds.get())).start()) {
      accept(engine.series(later, Kpi.JITTER), 1, 1);
      engine.remove(later, ADMIN);
      for (int i = 0; i < 2 * IN_A_MEBIBYTE; i++) {
        accept(engine.series(OTHER, Kpi.JITTER), i, 1);
      }
      assertThat(engine.awaitDurable(LONG)).isTrue();
      Path first = live.resolve(firstFile());
      for (int tries = 0; Files.exists(first) && tries < 3_000; tries++) {
        seconds.incrementAndGet(); // long enough for the windows to pass
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
      assertThat(first).doesNotExist();
    }
    for (int life = 0; life < 2; life++) {
      try (QoeEngine engine = engine(small).start()) {
        assertThat(engine.statistics().elements()).isEqualTo(1);
        assertRefused(engine, CELL);
        assertRefused(engine, later);
        crash(engine);
      }
    }
  }

  @Test
  @DisplayName("stays removed though the journal had no room to take note of that")
  void noRoom() throws Exception {
    try (QoeEngine engine = engine().store(new FakeStore()).start()) {
      accept(engine.series(CELL, Kpi.JITTER), 1, 1);
      crash(engine);
    }
    try (Journal journal = Journal.open(live, JournalOptions.standard());
        Announcer announcer = new Announcer()) {
      JournalLink link = new JournalLink(journal, () -> START);
      EngineCore core = new EngineCore(JournalLinkTest.settings(), announcer, null, link);
      JournalRecovery.resume(core, Topology.empty(), null, 0);
      link.close(); // takes nothing from now on
      core.time().locked(() -> remove(core));
      RemovalJournal removals = Objects.requireNonNull(core.removals());
      assertThat(removals.save(0)).isTrue();
      assertThat(core.local().accept(NetworkElement.builder(CELL, "cell").build()))
          .isEqualTo(Acceptance.RETRY_LATER);
    }
    try (QoeEngine engine = engine().start()) {
      assertRefused(engine, CELL);
    }
  }

  @Test
  @DisplayName("gives the numbers of its series back once all of them is carried on")
  void numbers() throws Exception {
    try (Journal journal = Journal.open(live, JournalOptions.standard());
        Announcer announcer = new Announcer()) {
      JournalLink link = new JournalLink(journal, () -> START);
      EngineCore core = new EngineCore(JournalLinkTest.settings(), announcer, null, link);
      RemovalJournal removals = Objects.requireNonNull(core.removals());
      Source probe = core.admission().add(SourceOptions.of("probe"));
      Series series = probe.series(CELL, Kpi.JITTER);
      accept(series, 1, 1);
      accept(core.local().series(CELL, Kpi.JITTER), 1, 1);
      core.time().locked(() -> remove(core));
      long last = journal.state().appendedSequence();
      removals.giveBack(last - 1);
      assertThat(link.known()).isEqualTo(2);
      removals.giveBack(last);
      assertThat(link.known()).isZero();

      assertThat(core.local().accept(NetworkElement.builder(CELL, "cell").build()))
          .isEqualTo(Acceptance.ACCEPTED);
      accept(series, 2, 1);
      assertThat(link.known()).isEqualTo(1);
      removals.giveBack(Long.MAX_VALUE);
      assertThat(link.known()).isEqualTo(1);
    }
  }

  private static boolean remove(EngineCore core) {
    core.outlet().remove(CELL);
    return true;
  }

  private static void assertRefused(QoeEngine engine, ElementPath element) {
    Map<String, Long> before = engine.ledger().rejected();
    assertThat(engine.series(element, Kpi.JITTER).record(START, 1)).isEqualTo(Acceptance.REFUSED);
    assertThat(engine.sink().accept(Measurement.of(element, Kpi.JITTER, START, 1)))
        .isEqualTo(Acceptance.REFUSED);
    assertThat(engine.ledger().rejected().get("removed"))
        .isEqualTo(before.getOrDefault("removed", 0L) + 2);
  }

  private QoeEngineBuilder engine() {
    return engine(JournalOptions.standard());
  }

  private QoeEngineBuilder engine(JournalOptions options) {
    return QoeEngine.builder().replaying().journal(live, options);
  }

  /** Lets the next engine find what a crash leaves now. */
  private void crash(QoeEngine engine) throws Exception {
    assertThat(engine.awaitDurable(LONG)).isTrue();
    Path crashed = folder.resolve("crash-" + crashes++);
    copy(live, crashed);
    live = crashed;
  }

  private String firstFile() throws Exception {
    try (Stream<Path> files = Files.list(live)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("journal-"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }
}
