package dev.qoe.plugin.file;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Batch;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import dev.qoe.plugin.mapping.RecordMapping;
import dev.qoe.plugin.mapping.RejectedRecordException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One reading of one file, from where the last left off to its end.
 *
 * <p>Confine to one thread.
 */
final class FileReading {

  private static final int GZIP_MAGIC = 0x1f8b;
  private static final long COMMIT_BYTES = 8_000_000;
  private static final long LONGEST_PAUSE_MILLIS = 100;

  private final Path file;
  private final String name;
  private final Options options;
  private final Target target;
  private final Sink sink;
  private final CollectorContext context;
  private final Progress progress;
  private final LongConsumer advanced;
  private final RecordReader reader;
  private final Map<String, String> variables = new HashMap<>();
  private long lineNumber;
  private long records;
  private long told;

  FileReading(
      Path file,
      Options options,
      Target target,
      Sink sink,
      CollectorContext context,
      Progress progress,
      LongConsumer advanced) {
    this.file = file;
    this.name = file.getFileName().toString();
    this.options = options;
    this.target = target;
    this.sink = sink;
    this.context = context;
    this.progress = progress;
    this.advanced = advanced;
    this.reader = new RecordReader(options, name);
    variables.putAll(target.labels());
    variables.put("target", target.element().text());
    variables.put("file", name.replaceAll("\\..*", ""));
  }

