package dev.qoe.plugin.drivetest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The way from a file to its lines.
 *
 * <p>It never throws for what it finds in a file: a mistake becomes a {@link Remark}, and whatever
 * can be read is read. Immutable.
 *
 * @param zone the zone of the times in the files
 */
record TraceReader(ZoneId zone) {

  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * Hands the lines of a file to {@code lines}, in order.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  void read(TraceFile file, Line.Handler lines) throws InterruptedException {
    try (InputStream raw =
        new BufferedInputStream(Files.newInputStream(file.path()), BUFFER_BYTES)) {
      raw.mark(2);
      int magic = raw.read() << 8 | raw.read();
      raw.reset();
      if (magic < 0 && Files.size(file.path()) == 0) {
        lines.accept(emptyFile(file));
      } else if (magic == GZIP_MAGIC) {
        read(file, new SalvagingInputStream(new GZIPInputStream(raw, BUFFER_BYTES)), lines);
      } else if (file.namedGzip()) {
        lines.accept(brokenGzip(file, "it does not start as gzip does"));
      } else {
        read(file, new SalvagingInputStream(raw), lines);
      }
    } catch (EOFException | ZipException e) {
      // What gzip throws for data that break off or are not as they should be.
      lines.accept(brokenGzip(file, String.valueOf(e.getMessage())));
    } catch (IOException e) {
      stopIfInterrupted(file);
      lines.accept(TraceFile.unreadable(file.place(), e));
    }
  }

  private void read(TraceFile file, SalvagingInputStream in, Line.Handler lines)
      throws IOException, InterruptedException {
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .detectBomHeader(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(in)) {
      Iterator<CsvRecord> records = csv.iterator();
      if (records.hasNext()) {
        RowParser parser = RowParser.of(records.next().getFields(), zone);
        if (headerFits(file, parser, lines)) {
          readRows(file, in, records, parser, lines);
        }
      } else if (in.failure().isEmpty()) {
        lines.accept(emptyFile(file));
      }
    } catch (CsvParseException e) {
      String detail = "%s; the rest of the file is left out (check its quotes)";
      lines.accept(new Remark(Remark.BROKEN_CSV, file.place(), detail.formatted(e.getMessage())));
    }
    if (in.failure().isPresent()) {
      throw in.failure().get();
    }
  }

  /** Reads the rows; each waits for the next one, for the last may be only the half of a line. */
  private static void readRows(
      TraceFile file,
      SalvagingInputStream in,
      Iterator<CsvRecord> records,
      RowParser parser,
      Line.Handler lines)
      throws InterruptedException {
    @Nullable CsvRecord waiting = null;
    while (true) {
      boolean more = records.hasNext();
      stopIfInterrupted(file);
      if (waiting != null && (more || !in.brokenWithinLine())) {
        String place = file.place() + ":" + waiting.getStartingLineNumber();
        parser.parse(waiting.getFields(), place, lines);
      }
      if (!more) {
        return;
      }
      waiting = records.next();
    }
  }

  private static boolean headerFits(TraceFile file, RowParser parser, Line.Handler lines)
      throws InterruptedException {
    List<Column> missing = parser.missing();
    String place = file.place() + ":1";
    long essentials = missing.stream().filter(Column::essential).count();
    if (essentials > 2) {
      String detail =
          "the first line does not name the columns of a drive test, such as Timestamp,"
              + " NetworkMode, State and RAWCELLID, joined by commas; the file is left out";
      lines.accept(new Remark(Remark.NOT_A_DRIVE_TEST, place, detail));
      return false;
    }
    if (!missing.isEmpty()) {
      String names = missing.stream().map(Column::header).collect(Collectors.joining(", "));
      String detail =
          essentials > 0
              ? "columns %s are missing, without some of which rows mean nothing; the file is left"
                  + " out"
              : "columns %s are missing; the others are read";
      lines.accept(new Remark(Remark.MISSING_COLUMN, place, detail.formatted(names)));
    }
    return essentials == 0;
  }

  /** An interrupt also closes the file, which must not be taken for the end of its data. */
  private static void stopIfInterrupted(TraceFile file) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("reading of '" + file.place() + "' was interrupted");
    }
  }

  private static Remark emptyFile(TraceFile file) {
    return new Remark(
        Remark.EMPTY_FILE, file.place(), "the file is empty; record it again or take it away");
  }

  private static Remark brokenGzip(TraceFile file, String why) {
    return new Remark(
        Remark.BROKEN_GZIP,
        file.place(),
        "compressed data are broken: %s; only the rows before count (compress it again)"
            .formatted(why));
  }
}
