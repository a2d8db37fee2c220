package dev.qoe.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A journal in a folder")
class JournalTest {

  static final Duration LONG = Duration.ofSeconds(20);
  static final long END = Long.MAX_VALUE - 1;
  static final JournalOptions QUICK =
      JournalOptions.builder()
          .segmentBytes(64 * 1024)
          .pendingBytes(1 << 20)
          .commitInterval(Duration.ZERO)
          .retryPause(Duration.ofMillis(1))
          .build();

  @TempDir Path folder;

  @Test
  @DisplayName("keeps measurements, entries and series through closing and opening")
  void roundTrip() throws Exception {
    byte[] bytes = "hello, Zürich".getBytes(StandardCharsets.UTF_8);
    try (Journal journal = Journal.open(folder, QUICK)) {
      assertThat(journal.define(7, "acme/cork/cell-é", "latency", "ms")).isTrue();
      long first = journal.append(7, -5, 6, Double.MIN_VALUE, 0.1, 0xffff);
      long second = journal.appendEntry(65_535, bytes, 0, bytes.length);
      assertThat(second).isEqualTo(first + 1);
      assertThat(journal.awaitDurable(second, LONG)).isTrue();
      assertThat(read(journal, 1, END))
          .containsExactly(first + ": 7 -5 6 4.9E-324 0.1 65535", second + ": 65535 hello, Zürich");
    }
    try (Journal journal = Journal.open(folder, QUICK)) {
      List<String> series = new ArrayList<>();
      journal.series((id, element, kpi, unit) -> series.add(id + element + kpi + unit));
      assertThat(series).containsExactly("7acme/cork/cell-élatencyms");
      assertThat(read(journal, 1, END))
          .containsExactly("1: 7 -5 6 4.9E-324 0.1 65535", "2: 65535 hello, Zürich");
      assertThat(journal.recovery().records()).isEqualTo(2);
      assertThat(journal.recovery().lastSequence()).isEqualTo(2);
      assertThat(journal.recovery().complete()).isTrue();
      assertThat(journal.firstSequence()).isGreaterThan(2);
    }
  }

  @Test
  @DisplayName("hands on any range, across files, while others append")
  void ranges() throws Exception {
    try (Journal journal = Journal.open(folder, QUICK)) {
      fill(journal, 10_000);
      assertThat(journal.state().segments()).isGreaterThan(3);
      List<String> all = read(journal, 1, END);
      assertThat(all).hasSize(10_000);
      for (long from : new long[] {1, 2, 1_637, 1_638, 1_639, 5_000, 9_999, 10_000}) {
        for (long count : new long[] {1, 2, 1_700}) {
          int end = (int) Math.min(10_000, from + count - 1);
          assertThat(read(journal, from, from + count - 1))
              .isEqualTo(all.subList((int) from - 1, end));
        }
      }
      assertThat(journal.replay(10_001, END, new Lines())).isEqualTo(10_001);
      assertThat(journal.replay(1, 500, new Lines())).isEqualTo(501);
    }
  }

  @Test
  @DisplayName("finds any place of a large file, in this life and in the next")
  void places() throws Exception {
    List<String> all;
    try (Journal journal = Journal.open(folder, JournalOptions.standard())) {
      fill(journal, 100_000); // 4 MB
      all = read(journal, 1, END);
      assertThat(all).hasSize(100_000);
      assertPlaces(journal, all);
    }
    try (Journal journal = Journal.open(folder, JournalOptions.standard())) {
      assertPlaces(journal, all);
    }
  }

  private static void assertPlaces(Journal journal, List<String> all) throws IOException {
    for (int from = 1; from < all.size(); from += 9_973) {
      assertThat(read(journal, from, from + 2)).isEqualTo(all.subList(from - 1, from + 2));
    }
  }

  @Test
  @DisplayName("lets definitions go that nobody needs, once they are more than half")
  void retainsSeries() throws Exception {
    List<String> kept = new ArrayList<>();
    try (Journal journal = Journal.open(folder, QUICK)) {
      define(journal, 1, 30_000);
      assertThat(journal.retainSeries(id -> id <= 15_000)).isZero();
      assertThat(journal.retainSeries(id -> id <= 12_000)).isEqualTo(18_000);
      define(journal, 40_000, 40_000);
      journal.series((id, element, kpi, unit) -> kept.add(id + element));
      assertThat(kept).hasSize(12_001).startsWith("1cell-1").endsWith("40000cell-40000");
      assertThat(files("series")).hasSizeLessThan(30);
    }
    try (Journal journal = Journal.open(folder, QUICK)) {
      assertThat(journal.recovery().damages()).isEmpty();
      List<String> found = new ArrayList<>();
      journal.series((id, element, kpi, unit) -> found.add(id + element));
      assertThat(found).isEqualTo(kept);
      assertThat(journal.retainSeries(id -> false)).isEqualTo(12_001);
      define(journal, 7, 7);
    }
    try (Journal journal = Journal.open(folder, QUICK)) {
      List<Integer> found = new ArrayList<>();
      journal.series((id, element, kpi, unit) -> found.add(id));
      assertThat(found).containsExactly(7);
    }
  }

