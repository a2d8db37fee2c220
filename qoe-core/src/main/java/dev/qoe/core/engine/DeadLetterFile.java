package dev.qoe.core.engine;

import dev.qoe.core.json.QoeJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dead letters on disk, one JSON object a line: {@code dead-letters.jsonl} is appended to, and
 * takes the place of {@code dead-letters.old.jsonl} when it has become large.
 *
 * <p>It is written but not forced, so it outlives the process; a loss of power may cost the last
 * seconds. Confine to one thread.
 */
final class DeadLetterFile {

  /** More than the letters that are kept take, usually; two files of that size are kept. */
  static final long MOST_BYTES = 8 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);

  private final Path current;
  private final Path old;
  private final Path next;

  DeadLetterFile(Path folder) {
    current = folder.resolve("dead-letters.jsonl");
    old = folder.resolve("dead-letters.old.jsonl");
    next = folder.resolve("dead-letters.next.jsonl");
  }

  /** Returns what an earlier life kept, oldest first; cuts a last line that was not completed. */
  List<DeadLetter> read() throws IOException {
    List<DeadLetter> letters = new ArrayList<>();
    for (Path file : List.of(old, current)) {
      if (Files.exists(file)) {
        int number = 0;
        for (String line : wholeLines(file)) {
          number++;
          try {
            letters.add(QoeJson.read(line, DeadLetter.class));
          } catch (IllegalArgumentException e) {
            LOG.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("line", number)
                .addKeyValue("reason", e.getMessage())
                .log("a dead letter is left out");
          }
        }
      }
    }
    return letters;
  }

  private static List<String> wholeLines(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    if (end < bytes.length) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("bytes", bytes.length - end)
          .log("a file of dead letters ends within a line, which is cut off");
      try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
        channel.truncate(end);
      }
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
  }

  /** Adds letters. */
  void append(Collection<DeadLetter> letters) throws IOException {
    StringWriter lines = new StringWriter();
    write(letters, lines);
    Files.writeString(
        current, lines.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    if (Files.size(current) > MOST_BYTES) {
      Files.move(current, old, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Keeps these letters and no others. */
  void replace(Collection<DeadLetter> letters) throws IOException {
    try (Writer out = Files.newBufferedWriter(next)) {
      write(letters, out);
    }
    Files.move(next, current, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(old);
  }

  // ---- exports ------------------------------------------------------------------------------

  /** Writes letters, each in a line. */
  static void write(Collection<DeadLetter> letters, Writer out) throws IOException {
    for (DeadLetter letter : letters) {
      out.append(QoeJson.write(letter)).append('\n');
    }
  }

  /**
   * Hands over each letter of an export.
   *
   * @throws IllegalArgumentException if a line is none; those before it were handed over
   */
  static void read(Path export, Consumer<DeadLetter> consumer) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(export)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        DeadLetter letter;
        try {
          letter = QoeJson.read(line, DeadLetter.class);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "line %d of '%s' is no dead letter: %s".formatted(number, export, e.getMessage()), e);
        }
        consumer.accept(letter);
      }
    }
  }
}
