package dev.qoe.sim.sensitivity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Published designs and indices. */
final class Vectors {

  private Vectors() {}

  /** Indices of a parameter, or of a pair as {@code x1,x2} in {@code first}. */
  record Sobol(String name, double first, double total, double firstHalfWidth) {}

  static List<String> lines(String name) throws IOException {
    String shared = System.getProperty("qoe.shared", "");
    Assumptions.assumeTrue(!shared.isEmpty(), "qoe.shared is not set");
    return Files.readAllLines(Path.of(shared, "vectors", "sim", name)).stream().skip(1).toList();
  }

  /** Returns the columns after the first. */
  static List<double[]> rows(String name) throws IOException {
    return lines(name).stream()
        .map(
            line ->
                Arrays.stream(line.split(",")).skip(1).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  static double[][] points(List<double[]> rows) {
    return rows.stream().map(row -> Arrays.copyOf(row, row.length - 1)).toArray(double[][]::new);
  }

  static double[] outputs(List<double[]> rows) {
    return rows.stream().mapToDouble(row -> row[row.length - 1]).toArray();
  }

  static List<Sobol> sobol(int n, boolean secondOrder) throws IOException {
    String start =
        "ishigami,salib.saltelli(skip=default),%d,%s,".formatted(n, secondOrder ? "True" : "False");
    return lines("sobol_indices.csv").stream()
        .filter(line -> line.startsWith(start))
        .map(line -> sobol(line.substring(start.length())))
        .toList();
  }

  private static Sobol sobol(String rest) {
    boolean pair = rest.startsWith("\"");
    String name = pair ? rest.substring(1, rest.indexOf('"', 1)) : rest.substring(0, 2);
    String[] cells = rest.substring(pair ? name.length() + 3 : name.length() + 1).split(",", -1);
    return new Sobol(
        name,
        Double.parseDouble(cells[1]),
        pair ? Double.NaN : Double.parseDouble(cells[2]),
        Double.parseDouble(cells[3]));
  }
}