  private static void define(Journal journal, int from, int to) throws InterruptedException {
    for (int id = from; id <= to; id++) {
      while (!journal.define(id, "cell-" + id, "kpi", "ms")) {
        LockSupport.parkNanos(1_000_000); // no memory for more until the disk has taken some
      }
    }
    assertThat(journal.awaitDurable(journal.append(to, 1, 1, 1, 1, 0), LONG)).isTrue();
  }

  @Test
  @DisplayName("trims whole files that are not needed any more, and never the newest")
  void trims() throws Exception {
    try (Journal journal = Journal.open(folder, QUICK)) {
      fill(journal, 10_000);
      Checkpoint checkpoint = Checkpoint.in(folder);
      checkpoint.advance(5_000);
      checkpoint.advance(4_000);
      assertThat(Checkpoint.in(folder).sequence()).isEqualTo(5_000);
      assertThat(journal.trim(5_000)).isPositive();
      assertThat(read(journal, 5_001, END)).hasSize(5_000);
      journal.trim(END);
      assertThat(journal.state().segments()).isEqualTo(1);
    }
    try (Journal journal = Journal.open(folder, QUICK)) {
      assertThat(journal.recovery().checkpoint()).isEqualTo(5_000);
      assertThat(journal.firstSequence()).isGreaterThan(10_000);
    }
  }

  @Test
  @DisplayName("tells of missing records when files go that the checkpoint does not cover")
  void missingFiles() throws Exception {
    try (Journal journal = Journal.open(folder, QUICK)) {
      fill(journal, 10_000);
      Checkpoint.in(folder).advance(10);
    }
    List<Path> files = files("journal-");
    Files.delete(files.get(0));
    Files.delete(files.get(2));
    try (Journal journal = Journal.open(folder, QUICK)) {
      assertThat(journal.recovery().complete()).isFalse();
      assertThat(journal.recovery().damages())
          .extracting(Damage::kind)
          .containsOnly(Damage.Kind.MISSING_RECORDS)
          .hasSize(2);
      long missing =
          journal.recovery().damages().stream().mapToLong(d -> d.recordsLost().orElse(0)).sum();
      assertThat(missing + 10 + journal.recovery().records()).isEqualTo(10_000);
    }
  }

