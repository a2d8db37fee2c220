package dev.qoe.sim.queue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The rows of the file of closed forms. */
final class Vectors {

  private Vectors() {}

  static List<Row> rows() {
    try (InputStream file = Vectors.class.getResourceAsStream("queueing_analytic.csv");
        CsvReader<NamedCsvRecord> reader =
            CsvReader.builder().ofNamedCsvRecord(Objects.requireNonNull(file))) {
      return reader.stream().map(Row::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record Row(NamedCsvRecord cells) {

    String model() {
      return cells.getField("model");
    }

    double number(String column) {
      return Double.parseDouble(cells.getField(column));
    }

    int whole(String column) {
      return Integer.parseInt(cells.getField(column));
    }

    Stream<String> filled(String... columns) {
      return Stream.of(columns).filter(column -> !cells.getField(column).isEmpty());
    }

    TimeDistribution service() {
      double mean = 1 / number("mu");
      return switch (cells.getField("service")) {
        case "deterministic" -> TimeDistribution.constant(mean);
        case "erlang2" -> TimeDistribution.erlang(mean, 2);
        case "hyperexp cv2=4" -> TimeDistribution.hyperexponential(mean, 4);
        case "lognormal cv2=2" -> TimeDistribution.logNormal(mean, 2);
        case "uniform(0,2)" -> TimeDistribution.uniform(0, 2 * mean);
        default -> TimeDistribution.exponential(mean);
      };
    }

    QueueModel queue() {
      double lambda = number("lambda");
      TimeDistribution gaps =
          model().startsWith("D/")
              ? TimeDistribution.constant(1 / lambda)
              : TimeDistribution.exponential(1 / lambda);
      int capacity = cells.getField("K").isEmpty() ? Resource.UNLIMITED : whole("K");
      return new QueueModel(gaps, service(), whole("c"), capacity);
    }

    @Override
    public String toString() {
      return "%s %s, load %s, c %s, K %s"
          .formatted(
              model(),
              cells.getField("service"),
              cells.getField("rho"),
              cells.getField("c"),
              cells.getField("K"));
    }
  }
}
