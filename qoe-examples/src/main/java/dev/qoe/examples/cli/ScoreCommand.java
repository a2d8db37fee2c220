package dev.qoe.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import dev.qoe.api.score.Wanted;
import dev.qoe.api.spi.Sink;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.engine.DeadLetter;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.json.QoeJson;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.network.TopologyCsv;
import dev.qoe.core.network.TopologyJson;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores a file of measurements: a JSON line for each element, with what cost how much. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Scores measurements as of the newest one: a JSON line for each element, with its"
          + " explanation.",
      "What cannot be used is told on stderr, counted and left out; the exit code is 1 only if"
          + " nothing can be used."
    })
final class ScoreCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = QoeJson.mapper();
  private static final int MOST_TOLD = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--catalog",
      paramLabel = "FILE",
      description = "KPIs (CSV) that extend or override the standard catalogue.")
  private @Nullable Path catalog;

  @Option(
      names = "--topology",
      paramLabel = "FILE",
      description = "Elements and links (JSON), or elements only (*.csv).")
  private @Nullable Path topology;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description = {
        "Measurements and events as JSON lines, or measurements as CSV with the columns",
        "element,kpi,time,value,unit,quality (the last two may be missing); also gzip; - is stdin."
      })
  private Path input = Path.of("-");

  @Option(
      names = "--target",
      paramLabel = "N",
      description = "Tell also what would have to change to reach this score, 0 to 100.")
  private double target = Double.NaN;

  @Option(
      names = "--element",
      paramLabel = "PATH",
      description = "Tell the score of this element only.")
  private @Nullable String element;

  ScoreCommand() {}

  @Override
  public Integer call() throws IOException {
    Optional<ElementPath> only = element();
    if (!Double.isNaN(target) && !(target >= 0 && target <= 100)) {
      throw wrong("--target must be from 0 to 100: " + target);
    }
    try (QoeEngine engine = start()) {
      Intake intake = new Intake(engine, spec.commandLine().getErr());
      try {
        MeasurementLines.read(input, intake);
      } catch (IOException e) {
        throw new IOException(reason("input", input, e), e);
      }
      intake.summarise();
      if (intake.accepted == 0) {
        throw new IOException("input '%s' holds no measurement that can be used".formatted(input));
      }
      print(engine, only.map(path -> intake.require(path)).orElse(intake.elements));
      return 0;
    }
  }

  private Optional<ElementPath> element() {
    try {
      return Optional.ofNullable(element).map(ElementPath::of);
    } catch (IllegalArgumentException e) {
      throw wrong("--element: " + e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  // ---- configuration ------------------------------------------------------------------------

  /** Starts an engine on catalogue and topology; the mistakes of both are told at once. */
  private QoeEngine start() throws IOException {
    List<String> problems = new ArrayList<>();
    KpiCatalog standard = KpiCatalog.standard();
    KpiCatalog kpis =
        read(
            "catalogue", catalog, file -> standard.plus(KpiCatalog.read(file)), standard, problems);
    Topology network =
        read(
            "topology",
            topology,
            file ->
                file.toString().endsWith(".csv") ? TopologyCsv.read(file) : TopologyJson.read(file),
            Topology.empty(),
            problems);
    if (!problems.isEmpty()) {
      throw new ConfigurationException("configuration", problems);
    }
    return QoeEngine.builder().catalog(kpis).topology(network).replaying().start();
  }

  /** Reads a file of the configuration; what is wrong with it goes to {@code problems}. */
  private static <T> T read(
      String what, @Nullable Path file, Source<T> source, T otherwise, List<String> problems) {
    if (file == null) {
      return otherwise;
    }
    try {
      return source.read(file);
    } catch (IOException e) {
      problems.add(reason(what, file, e));
    } catch (ConfigurationException e) {
      e.problems().forEach(problem -> problems.add(file.getFileName() + ": " + problem));
    }
    return otherwise;
  }

  @FunctionalInterface
  private interface Source<T> {
    T read(Path file) throws IOException;
  }

  private static String reason(String what, Path file, IOException e) {
    String why =
        e instanceof NoSuchFileException
            ? "there is no such file"
            : e instanceof AccessDeniedException
                ? "access is denied"
                : String.valueOf(e.getMessage());
    return "%s '%s' cannot be read: %s".formatted(what, file, why);
  }

  // ---- input --------------------------------------------------------------------------------

  /** Hands lines to the engine, tells what is refused and remembers which elements there are. */
  private static final class Intake implements MeasurementLines.Visitor {

    private final QoeEngine engine;
    private final Sink sink;
    private final PrintWriter err;
    private final NavigableSet<ElementPath> elements = new TreeSet<>();
    private long accepted;
    private long told;

    Intake(QoeEngine engine, PrintWriter err) {
      this.engine = engine;
      this.sink = engine.sink();
      this.err = err;
      engine.elements().stream().map(NetworkElement::path).forEach(this::add);
    }

    @Override
    public void measurement(Measurement measurement, String place) {
      if (sink.accept(measurement) == Acceptance.ACCEPTED) {
        accepted++;
        add(measurement.element());
      } else if (told < MOST_TOLD) {
        List<DeadLetter> letters = engine.deadLetters();
        DeadLetter letter = letters.get(letters.size() - 1);
        tell(place, letter.place() + ": " + letter.detail());
      } else {
        told++;
      }
    }

    @Override
    public void event(Event event, String place) {
      sink.accept(event);
      add(event.element());
    }

    @Override
    public void bad(String reason, String place, String detail) {
      sink.reject(reason, place, detail);
      tell(place, detail);
    }

    private void add(ElementPath path) {
      if (elements.add(path)) {
        path.parent().ifPresent(this::add);
      }
    }

    private void tell(String place, String detail) {
      if (++told <= MOST_TOLD) {
        err.println(place + ": " + detail);
      }
    }

    NavigableSet<ElementPath> require(ElementPath path) {
      if (!elements.contains(path)) {
        throw new IllegalArgumentException(
            "element '%s' is neither declared nor measured%s"
                .formatted(
                    path,
                    Nearest.hint(path.text(), elements.stream().map(ElementPath::text).toList())));
      }
      return new TreeSet<>(List.of(path));
    }

    void summarise() {
      if (told > MOST_TOLD) {
        err.printf("... and %d more%n", told - MOST_TOLD);
      }
      err.println("ledger: " + engine.ledger());
      engine
          .ledger()
          .rejected()
          .forEach((reason, count) -> err.printf("  rejected: %d %s%n", count, reason));
    }
  }

  // ---- output -------------------------------------------------------------------------------

  private void print(QoeEngine engine, NavigableSet<ElementPath> elements)
      throws JsonProcessingException {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (ElementPath path : elements) {
      ObjectNode score = JSON.valueToTree(engine.score(path));
      if (!Double.isNaN(target)) {
        Wanted wanted = engine.wanted(path, target);
        ObjectNode node = JSON.valueToTree(wanted);
        node.put("reached", wanted.reached());
        node.put("text", wanted.toString());
        score.set("wanted", node.without("element"));
      }
      out.println(JSON.writeValueAsString(score));
    }
    out.flush();
  }
}
