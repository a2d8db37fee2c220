package dev.qoe.plugin.pm;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The memory of a collector: which files it has read, and up to when each element has told its
 * periods. It survives restarts.
 *
 * <p>A file is known by its name, its length and its time of change, or by its content under
 * another name. What is added is appended to a file of lines, which is written anew when the memory
 * is opened. Thread-safe.
 */
final class ReadFiles {

  private static final String NAME = "read-files.tsv";

  /** How a file ended. */
  enum State {
    /** It was read to its end. */
    DONE,
    /** It cannot be read. */
    BAD,
    /** It ends in the middle: once it is longer, reading goes on. */
    CUT_OFF
  }

  /**
   * A file that was read.
   *
   * @param path its path
   * @param size its length, in bytes
   * @param changed when it was changed, in milliseconds after 1970
   * @param checksum a checksum of its content
   * @param state how it ended
   * @param handedOver how many things of it were handed over
   * @param when when it was read, in milliseconds after 1970
   */
  record Entry(
      String path,
      long size,
      long changed,
      long checksum,
      State state,
      long handedOver,
      long when) {

    private String line() {
      return String.join(
          "\t",
          "F",
          Long.toString(size),
          Long.toString(changed),
          Long.toHexString(checksum),
          state.name(),
          Long.toString(handedOver),
          Long.toString(when),
          path.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"));
    }
  }

  private record Content(long size, long checksum) {}

  private final Path file;
  private final Map<String, Entry> byPath = new HashMap<>();
  private final Map<Content, Entry> byContent = new HashMap<>();
  private final Map<FilePeriods.Key, Instant> periods = new HashMap<>();

  private ReadFiles(Path file) {
    this.file = file;
  }

  /**
   * Returns the memory in a folder.
   *
   * @param remember how long files are remembered that are no longer there
   */
  static ReadFiles open(Path folder, Instant now, Duration remember) throws IOException {
    ReadFiles memory = new ReadFiles(folder.resolve(NAME));
    if (Files.exists(memory.file)) {
      long oldest = now.minus(remember).toEpochMilli();
      for (String line : Files.readAllLines(memory.file, StandardCharsets.UTF_8)) {
        memory.recall(line, oldest);
      }
      memory.rewrite();
    }
    return memory;
  }

  /** Returns what is known of the file at a path. */
  synchronized Optional<Entry> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /** Returns a file of that content that was read to its end. */
  synchronized Optional<Entry> find(long size, long checksum) {
    return Optional.ofNullable(byContent.get(new Content(size, checksum)))
        .filter(entry -> entry.state() == State.DONE);
  }

  /** Takes note of a file, and of the periods that it told. */
  synchronized void add(Entry entry, Map<FilePeriods.Key, FilePeriods.Span> told)
      throws IOException {
    remember(entry);
    List<String> lines = new ArrayList<>(List.of(entry.line()));
    told.forEach(
        (key, span) -> {
          Instant last = periods.merge(key, span.last(), (a, b) -> a.isAfter(b) ? a : b);
          lines.add(periodLine(key, last));
        });
    Files.write(
        file,
        lines,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND,
        StandardOpenOption.DSYNC);
  }

  /** Returns when the last period ended that an element told before. */
  synchronized Optional<Instant> lastEnd(FilePeriods.Key key) {
    return Optional.ofNullable(periods.get(key));
  }

  private void remember(Entry entry) {
    byPath.put(entry.path(), entry);
    byContent.put(new Content(entry.size(), entry.checksum()), entry);
  }

  /** A line that was cut short by a loss of power tells nothing. */
  private void recall(String line, long oldest) {
    String[] fields = line.split("\t", -1);
    try {
      if (fields[0].equals("F") && fields.length == 8) {
        String path = fields[7].replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
        Entry entry =
            new Entry(
                path,
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseUnsignedLong(fields[3], 16),
                State.valueOf(fields[4]),
                Long.parseLong(fields[5]),
                Long.parseLong(fields[6]));
        if (entry.when() >= oldest || Files.exists(Path.of(path))) {
          remember(entry);
        }
      } else if (fields[0].equals("P") && fields.length == 4) {
        periods.put(
            new FilePeriods.Key(fields[3], Double.parseDouble(fields[1])),
            Instant.parse(fields[2]));
      }
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      return;
    }
  }

  private static String periodLine(FilePeriods.Key key, Instant last) {
    return String.join(
        "\t",
        "P",
        Double.toString(key.seconds()),
        last.toString(),
        key.localDn().replaceAll("\\s", " "));
  }

  private synchronized void rewrite() throws IOException {
    Path next = file.resolveSibling(NAME + ".new");
    try (BufferedWriter out = Files.newBufferedWriter(next, StandardCharsets.UTF_8)) {
      for (Entry entry : byPath.values()) {
        out.write(entry.line());
        out.newLine();
      }
      for (Map.Entry<FilePeriods.Key, Instant> period : periods.entrySet()) {
        out.write(periodLine(period.getKey(), period.getValue()));
        out.newLine();
      }
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
