package dev.qoe.sim.sensitivity;

import com.fasterxml.jackson.core.io.NumberOutput;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.plot.Chart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** What both methods do with outputs and indices. */
final class Outputs {

  private Outputs() {}

  /** Returns the mean of a measure over its replications, for each point. */
  static double[] means(ExperimentResult result, String measure) {
    return IntStream.range(0, result.points().size())
        .mapToDouble(point -> result.interval(point, measure).mean())
        .toArray();
  }

  static void check(int rows, double[] outputs) {
    if (rows != outputs.length) {
      throw new IllegalArgumentException(
          "there must be an output for each row: %d rows, %d outputs"
              .formatted(rows, outputs.length));
    }
    for (int i = 0; i < rows; i++) {
      if (!Double.isFinite(outputs[i])) {
        throw new IllegalArgumentException(
            "outputs must be finite: row %d gave %s".formatted(i, outputs[i]));
      }
    }
  }

  /** Returns the shortest decimal that reads back as the same number, on any JDK. */
  static String shortest(double value) {
    return NumberOutput.toString(value, true);
  }

  static void write(Path file, List<List<String>> rows) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      rows.forEach(csv::writeRecord);
    }
  }

  static Chart whiskers(Chart chart, String label, List<Estimate> estimates) {
    return chart.whiskers(
        label,
        IntStream.range(0, estimates.size()).asDoubleStream().toArray(),
        estimates.stream().mapToDouble(Estimate::value).toArray(),
        estimates.stream().mapToDouble(Estimate::lower).toArray(),
        estimates.stream().mapToDouble(Estimate::upper).toArray());
  }
}
