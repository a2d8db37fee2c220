package dev.qoe.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A journal whose files were damaged")
class DamageTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int RECORDS = 20_000;
  private static final JournalOptions OPTIONS =
      JournalOptions.builder()
          .segmentBytes(200 * 1024)
          .pendingBytes(1 << 20)
          .commitInterval(Duration.ZERO)
          .build();

  private final TornDisk disk = new TornDisk(new Random(1));
  private final AtomicLong nanos = new AtomicLong();

  private Journal open() throws IOException {
    return Journal.open(disk, OPTIONS, nanos::get, () -> {}, () -> {});
  }

  private void fill() throws Exception {
    try (Journal journal = open()) {
      journal.define(1, "acme/cell", "kpi", "ms");
      for (int i = 1; i <= RECORDS; i++) {
        long sequence = journal.append(1, i, i, i, 1, 0);
        if (i % 1_000 == 0) {
          assertThat(journal.awaitDurable(sequence, LONG)).isTrue();
        }
      }
    }
  }

  private List<String> segments() throws IOException {
    return disk.list().stream().filter(n -> n.matches("journal-\\d+\\.qoj")).sorted().toList();
  }

  /** Returns where the blocks of a file begin. */
  private List<Long> blocks(String name) throws IOException {
    List<Long> offsets = new ArrayList<>();
    try (StorageFile file = disk.open(name)) {
      SegmentHead head = SegmentHead.read(file, name).orElseThrow();
      BlockReader reader = new BlockReader(file, head.salt(), file.size());
      while (reader.next()) {
        offsets.add(reader.offset());
      }
    }
    return offsets;
  }

  /** Counts what is replayed and what is lost; together that is everything. */
  private static long lost(Journal journal) throws IOException {
    long[] counts = new long[3];
    journal.replay(
        1,
        Long.MAX_VALUE - 1,
        new JournalConsumer() {
          @Override
          public void measurement(
              long sequence, int id, long epoch, long ingest, double value, double q, int flags) {
            assertThat(sequence).isEqualTo(epoch).isGreaterThan(counts[2]);
            counts[0]++;
            counts[2] = sequence;
          }

          @Override
          public void lost(long first, long count) {
            assertThat(first).isEqualTo(counts[2] + 1);
            counts[1] += count;
            counts[2] += count;
          }
        });
    assertThat(counts[0] + counts[1]).isEqualTo(RECORDS);
    return counts[1];
  }

  @Test
  @DisplayName(
      "passes over a corrupt block in the middle, keeps its bytes, says what it cost, again at each"
          + " opening")
  void corruptBlock() throws Exception {
    fill();
    String file = segments().get(1);
    disk.flip(file, SegmentHead.BYTES + Block.HEAD_BYTES + 5);
    for (int i = 0; i < 2; i++) {
      try (Journal journal = open()) {
        Damage damage = journal.recovery().damages().get(0);
        assertThat(damage.kind()).isEqualTo(Damage.Kind.CORRUPT_BLOCK);
        assertThat(damage.file()).isEqualTo(file);
        assertThat(damage.offset()).isEqualTo(SegmentHead.BYTES);
        assertThat(damage.recordsLost()).hasValue(lost(journal));
        assertThat(disk.content(damage.keptAs())).hasSize((int) damage.bytes());
        assertThat(damage.toString())
            .startsWith("CORRUPT_BLOCK in " + file + " at byte 64, ")
            .contains(damage.recordsLost().getAsLong() + " durable records lost, kept as");
        assertThat(journal.recovery().complete()).isFalse();
        assertThat(journal.recovery().damages()).hasSize(1);
      }
    }
  }

  @Test
  @DisplayName("finds the next block when the head of one is corrupt, also at the end of a file")
  void corruptHeads() throws Exception {
    fill();
    String file = segments().get(1);
    List<Long> blocks = blocks(file);
    disk.flip(file, blocks.get(2) + 20);
    disk.flip(file, disk.content(file).length - 1);
    try (Journal journal = open()) {
      assertThat(journal.recovery().damages())
          .extracting(Damage::kind)
          .containsExactly(Damage.Kind.CORRUPT_BLOCK, Damage.Kind.CORRUPT_BLOCK);
      assertThat(journal.recovery().damages())
          .extracting(Damage::offset)
          .containsExactly(blocks.get(2), blocks.get(blocks.size() - 1));
      long told =
          journal.recovery().damages().stream().mapToLong(d -> d.recordsLost().orElse(0)).sum();
      assertThat(lost(journal)).isEqualTo(told).isPositive();
    }
  }

  @Test
  @DisplayName("sets a file aside whose head is corrupt, and says what it cost")
  void corruptSegment() throws Exception {
    fill();
    String file = segments().get(1);
    disk.flip(file, 20);
    try (Journal journal = open()) {
      Damage damage = journal.recovery().damages().get(0);
      assertThat(damage.kind()).isEqualTo(Damage.Kind.CORRUPT_SEGMENT);
      assertThat(damage.keptAs()).isEqualTo(file + ".damaged");
      assertThat(disk.list()).contains(file + ".damaged").doesNotContain(file);
      assertThat(damage.recordsLost()).hasValue(lost(journal));
    }
    try (Journal journal = open()) {
      assertThat(journal.recovery().damages())
          .extracting(Damage::kind)
          .containsExactly(Damage.Kind.MISSING_RECORDS);
    }
  }

  @Test
  @DisplayName(
      "cannot tell what the newest file cost if its head is corrupt, and gives no sequence twice")
  void corruptNewest() throws Exception {
    fill();
    disk.flip(segments().get(segments().size() - 1), 20);
    try (Journal journal = open()) {
      Damage damage = journal.recovery().damages().get(0);
      assertThat(damage.recordsLost()).isEmpty();
      assertThat(damage.toString()).contains("an unknown number of durable records lost");
      assertThat(journal.recovery().complete()).isFalse();
      assertThat(journal.firstSequence()).isGreaterThan(RECORDS);
    }
  }

  @Test
  @DisplayName("does not take a block of another file for its own")
  void staleBlocks() throws Exception {
    fill();
    byte[] stale = disk.content(segments().get(0));
    String newest = segments().get(segments().size() - 1);
    long length = disk.content(newest).length;
    try (StorageFile file = disk.open(newest)) {
      file.writeFully(ByteBuffer.wrap(stale), length);
    }
    try (Journal journal = open()) {
      assertThat(journal.recovery().damages())
          .singleElement()
          .satisfies(damage -> assertThat(damage.kind()).isEqualTo(Damage.Kind.TORN_TAIL))
          .satisfies(damage -> assertThat(damage.bytes()).isEqualTo(stale.length));
      assertThat(lost(journal)).isZero();
      assertThat(journal.recovery().complete()).isTrue();
    }
  }

  @Test
  @DisplayName("is refused if a newer version of the library wrote it")
  void newerVersion() throws Exception {
    fill();
    String name = segments().get(0);
    byte[] head = Arrays.copyOf(disk.content(name), SegmentHead.BYTES);
    head[7] = 2;
    ByteBuffer bytes = Block.littleEndian(head);
    bytes.putInt(56, Block.crc(bytes, 0, 56));
    try (StorageFile file = disk.open(name)) {
      file.writeFully(bytes, 0);
    }
    assertThatThrownBy(this::open)
        .hasMessageContaining("has version 2, this library reads version 1");
  }

  @Test
  @DisplayName("is refused if its checkpoint is corrupt, with a remedy")
  void corruptCheckpoint() throws Exception {
    Checkpoint.in(disk).advance(3);
    disk.flip("checkpoint", 9);
    assertThatThrownBy(this::open).hasMessageContaining("remove it to replay the whole journal");
    disk.delete("checkpoint");
    open().close();
  }

  @Test
  @DisplayName("begins a new file when one is old enough")
  void age() throws Exception {
    try (Journal journal = open()) {
      assertThat(journal.awaitDurable(journal.append(1, 1, 1, 1, 1, 0), LONG)).isTrue();
      assertThat(journal.awaitDurable(journal.append(1, 1, 1, 1, 1, 0), LONG)).isTrue();
      assertThat(journal.state().segments()).isEqualTo(1);
      nanos.addAndGet(OPTIONS.segmentAge().toNanos());
      assertThat(journal.awaitDurable(journal.append(1, 1, 1, 1, 1, 0), LONG)).isTrue();
      assertThat(journal.state().segments()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("goes on in a new file after the disk was full, with nothing lost")
  void diskFull() throws Exception {
    disk.room(3_000);
    try (Journal journal = open()) {
      long last = 0;
      for (int i = 1; i <= 1_000; i++) {
        last = journal.append(1, i, i, i, 1, 0);
      }
      while (journal.state().healthy()) {
        Thread.onSpinWait();
      }
      assertThat(journal.state().reason()).contains("No space left on device");
      assertThat(journal.durableSequence()).isLessThan(last);
      disk.room(Long.MAX_VALUE);
      journal.retry();
      nanos.addAndGet(OPTIONS.retryPause().toNanos());
      assertThat(journal.awaitDurable(last, LONG)).isTrue();
      long[] count = new long[1];
      journal.replay(1, last, (s, id, epoch, ingest, value, quality, flags) -> count[0]++);
      assertThat(count[0]).isEqualTo(last);
    }
  }
}
