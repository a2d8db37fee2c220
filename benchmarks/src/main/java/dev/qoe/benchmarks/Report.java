package dev.qoe.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tables of benchmark figures in Markdown, one file per benchmark class, from the JSON that JMH
 * writes.
 *
 * <p><i>Immutable.</i>
 */
final class Report {
  private static final String BENCHMARK = "Benchmark";
  private static final String ALLOCATION = "gc.alloc.rate.norm";
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private final Map<String, List<JsonNode>> runsByClass = new TreeMap<>();

  private Report(JsonNode runs) {
    for (JsonNode run : runs) {
      runsByClass.computeIfAbsent(benchmarkClass(run), name -> new ArrayList<>()).add(run);
    }
  }

  /**
   * The report of one run of JMH.
   *
   * @throws IOException if the file cannot be read or is not JSON
   * @throws IllegalArgumentException if the file holds no benchmark
   */
  static Report read(Path json) throws IOException {
    JsonNode runs = new ObjectMapper().readTree(json.toFile());
    if (!runs.isArray() || runs.isEmpty()) {
      throw new IllegalArgumentException(
          "results file '" + json + "' holds no benchmark: run JMH with '-rf json -rff FILE'");
    }
    return new Report(runs);
  }

  /**
   * Writes {@code <subject>.md} for each benchmark class {@code <Subject>Benchmark}.
   *
   * @param commit the revision of the code that ran
   * @return the files written, in the order of the class names
   * @throws IOException if a file cannot be written
   */
  List<Path> write(Path folder, String commit) throws IOException {
    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, List<JsonNode>> entry : runsByClass.entrySet()) {
      Path file = folder.resolve(fileName(entry.getKey()));
      Files.writeString(file, page(entry.getKey(), entry.getValue(), commit));
      written.add(file);
    }
    return written;
  }

  private static String page(String name, List<JsonNode> runs, String commit) {
    StringBuilder page = new StringBuilder(1024);
    JsonNode first = runs.get(0);
    page.append("# ").append(name).append("\n\n");
    page.append("* Machine: ").append(machine()).append('\n');
    page.append("* JDK: ").append(jdk(first)).append('\n');
    page.append("* Commit: ").append(commit).append('\n');
    page.append("* JMH ").append(first.path("jmhVersion").asText()).append(": ");
    page.append(protocol(first)).append("\n\n");
    page.append("| benchmark | parameters | mode | threads | score | ± (99.9 %) | unit | B/op |\n");
    page.append("|---|---|---|--:|--:|--:|---|--:|\n");
    runs.forEach(run -> page.append(rows(run)));
    Ratios ratios = ratios(first);
    if (ratios != null) {
      page.append('\n');
      Stream.of(ratios.remarks()).forEach(remark -> page.append("* ").append(remark).append('\n'));
      page.append("\n| ratio | parameters | figure |\n|---|---|--:|\n");
      Stream.of(ratios.value()).forEach(ratio -> page.append(rows(ratio, runs)));
    }
    return page.toString();
  }

  /** What the class of the benchmark wants told, if it is there and does. */
  private static @Nullable Ratios ratios(JsonNode run) {
    String benchmark = run.path("benchmark").asText();
    try {
      return Class.forName(benchmark.substring(0, Math.max(0, benchmark.lastIndexOf('.'))))
          .getAnnotation(Ratios.class);
    } catch (ClassNotFoundException fromElsewhere) {
      return null;
    }
  }

  private static String rows(Ratios.Ratio ratio, List<JsonNode> runs) {
    StringBuilder rows = new StringBuilder();
    for (JsonNode dividend : runs) {
      for (JsonNode divisor : runs) {
        if (method(dividend).equals(ratio.of())
            && method(divisor).equals(ratio.to())
            && dividend.path("params").equals(divisor.path("params"))) {
          rows.append("| %s | %s | ".formatted(ratio.tells(), parameters(dividend.path("params"))))
              .append(String.format(Locale.ROOT, "%.2f |\n", score(dividend) / score(divisor)));
        }
      }
    }
    return rows.toString();
  }

  private static double score(JsonNode run) {
    return run.path("primaryMetric").path("score").asDouble();
  }

  private static String method(JsonNode run) {
    String benchmark = run.path("benchmark").asText();
    return benchmark.substring(benchmark.lastIndexOf('.') + 1);
  }

  /** A benchmark's row; of a group of benchmarks that run side by side, one of each. */
  private static String rows(JsonNode run) {
    StringBuilder rows = new StringBuilder();
    run.path("secondaryMetrics")
        .properties()
        .forEach(
            metric -> {
              if (metric.getValue().path("scoreUnit").equals(unit(run)) && isMethod(metric)) {
                rows.append(row(method(run) + ": " + metric.getKey(), metric.getValue(), run));
              }
            });
    return rows.isEmpty() ? row(method(run), run.path("primaryMetric"), run) : rows.toString();
  }

  private static JsonNode unit(JsonNode run) {
    return run.path("primaryMetric").path("scoreUnit");
  }

  private static boolean isMethod(Map.Entry<String, JsonNode> metric) {
    return metric.getKey().chars().allMatch(Character::isJavaIdentifierPart);
  }

  private static String row(String name, JsonNode metric, JsonNode run) {
    return new StringJoiner(" | ", "| ", " |\n")
        .add(name)
        .add(parameters(run.path("params")))
        .add(run.path("mode").asText())
        .add(run.path("threads").asText())
        .add(figure(metric.path("score")))
        .add(figure(metric.path("scoreError")))
        .add(metric.path("scoreUnit").asText())
        .add(figure(run.path("secondaryMetrics").path(ALLOCATION).path("score")))
        .toString();
  }

  private static String parameters(JsonNode params) {
    StringJoiner text = new StringJoiner(", ");
    params.properties().forEach(p -> text.add(p.getKey() + "=" + p.getValue().asText()));
    return text.toString();
  }

  /** Three digits or more, never an exponent; empty where JMH could not tell. */
  private static String figure(JsonNode number) {
    if (!number.isNumber()) {
      return "";
    }
    double value = number.asDouble();
    int decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  private static String protocol(JsonNode run) {
    return String.format(
        Locale.ROOT,
        "%s forks, %s x %s warm-up, %s x %s measured",
        run.path("forks").asText(),
        run.path("warmupIterations").asText(),
        run.path("warmupTime").asText(),
        run.path("measurementIterations").asText(),
        run.path("measurementTime").asText());
  }

  private static String jdk(JsonNode run) {
    return run.path("vmName").asText() + " " + run.path("vmVersion").asText();
  }

  static String machine() {
    return cpu()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " processors, "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch");
  }

  /** The processor's name where the system tells it, as Linux does on most machines. */
  private static String cpu() {
    if (!Files.isReadable(CPU_INFO)) {
      return "unnamed processor";
    }
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unnamed processor");
    } catch (IOException unreadable) {
      return "unnamed processor";
    }
  }

  private static String benchmarkClass(JsonNode run) {
    String benchmark = run.path("benchmark").asText();
    String owner = benchmark.substring(0, Math.max(0, benchmark.lastIndexOf('.')));
    return owner.substring(owner.lastIndexOf('.') + 1);
  }

  /** {@code ScorePathBenchmark} gives {@code score-path.md}. */
  private static String fileName(String benchmarkClass) {
    String subject =
        benchmarkClass.endsWith(BENCHMARK)
            ? benchmarkClass.substring(0, benchmarkClass.length() - BENCHMARK.length())
            : benchmarkClass;
    return subject.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".md";
  }

  /**
   * Writes the pages of one run.
   *
   * @param arguments JMH's JSON file, the folder to write to, the commit
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      throw new IllegalArgumentException(
          "expected 3 arguments, got " + arguments.length + ": RESULTS.json FOLDER COMMIT");
    }
    read(Path.of(arguments[0])).write(Path.of(arguments[1]), arguments[2]);
  }
}
