package dev.qoe.plugin.drivetest;

import dev.qoe.api.kpi.Domain;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A collector that replays recorded drive tests in event time, as fast as it can.
 *
 * <p>It reads every file twice: first to learn which cells there are and where each belongs, then
 * to replay the traces, one after the other in the order of their first times, rows in the order of
 * the file. What it emits does not depend on how many threads read ahead. Thread-safe.
 *
 * @since 0.1
 */
public final class DriveTestCollector implements Collector {

  private static final int PROGRESS_ROWS = 1_000;

  /** A trace that has rows, when it starts. Immutable. */
  private record Trace(TraceFile file, Instant start) {}

  private final TraceReader reader;
  private final int threads;
  private final int stuckAfter;
  private final CollectorContext context;
  private volatile List<CellSummary> summaries = List.of();

  DriveTestCollector(TraceReader reader, int threads, int stuckAfter, CollectorContext context) {
    this.reader = reader;
    this.threads = threads;
    this.stuckAfter = stuckAfter;
    this.context = context;
  }

  /**
   * Replays the file or folder that is the target's address into the network that is its element.
   *
   * <p>Blocks until all is replayed; an interrupt ends it.
   *
   * @throws PluginException if the address cannot be read, or nothing there is a drive test
   */
  @Override
  public void collect(Target target, Sink sink) throws PluginException, InterruptedException {
    summaries = List.of();
    Emitter emitter = new Emitter(sink);
    List<TraceFile> files = list(target.address(), emitter);

    CellSurvey survey = new CellSurvey();
    List<Trace> traces = survey(files, survey, emitter);
    if (traces.isEmpty()) {
      String message =
          "input '%s' holds no usable drive test: %d files were tried (name a file or folder of"
              + " comma-separated logs of G-NetTrack)";
      throw new PluginException(
          ErrorKind.MALFORMED, message.formatted(target.address(), files.size()));
    }
    traces.sort(Comparator.comparing(Trace::start).thenComparing(trace -> trace.file().name()));

    CellMap cells = CellMap.of(target.element(), survey, traces.get(0).start());
    summaries = replay(target, traces, cells, emitter, survey.rows());
  }

  /**
   * Returns what the traces of the last {@link #collect} to end say of each cell, in the order of
   * the traces' names and of the cells' first appearance.
   */
  public List<CellSummary> summaries() {
    return summaries;
  }

  private static List<TraceFile> list(String address, Emitter emitter) throws PluginException {
    String remedy = "name a file or a folder of drive tests";
    List<TraceFile> files;
    try {
      if (address.isBlank()) {
        throw new PluginException(
            ErrorKind.UNREACHABLE, "input has no name (%s)".formatted(remedy));
      }
      Path input = Path.of(address);
      if (!Files.isReadable(input)) {
        throw new PluginException(
            ErrorKind.UNREACHABLE,
            "input '%s' cannot be read: %s (%s)"
                .formatted(
                    address, Files.exists(input) ? "access is denied" : "it is not there", remedy));
      }
      files = TraceFile.list(input, emitter::remark);
    } catch (InvalidPathException | IOException e) {
      throw new PluginException(
          ErrorKind.UNREACHABLE,
          "input '%s' cannot be read: %s (%s)".formatted(address, e, remedy),
          e);
    }
    if (files.isEmpty()) {
      throw new PluginException(
          ErrorKind.MALFORMED,
          "input '%s' holds no file that ends in .csv or .csv.gz (%s)".formatted(address, remedy));
    }
    return files;
  }

  /**
   * Returns the traces that have rows, and adds all that is known of their cells to {@code sum}.
   */
  private List<Trace> survey(List<TraceFile> files, CellSurvey sum, Emitter emitter)
      throws InterruptedException {
    List<Trace> traces = new ArrayList<>();
    new Ahead(context.executor(), threads)
        .forEach(
            files,
            file -> {
              CellSurvey one = new CellSurvey();
              reader.read(file, one);
              return one;
            },
            (file, one) -> {
              sum.add(one);
              if (one.start().isPresent()) {
                traces.add(new Trace(file, one.start().get()));
              } else {
                reader.read(file, line -> remark(line, emitter));
              }
            });
    return traces;
  }

  private List<CellSummary> replay(
      Target target, List<Trace> traces, CellMap cells, Emitter emitter, long rows)
      throws InterruptedException {
    Progress progress = new Progress(rows);
    Map<String, Map<String, CellTally>> tallies = new TreeMap<>();
    Ahead.Taker<Trace, Reader> taker =
        (trace, lines) -> {
          NetworkElement session = session(target, trace, emitter);
          TraceReplay replay = new TraceReplay(session.path(), cells, emitter, stuckAfter);
          Map<String, CellTally> tally = new LinkedHashMap<>();
          tallies.put(trace.file().name(), tally);
          lines.readInto(
              line -> {
                replay.accept(line);
                if (line instanceof Row row) {
                  tally.computeIfAbsent(row.rawCellId(), id -> new CellTally()).add(row);
                  progress.row();
                }
              });
        };
    new Ahead(context.executor(), threads).forEach(traces, this::open, taker);
    progress.tell();
    List<CellSummary> table = new ArrayList<>();
    tallies.forEach(
        (trace, tally) -> tally.forEach((id, cell) -> table.add(cell.summary(trace, id))));
    return List.copyOf(table);
  }

  /** Lines that are at hand, or will be once they are asked for. */
  @FunctionalInterface
  private interface Reader {
    void readInto(Line.Handler lines) throws InterruptedException;
  }

  /**
   * Returns the lines of a trace: read at once if others read ahead, else when they are asked for.
   */
  private Reader open(Trace trace) throws InterruptedException {
    if (threads == 1) {
      return lines -> reader.read(trace.file(), lines);
    }
    List<Line> all = new ArrayList<>();
    reader.read(trace.file(), all::add);
    return lines -> {
      for (Line line : all) {
        lines.accept(line);
      }
    };
  }

  private static NetworkElement session(Target target, Trace trace, Emitter emitter)
      throws InterruptedException {
    ElementPath sessions = target.element().child("sessions");
    emitter.announce(
        NetworkElement.builder(sessions, "sessions")
            .displayName("Drive tests")
            .domain(Domain.SERVICE)
            .weight(0)
            .build());
    ElementPath path = sessions;
    for (String segment : trace.file().name().split("/", -1)) {
      path = path.child(segmentOf(segment));
    }
    Map<String, String> labels = new TreeMap<>(target.labels());
    labels.put("trace", trace.file().name());
    NetworkElement session =
        NetworkElement.builder(path, "session")
            .displayName(trace.file().name())
            .domain(Domain.SERVICE)
            .weight(0)
            .labels(labels)
            .createdAt(trace.start())
            .updatedAt(trace.start())
            .build();
    emitter.announce(session);
    return session;
  }

  /** Returns a name of a file or folder as a segment of an element path. */
  private static String segmentOf(String name) {
    String segment =
        name.replaceAll("[*\\p{Cc}]", "_").replaceAll("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$", "");
    return segment.isEmpty() ? "_" : segment;
  }

  private static void remark(Line line, Emitter emitter) {
    if (line instanceof Remark remark) {
      emitter.remark(remark);
    }
  }

  /** How far the replay has come. Confine to one thread. */
  private final class Progress {
    private final long total;
    private long done;

    private Progress(long total) {
      this.total = total;
    }

    private void row() {
      if (++done % PROGRESS_ROWS == 0) {
        tell();
      }
    }

    private void tell() {
      context.progress(done, total, "rows");
    }
  }
}
