package dev.qoe.plugin.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each file has been read: kept in a file that is replaced whole, so that a restart goes on
 * where the last left off.
 *
 * <p>A file is known by its key and what was read of it, not by its name, for files are rotated.
 * Thread-safe.
 */
final class Offsets {

  private static final int MOST = 100_000;
  private static final String NAME = "offsets.tsv";

  /**
   * How far a file has been read. Immutable.
   *
   * @param bytes how many of its bytes (unpacked) are done
   * @param lines how many of its lines are done
   * @param print what its bytes are known by: see {@link Fingerprint}
   */
  record Mark(long bytes, long lines, String print) {}

  private final Path file;
  private final Map<String, Mark> marks;
  private boolean dirty;

  private Offsets(Path file, Map<String, Mark> marks) {
    this.file = file;
    this.marks = marks;
  }

  /**
   * Returns what is remembered in a folder.
   *
   * @throws IOException if it cannot be read
   */
  static Offsets in(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    Map<String, Mark> marks = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String[] parts = line.split("\t", 4);
        if (parts.length == 4) {
          marks.put(
              parts[0], new Mark(Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]));
        }
      }
    }
    return new Offsets(file, marks);
  }

  /** Forgets a file. */
  synchronized void forget(String key) {
    dirty |= marks.remove(key) != null;
  }

  synchronized Optional<Mark> find(String key) {
    return Optional.ofNullable(marks.get(key));
  }

  /** Remembers how far a file has been read, on disk once it is flushed. */
  synchronized void put(String key, Mark mark) {
    Mark before = marks.remove(key);
    if (before != null && before.bytes() > mark.bytes()) {
      marks.put(key, before);
      return;
    }
    marks.put(key, mark);
    while (marks.size() > MOST) {
      marks.remove(marks.keySet().iterator().next());
    }
    dirty = true;
  }

  /**
   * Writes down what is remembered.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  synchronized void flush() {
    if (dirty) {
      write();
      dirty = false;
    }
  }

  private void write() {
    StringBuilder text = new StringBuilder(marks.size() * 64);
    marks.forEach(
        (key, mark) ->
            text.append(key)
                .append('\t')
                .append(mark.bytes())
                .append('\t')
                .append(mark.lines())
                .append('\t')
                .append(mark.print())
                .append('\n'));
    Path draft = file.resolveSibling(NAME + ".new");
    try {
      // Not by a channel, which an interrupt would close.
      try (FileOutputStream out = new FileOutputStream(draft.toFile())) {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.getFD().sync();
      }
      try {
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("offsets cannot be kept in '%s'".formatted(file), e);
    }
  }

  /** Where the offsets of each folder are, opened once. Thread-safe. */
  static final class Shelf {
    private final Map<Path, Offsets> open = new ConcurrentHashMap<>();

    void flush() {
      open.values().forEach(Offsets::flush);
    }

    Offsets in(Path folder) {
      return open.computeIfAbsent(
          folder,
          path -> {
            try {
              return Offsets.in(path);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
