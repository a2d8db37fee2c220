package dev.qoe.plugin.file;

import dev.qoe.plugin.mapping.RecordMapping;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How files are read.
 *
 * <p>Immutable.
 *
 * @param format how records are written
 * @param mapping what of a record is measured
 * @param separator what stands between the fields of a line
 * @param encoding how text is written
 * @param follow whether a last line without its end waits until it has grown
 * @param mostLineBytes how long a record may be, in bytes
 * @param moveTo where files go that are done; empty if they stay
 */
record Options(
    Format format,
    RecordMapping mapping,
    char separator,
    Charset encoding,
    boolean follow,
    int mostLineBytes,
    Optional<Path> moveTo) {

  /** How records are written. */
  enum Format {
    /** As the name of the file says: {@code .csv} or {@code .jsonl}, {@code .ndjson}, ... */
    AUTO,
    /** Comma-separated values, the first line names the columns. */
    CSV,
    /** A JSON object a line. */
    JSONL
  }

  /** Returns whether a file of that name has columns. */
  boolean columns(String name) {
    return switch (format) {
      case CSV -> true;
      case JSONL -> false;
      case AUTO -> !name.matches("(?i).*\\.(jsonl|ndjson|json|jsonlines)(\\.gz)?(\\.\\d+)?");
    };
  }
}