  @Test
  @DisplayName("is refused to a second engine, which learns who has it")
  void twoEngines() throws Exception {
    try (Journal journal = Journal.open(folder, QUICK)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> Journal.open(folder, QUICK).close())
            .isInstanceOf(IOException.class)
            .hasMessageContaining("is in use by another engine, in this process: close that one");
      }
      assertThat(journal.awaitDurable(journal.append(1, 2, 3, 4, 1, 0), LONG)).isTrue();
      assertThat(lockedElsewhere(folder)).isTrue();
    }
    assertThat(lockedElsewhere(folder)).isFalse();
    Journal.open(folder, QUICK).close();
  }

  /** Asks a process of its own, because locks are a process's. */
  static boolean lockedElsewhere(Path folder) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OpenJournal.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).contains(process.exitValue() == 0 ? "" : "in use by another engine");
    return process.exitValue() != 0;
  }

  /** Opens a journal and closes it. */
  static final class OpenJournal {
    private OpenJournal() {}

    public static void main(String[] arguments) throws IOException {
      Journal.open(Path.of(arguments[0]), QUICK).close();
    }
  }

  @Test
  @DisplayName("tells everyone who waits, also when it closes, and never calls a refusal durable")
  void acknowledgements() throws Exception {
    Journal journal = Journal.open(folder, QUICK);
    CompletableFuture<Boolean> known = new CompletableFuture<>();
    long sequence = journal.append(1, 2, 3, 4, 1, 0);
    journal.whenDurable(
        sequence,
        (s, durable) -> {
          throw new IllegalStateException("mine");
        });
    journal.whenDurable(sequence, (s, durable) -> known.complete(durable && s == sequence));
    assertThat(known.get(20, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Boolean> never = new CompletableFuture<>();
    journal.whenDurable(END, (s, durable) -> never.complete(durable));
    CompletableFuture<Boolean> refused = new CompletableFuture<>();
    journal.whenDurable(Journal.FULL, (s, durable) -> refused.complete(durable));
    assertThat(refused.getNow(true)).isFalse();
    assertThat(journal.awaitDurable(Journal.FULL, LONG)).isFalse();
    journal.close();
    journal.close();
    assertThat(never.getNow(true)).isFalse();
    assertThat(journal.awaitDurable(END, LONG)).isFalse();
    assertThat(journal.append(1, 2, 3, 4, 1, 0)).isEqualTo(Journal.CLOSED);
    assertThat(journal.appendEntry(1, new byte[1], 0, 1)).isEqualTo(Journal.CLOSED);
    assertThat(journal.define(1, "a", "b", "c")).isFalse();
    assertThat(journal.state().status()).isEqualTo(JournalState.Status.CLOSED);
  }

  @Test
  @DisplayName("takes entries up to its limit and refuses larger ones")
  void entries() throws Exception {
    byte[] large = new byte[Journal.MOST_ENTRY_BYTES + 1];
    try (Journal journal = Journal.open(folder, QUICK)) {
      assertThat(journal.appendEntry(1, large, 0, large.length)).isEqualTo(Journal.TOO_LARGE);
      fill(journal, 1_000);
      long sequence = journal.appendEntry(1, large, 1, Journal.MOST_ENTRY_BYTES);
      assertThat(journal.awaitDurable(sequence, LONG)).isTrue();
      AtomicLong length = new AtomicLong();
      journal.replay(
          sequence,
          sequence,
          new Lines() {
            @Override
            public void entry(long at, int type, ByteBuffer bytes) {
              length.set(bytes.remaining());
            }
          });
      assertThat(length).hasValue(Journal.MOST_ENTRY_BYTES);
      assertThatThrownBy(() -> journal.appendEntry(65_536, large, 0, 1))
          .hasMessage("type of an entry must be 0 to 65535: 65536");
      assertThatThrownBy(() -> journal.appendEntry(1, large, 1, large.length))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> journal.define(1, "x".repeat(300_000), "k", "u"))
          .hasMessageContaining("names of a series");
    }
  }

  @Test
  @DisplayName("names all options that are out of range")
  void options() {
    assertThatThrownBy(
            () ->
                JournalOptions.builder()
                    .segmentBytes(1)
                    .segmentAge(Duration.ZERO)
                    .mostBytes(1)
                    .pendingBytes(1)
                    .commitInterval(Duration.ofMinutes(1))
                    .retryPause(Duration.ZERO)
                    .build())
        .hasMessageContainingAll(
            "6 mistakes",
            "segmentBytes must be at least 65536: 1",
            "segmentAge",
            "mostBytes",
            "pendingBytes must be 1048576 to 1073741824: 1",
            "commitInterval must be 0 to 1 s, as in PT0.005S: PT1M",
            "retryPause");
    assertThat(JournalOptions.standard().segmentBytes()).isEqualTo(64 << 20);
  }

  static void fill(Journal journal, int records) throws InterruptedException {
    long last = 0;
    for (int i = 0; i < records; i++) {
      last = journal.append(i % 3, i, i, i, 1, 0);
      if (i % 500 == 0) {
        assertThat(journal.awaitDurable(last, LONG)).isTrue();
      }
    }
    assertThat(journal.awaitDurable(last, LONG)).isTrue();
  }

  private List<Path> files(String prefix) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().startsWith(prefix)).sorted().toList();
    }
  }

  static List<String> read(Journal journal, long from, long to) throws IOException {
    Lines lines = new Lines();
    journal.replay(from, to, lines);
    return lines.lines;
  }

  /** Writes down what it is told. */
  static class Lines implements JournalConsumer {
    final List<String> lines = new ArrayList<>();

    @Override
    public void measurement(
        long sequence, int id, long epoch, long ingest, double value, double quality, int flags) {
      lines.add(
          "%d: %d %d %d %s %s %d".formatted(sequence, id, epoch, ingest, value, quality, flags));
    }

    @Override
    public void entry(long sequence, int type, ByteBuffer bytes) {
      lines.add(sequence + ": " + type + " " + StandardCharsets.UTF_8.decode(bytes));
    }

    @Override
    public void lost(long first, long count) {
      lines.add("lost %d from %d".formatted(count, first));
    }
  }
}