  /** Reads what is new. */
  void read() throws InterruptedException {
    try (InputStream raw = Files.newInputStream(file)) {
      InputStream buffered = new BufferedInputStream(raw, 1 << 16);
      buffered.mark(2);
      int magic = buffered.read() << 8 | buffered.read();
      buffered.reset();
      boolean packed = magic == GZIP_MAGIC;
      read(packed ? new GZIPInputStream(buffered, 1 << 16) : buffered, packed);
    } catch (NoSuchFileException e) {
      // It was taken away since the folder was listed: there is nothing to tell.
      return;
    } catch (EOFException | ZipException e) {
      sink.reject(
          "broken-gzip",
          place(),
          "compressed data break off or are broken: %s; what came before counts"
              .formatted(e.getMessage()));
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("reading of '%s' was interrupted".formatted(file));
      }
      sink.reject("unreadable-file", place(), "file cannot be read: " + e);
    } catch (RejectedRecordException e) {
      sink.reject(e.reason(), place(), String.valueOf(e.getMessage()));
    }
  }

  private void read(InputStream in, boolean packed) throws IOException, InterruptedException {
    LineReader lines = new LineReader(in, options.mostLineBytes());
    if (reader.columns() && !header(lines, packed)) {
      return;
    }
    Optional<Offsets.Mark> start = progress.resume();
    if (start.isPresent()) {
      if (!progress.sameUpTo(lines, start.get())) {
        sink.reject(
            "replaced-file",
            place(),
            "file was truncated or replaced since it was read; it is read from its beginning");
        progress.forget();
        lineNumber = 0;
        read(file, packed);
        return;
      }
      lineNumber = start.get().lines();
    }
    readLines(lines, packed);
  }

  /** Begins again: what was read before was of another file. */
  private void read(Path again, boolean packed) throws IOException, InterruptedException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(again), 1 << 16)) {
      LineReader lines =
          new LineReader(packed ? new GZIPInputStream(raw) : raw, options.mostLineBytes());
      if (!reader.columns() || header(lines, packed)) {
        readLines(lines, packed);
      }
    }
  }

  private boolean header(LineReader lines, boolean packed)
      throws IOException, InterruptedException {
    if (!lines.next()) {
      return false;
    }
    LineReader.Line first = lines.line();
    if (!first.ended() && options.follow() && !packed) {
      return false;
    }
    if (first.length() > options.mostLineBytes()) {
      throw new RejectedRecordException(
          "line-too-long", "the first line has %,d bytes".formatted(first.length()));
    }
    lineNumber = 1;
    Optional<String> wrong = reader.header(text(first.bytes()));
    if (wrong.isPresent()) {
      throw new RejectedRecordException("missing-column", wrong.get());
    }
    return true;
  }

  private void readLines(LineReader lines, boolean packed)
      throws IOException, InterruptedException {
    boolean growing = options.follow() && !packed;
    long committed = lines.position();
    Offsets.Mark done = mark(lines);
    StringBuilder record = new StringBuilder();
    boolean broken = false;
    long first = 0;
    while (lines.next()) {
      LineReader.Line line = lines.line();
      if (!line.ended() && growing) {
        break;
      }
      lineNumber++;
      first = record.isEmpty() ? lineNumber : first;
      int from = record.length();
      broken |= !append(line, record);
      boolean open = !broken && reader.goesOn(record, from);
      if (open && record.length() <= options.mostLineBytes()) {
        continue;
      }
      end(record, broken, open, first);
      broken = false;
      done = mark(lines);
      if (done.bytes() - committed >= COMMIT_BYTES) {
        progress.commit(done, sink, false);
        committed = done.bytes();
      }
      advanced.accept(done.bytes());
    }
    if (!record.isEmpty() && !growing) {
      end(record, false, true, first);
      done = mark(lines);
    }
    tellNothing();
    if (done.bytes() > committed || !growing) {
      progress.commit(done, sink, !growing);
    }
  }

  private Offsets.Mark mark(LineReader lines) {
    return new Offsets.Mark(lines.position(), lineNumber, lines.print());
  }

  /** A record is at its end: hands it on if it is whole, and makes room for the next. */
  private void end(StringBuilder record, boolean broken, boolean open, long first)
      throws InterruptedException {
    if (open) {
      sink.reject(
          "open-quote",
          file + ":" + first,
          "a quote is not closed; lines %d to %d are left out".formatted(first, lineNumber));
    } else if (!broken && !record.toString().isBlank()) {
      hand(record.toString());
    }
    record.setLength(0);
    reader.begin();
  }

  private void tellNothing() {
    if (records > 0 && told == 0) {
      sink.reject(
          "nothing-found",
          place(),
          "none of %d records told a value at %s".formatted(records, options.mapping().fields()));
    }
  }

  /** Adds a line to a record; false if it cannot be read, which is told. */
  private boolean append(LineReader.Line line, StringBuilder record) {
    if (line.length() > options.mostLineBytes()) {
      sink.reject(
          "line-too-long",
          place(),
          "line of %,d bytes is longer than setting 'max-line' allows".formatted(line.length()));
      return false;
    }
    try {
      if (!record.isEmpty()) {
        record.append('\n');
      }
      record.append(text(line.bytes()));
      return true;
    } catch (RejectedRecordException e) {
      sink.reject(e.reason(), place(), String.valueOf(e.getMessage()));
      return false;
    }
  }

  private String text(byte[] bytes) {
    try {
      String text = options.encoding().newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return lineNumber <= 1 && text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new RejectedRecordException(
          "wrong-encoding",
          "text is not written in %s (setting 'encoding')".formatted(options.encoding()));
    }
  }

  private void hand(String text) throws InterruptedException {
    Batch batch = Batch.create();
    records++;
    try {
      told +=
          options
              .mapping()
              .map(
                  reader.read(text),
                  new RecordMapping.Origin(place(), context.clock().instant(), variables),
                  this::admit,
                  batch);
    } catch (RejectedRecordException e) {
      batch.reject(e.reason(), place(), String.valueOf(e.getMessage()));
    }
    long pauseMillis = 1;
    while (batch.handTo(sink) == Acceptance.RETRY_LATER) {
      context.pause(Duration.ofMillis(pauseMillis));
      pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }
  }

  private ElementPath admit(String path, Function<String, Optional<String>> values) {
    ElementPath element = ElementPath.of(path);
    if (!target.element().contains(element)) {
      throw new RejectedRecordException(
          "foreign-element",
          "element '%s' must be '%s' or below it".formatted(element, target.element()));
    }
    return element;
  }

  private String place() {
    return lineNumber == 0 ? file.toString() : file + ":" + lineNumber;
  }
}
