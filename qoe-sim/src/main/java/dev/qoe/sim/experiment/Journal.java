package dev.qoe.sim.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The finished replications of a run in a file: a line that says whose they are, then {@code point
 * replication value ...} a line. A last line without its end was torn by a kill and is ignored.
 *
 * <p>Thread-safe where replications are added; else to be confined to one thread.
 */
final class Journal implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final @Nullable Path file;
  private final Map<String, String> header;
  private final boolean temporary;
  private final long startNanos = System.nanoTime();
  private final long patienceNanos;
  private final Map<Long, double[]> finished = new HashMap<>();
  private final StringBuilder waiting = new StringBuilder();
  private @Nullable FileChannel channel;

  /** Another run holds the file. */
  private boolean given;

  /** This run is over; a replication that comes late, after its deadline, is not added. */
  private boolean over;

  private Journal(
      @Nullable Path file, Map<String, String> header, boolean temporary, long patienceNanos) {
    this.file = file;
    this.header = header;
    this.temporary = temporary;
    this.patienceNanos = patienceNanos;
  }

  /** Returns a journal that forgets everything. */
  static Journal none() {
    return new Journal(null, Map.of(), false, Long.MAX_VALUE);
  }

  /** Returns a journal that is kept. */
  static Journal kept(Path file, Map<String, String> header) {
    Journal journal = new Journal(file, header, false, 0);
    journal.open();
    if (journal.given) {
      throw new IllegalArgumentException(
          "journal '%s' is in use by another run; wait for it or name another".formatted(file));
    }
    return journal;
  }

  /** Returns a journal whose file comes into being after a while, and goes when the run is done. */
  static Journal temporary(Path file, Map<String, String> header, long patienceNanos) {
    Journal journal = new Journal(file, header, true, patienceNanos);
    if (Files.exists(file)) {
      journal.open();
    }
    return journal;
  }

  /** Returns how many replications were taken over. */
  int resumed() {
    return finished.size();
  }

  /** Returns the values of a replication, if an earlier run finished it. */
  Optional<double[]> find(int point, int replication) {
    return Optional.ofNullable(finished.get(key(point, replication)));
  }

  /** Adds a replication. */
  synchronized void add(int point, int replication, double[] values) {
    if (file == null || given || over) {
      return;
    }
    waiting.append(point).append(' ').append(replication);
    for (double value : values) {
      waiting.append(' ').append(Checks.shortest(value));
    }
    waiting.append('\n');
    if (channel == null && System.nanoTime() - startNanos >= patienceNanos) {
      open();
    }
    if (channel != null) {
      flush(channel);
    }
  }

  /** Says that the run ended well. */
  void complete() {
    close();
    if (temporary && file != null && !given) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException("journal '%s' cannot be deleted".formatted(file), e);
      }
    }
  }

  @Override
  public synchronized void close() {
    over = true;
    if (channel != null) {
      try {
        channel.close();
        channel = null;
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }

  private static long key(int point, int replication) {
    return ((long) point << 32) | replication;
  }

  /** Opens the file and reads what is there; gives up where another run holds it. */
  private void open() {
    try {
      Path path = file == null ? Path.of("") : file;
      FileChannel opened =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!locked(opened)) {
        opened.close();
        given = true;
        return;
      }
      channel = opened;
      read(opened);
    } catch (IOException e) {
      if (!temporary) {
        throw failed(e);
      }
      given = true;
    } catch (IllegalArgumentException e) {
      close();
      throw e;
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void read(FileChannel opened) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(opened.size()));
    while (bytes.hasRemaining() && opened.read(bytes) >= 0) {
      // on to the end
    }
    String text = new String(bytes.array(), StandardCharsets.UTF_8);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    opened.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
    opened.position(opened.size());
    List<String> lines = whole.lines().toList();
    if (lines.isEmpty()) {
      waiting.insert(0, JSON.writeValueAsString(header) + "\n");
      flush(opened);
      return;
    }
    compare(lines.get(0));
    lines.stream().skip(1).forEach(this::take);
  }

  private void compare(String line) {
    Map<String, String> there;
    try {
      there = JSON.readValue(line, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "'%s' is not a journal of an experiment; name another file".formatted(file), e);
    }
    List<String> differences = new ArrayList<>();
    header.forEach(
        (field, here) -> {
          if (!here.equals(there.get(field))) {
            differences.add(
                "%s is '%s' there and '%s' here".formatted(field, there.get(field), here));
          }
        });
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "journal '%s' belongs to another run: %s; delete it to start afresh"
              .formatted(file, String.join(", ", differences)));
    }
  }

  private void take(String line) {
    String[] words = line.split(" ", -1);
    try {
      double[] values = new double[words.length - 2];
      for (int i = 0; i < values.length; i++) {
        values[i] = Double.parseDouble(words[i + 2]);
      }
      finished.put(key(Integer.parseInt(words[0]), Integer.parseInt(words[1])), values);
    } catch (NumberFormatException | NegativeArraySizeException e) {
      throw new IllegalArgumentException(
          "journal '%s' is damaged: '%s'; delete it to start afresh".formatted(file, line), e);
    }
  }

  private void flush(FileChannel opened) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(waiting.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        opened.write(bytes);
      }
      waiting.setLength(0);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("journal '%s' cannot be written".formatted(file), e);
  }
}
