package dev.qoe.core.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lives of one journal on a disk that loses its power, fills up and fails: whatever was answered as
 * durable must be read back once, and nothing that was never appended.
 *
 * <p>{@link #open} and {@link #live} take turns; what is found is for the test to judge. Long by
 * {@code java -cp ... dev.qoe.core.journal.TornDiskTest JOURNALS SEED}.
 */
final class TornRounds {

  /**
   * What a journal held when it was opened after a crash.
   *
   * @param where seed and round, to see it again
   * @param missing sequences that were answered as durable and are not there
   * @param told what the journal itself says that it lost
   * @param strange records that were never appended, not so, not in this order or twice
   * @param complete whether the journal says that all is there
   * @param goesOn whether the next sequence is one that was never given before
   */
  record Found(
      String where,
      List<Long> missing,
      List<String> told,
      List<String> strange,
      boolean complete,
      boolean goesOn) {}

  private static final int SERIES = 7;
  private static final int THREADS = 2;
  private static final Duration RECOVERY = Duration.ofSeconds(20);
  private static final JournalOptions OPTIONS =
      JournalOptions.builder()
          .segmentBytes(64 * 1024)
          .mostBytes(64 << 20)
          .pendingBytes(1 << 20)
          .commitInterval(Duration.ZERO)
          .retryPause(Duration.ofMillis(1))
          .build();

  private final Random random;
  private final long seed;
  private TornDisk disk;
  private Journal journal;
  private int round;
  private final AtomicLong nextValue = new AtomicLong(1);

  /** Everything that was ever given a sequence, by sequence. */
  private final Map<Long, Long> given = new ConcurrentSkipListMap<>();

  /** What was answered as durable and not trimmed. */
  private final TreeMap<Long, Long> acknowledged = new TreeMap<>();

  private long trimmed;
  private long highest;

  TornRounds(long seed) {
    random = new Random(seed);
    this.seed = seed;
    disk = new TornDisk(new Random(random.nextLong()));
    journal = opened();
  }

  private Journal opened() {
    disk.shortWrites(random.nextInt(3) == 0);
    try {
      return Journal.open(disk, OPTIONS, System::nanoTime, () -> {}, () -> {});
    } catch (IOException e) {
      throw new UncheckedIOException("seed %d, round %d".formatted(seed, round), e);
    }
  }

  /** Opens the journal as the last crash left it, and reads everything back. */
  Found open() throws IOException {
    journal = opened();
    return found();
  }

  /** Closes the journal that is open. */
  void close() {
    journal.close();
  }

  /**
   * Lives until a crash: defines, appends, waits and trims, while the disk fails in its ways.
   *
   * @return whether the journal took up its work again once its disk did, and knew its series
   */
  boolean live() throws Exception {
    boolean well = true;
    if (random.nextInt(2) == 0) {
      disk.failingForces(random.nextDouble() * 0.5);
    }
    if (random.nextInt(4) == 0) {
      disk.failingCreations(random.nextDouble() * 0.5);
    }
    if (random.nextInt(4) == 0) {
      disk.room(random.nextInt(200_000));
    }
    for (int id = 0; id < SERIES; id++) {
      well &= journal.define(id, "acme/cell-" + id, "kpi", "ms");
    }
    long[] seeds = {random.nextLong(), random.nextLong()};
    int records = random.nextInt(1_500);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int own = i;
      threads.add(new Thread(() -> append(own, records, new Random(seeds[own]))));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    if (random.nextInt(3) == 0) {
      disk.room(Long.MAX_VALUE).failingForces(0).failingCreations(0);
      well &= journal.awaitDurable(highest(), RECOVERY) || highest() == 0;
    } else {
      journal.awaitDurable(highest(), Duration.ofMillis(random.nextInt(5)));
    }
    maybeTrim();
    disk.powerOff();
    journal.close();
    long durable = journal.durableSequence();
    given.forEach(
        (sequence, value) -> {
          if (sequence <= durable) {
            acknowledged.put(sequence, value);
          }
        });
    acknowledged.headMap(trimmed, true).clear();
    disk = random.nextInt(3) == 0 ? disk.afterKill() : disk.powerOn();
    round++;
    return well;
  }

  private void maybeTrim() {
    if (random.nextInt(3) == 0) {
      long upTo = journal.durableSequence() - random.nextInt(3_000);
      try {
        Checkpoint.in(disk).advance(upTo);
        trimmed = Math.max(trimmed, upTo);
        journal.trim(upTo);
      } catch (IOException e) {
        trimmed = Math.max(trimmed, upTo); // whether it moved is not known
      }
    }
  }

  private long highest() {
    highest = Math.max(highest, given.keySet().stream().mapToLong(Long::longValue).max().orElse(0));
    return highest;
  }

  private void append(int thread, int records, Random chance) {
    for (int i = 0; i < records; i++) {
      long value = nextValue.getAndIncrement();
      int series = chance.nextInt(SERIES / THREADS) * THREADS + thread;
      long sequence =
          chance.nextInt(50) == 0
              ? journal.appendEntry(
                  (int) (value & 0xffff), content(value), 0, content(value).length)
              : journal.append(series, value, -value, value * 0.5, 1.0 / value, (int) value & 0xff);
      if (sequence > 0) {
        given.put(sequence, value);
      }
    }
  }

  @Override
  public String toString() {
    return "seed %d, round %d, %s".formatted(seed, round, journal.state());
  }

  private static byte[] content(long value) {
    byte[] bytes = new byte[(int) (value % 37) * 11];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (value + i);
    }
    return bytes;
  }

  /** Reads everything back and compares. */
  private Found found() throws IOException {
    List<String> told = new ArrayList<>();
    List<String> strange = new ArrayList<>();
    Map<Long, Long> read = new HashMap<>();
    Map<Integer, Long> lastOfSeries = new HashMap<>();
    Map<Integer, String> series = new HashMap<>();
    journal.series((id, element, kpi, unit) -> series.put(id, element + kpi + unit));
    journal.replay(
        1,
        Long.MAX_VALUE - 1,
        new JournalConsumer() {
          private long before;

          @Override
          public void measurement(
              long sequence, int id, long epoch, long ingest, double value, double quality, int f) {
            verify(("acme/cell-" + id + "kpims").equals(series.get(id)), sequence);
            verify(ingest == -epoch && f == (int) (epoch & 0xff), sequence);
            verify(value == epoch * 0.5 && quality == 1.0 / epoch, sequence);
            verify(lastOfSeries.getOrDefault(id, 0L) < epoch, sequence);
            lastOfSeries.put(id, epoch);
            took(sequence, epoch);
          }

          @Override
          public void entry(long sequence, int type, ByteBuffer bytes) {
            byte[] found = new byte[bytes.remaining()];
            bytes.get(found);
            long value = given.getOrDefault(sequence, -1L);
            verify(type == (int) (value & 0xffff), sequence);
            verify(Arrays.equals(found, content(value)), sequence);
            took(sequence, value);
          }

          @Override
          public void lost(long first, long count) {
            told.add("%d from %d".formatted(count, first));
          }

          private void took(long sequence, long value) {
            verify(sequence > before, sequence);
            before = sequence;
            verify(given.getOrDefault(sequence, -1L) == value, sequence);
            verify(read.put(sequence, value) == null, sequence);
          }

          private void verify(boolean holds, long sequence) {
            if (!holds) {
              strange.add("record %d is not what it was".formatted(sequence));
            }
          }
        });
    List<Long> missing =
        acknowledged.keySet().stream().filter(sequence -> !read.containsKey(sequence)).toList();
    boolean goesOn = journal.firstSequence() > highest();
    acknowledged.clear();
    acknowledged.putAll(read); // what was recovered is durable; what was not never comes back
    given.keySet().retainAll(read.keySet());
    return new Found(
        "seed %d, round %d: %s".formatted(seed, round, journal.recovery()),
        missing,
        told,
        strange,
        journal.recovery().complete(),
        goesOn);
  }
}
