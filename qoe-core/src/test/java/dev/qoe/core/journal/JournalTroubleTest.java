package dev.qoe.core.journal;

import static dev.qoe.core.journal.JournalTest.END;
import static dev.qoe.core.journal.JournalTest.LONG;
import static dev.qoe.core.journal.JournalTest.QUICK;
import static dev.qoe.core.journal.JournalTest.fill;
import static dev.qoe.core.journal.JournalTest.lockedElsewhere;
import static dev.qoe.core.journal.JournalTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A journal that cannot write")
class JournalTroubleTest {

  @TempDir Path folder;

  @Test
  @DisplayName("says that it is full, keeps what it has, and goes on once it is trimmed")
  void full() throws Exception {
    JournalOptions small =
        JournalOptions.builder()
            .segmentBytes(64 * 1024)
            .pendingBytes(1 << 20)
            .mostBytes((1 << 20) + (64 << 10))
            .commitInterval(Duration.ZERO)
            .retryPause(Duration.ofHours(1))
            .build();
    try (Journal journal = Journal.open(folder, small)) {
      long last = 0;
      long sequence = journal.append(1, 0, 0, 0, 1, 0);
      for (long n = 1; sequence > 0; n++) {
        last = sequence;
        sequence = journal.append(1, n, n, 0.5, 1, 0);
        if (sequence == Journal.FULL && journal.state().status() == JournalState.Status.WRITING) {
          n--;
          sequence = last; // only for a moment: the disk is slower than we are
        }
      }
      assertThat(sequence).isEqualTo(Journal.FULL);
      assertThat(journal.state().reason()).contains("let the store catch up");
      assertThat(journal.state().healthy()).isFalse();
      assertThat(journal.state().pendingBytes()).isPositive();
      long durable = journal.durableSequence();
      assertThat(journal.awaitDurable(last, Duration.ofMillis(20))).isFalse();
      assertThat(journal.trim(durable)).isPositive();
      assertThat(journal.awaitDurable(last, LONG)).isTrue();
      assertThat(journal.state().healthy()).isTrue();
      assertThat(read(journal, durable + 1, END)).hasSize((int) (last - durable));
    }
  }

  @Test
  @DisplayName("acknowledges nothing once its folder is gone, and writes again when that is back")
  void folderGone() throws Exception {
    Path away = folder.resolveSibling(folder.getFileName() + "-away");
    try (Journal journal = Journal.open(folder, QUICK)) {
      fill(journal, 100);
      Files.move(folder, away);
      long sequence = journal.append(1, 100, 0, 0, 1, 0);
      awaitFailing(journal);
      assertThat(journal.awaitDurable(sequence, Duration.ofMillis(20))).isFalse();
      assertThat(journal.state().reason()).contains(folder.toString());
      assertThat(journal.state().failures()).isPositive();
      Files.move(away, folder);
      journal.retry();
      assertThat(journal.awaitDurable(sequence, LONG)).isTrue();
      assertThat(journal.damages()).isEmpty();
      assertThat(read(journal, 1, END)).hasSize(101);
    }
    try (Journal journal = Journal.open(folder, QUICK)) {
      assertThat(read(journal, 1, END)).hasSize(101);
      assertThat(journal.recovery().complete()).isTrue();
    }
  }

  private static void awaitFailing(Journal journal) {
    long start = System.nanoTime();
    while (journal.state().status() != JournalState.Status.FAILING) {
      assertThat(System.nanoTime() - start).as("it fails").isLessThan(LONG.toNanos());
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName("tells what is lost when its files were removed under it")
  void filesGone() throws Exception {
    try (Journal journal = Journal.open(folder, QUICK)) {
      fill(journal, 100);
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder())
            .forEach(file -> assertThat(file.toFile().delete()).isTrue());
      }
      long sequence = journal.append(1, 100, 0, 0, 1, 0);
      awaitFailing(journal);
      assertThat(journal.awaitDurable(sequence, Duration.ofMillis(20))).isFalse();
      Files.createDirectories(folder);
      assertThat(journal.awaitDurable(sequence, LONG)).isTrue();
      assertThat(journal.damages())
          .singleElement()
          .satisfies(d -> assertThat(d.recordsLost()).hasValue(100));
      assertThat(lockedElsewhere(folder)).isTrue();
    }
  }

  @Test
  @DisplayName("outlives an acknowledgement that fails with an error")
  void failingAcknowledgement() throws Exception {
    try (Journal journal = Journal.open(folder, QUICK)) {
      journal.whenDurable(
          journal.firstSequence(),
          (sequence, durable) -> {
            throw new NoClassDefFoundError("made up");
          });
      fill(journal, 10);
      assertThat(journal.state().healthy()).isTrue();
    }
  }

  @Test
  @DisplayName("can be closed in an acknowledgement, keeps what it has and gives its folder back")
  void closedInAcknowledgement() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    Journal journal = Journal.open(folder, QUICK);
    journal.whenDurable(
        journal.firstSequence(),
        (sequence, durable) -> {
          journal.append(1, 1, 1, 1, 1, 0);
          journal.close();
          closed.countDown();
        });
    journal.append(1, 0, 0, 0, 1, 0);
    assertThat(closed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    try (Journal next = openOnceFree()) {
      assertThat(read(next, 1, END)).hasSize(2);
    }
    assertThat(journal.state().reason()).isEqualTo("the journal is closed");
    journal.close();
  }

  private Journal openOnceFree() throws IOException {
    for (long start = System.nanoTime(); ; ) {
      try {
        return Journal.open(folder, QUICK);
      } catch (IOException e) {
        if (System.nanoTime() - start > LONG.toNanos()) {
          throw e;
        }
      }
    }
  }

  @Test
  @DisplayName("says why its thread has ended if it ever does, and takes nothing any more")
  void threadEnded() throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    LongSupplier clock =
        () -> {
          if (broken.get()) {
            throw new NoClassDefFoundError("made up");
          }
          return System.nanoTime();
        };
    try (Journal journal =
        Journal.open(new DiskStorage(folder), QUICK, clock, () -> {}, () -> {})) {
      fill(journal, 10);
      broken.set(true);
      assertThat(journal.awaitDurable(journal.append(1, 10, 0, 0, 1, 0), LONG)).isFalse();
      assertThat(journal.state().status()).isEqualTo(JournalState.Status.CLOSED);
      assertThat(journal.state().reason()).contains("start the engine anew", "made up");
      assertThat(journal.append(1, 11, 0, 0, 1, 0)).isEqualTo(Journal.CLOSED);
      assertThat(journal.define(2, "cell", "kpi", "ms")).isFalse();
    }
  }
}
