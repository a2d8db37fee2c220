package dev.qoe.examples.producer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Where points come from. */
public final class Points {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Points() {}

  /**
   * Returns the points of lines as {@code qoe collect} prints them; lines that are no measurement
   * are passed over.
   */
  public static Supplier<Optional<Point>> of(BufferedReader lines) {
    return () -> {
      try {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JsonNode node = line.isBlank() ? JSON.nullNode() : JSON.readTree(line);
          if (node.has("kpi")) {
            return Optional.of(
                new Point(
                    node.path("element").asText(),
                    node.path("kpi").asText(),
                    Instant.parse(node.path("time").asText()),
                    node.path("value").asDouble(),
                    node.path("unit").asText("")));
          }
        }
        return Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /**
   * Returns points at a fixed rate in event time.
   *
   * @param first the first point, whose value is replaced
   * @param every from one point to the next
   * @param count how many there are, {@code >= 0}
   * @param signal gives the values, one after the other
   */
  public static Supplier<Optional<Point>> of(
      Point first, Duration every, int count, Supplier<Double> signal) {
    int[] done = {0};
    return () -> {
      if (done[0] == count) {
        return Optional.empty();
      }
      Instant time = first.time().plus(every.multipliedBy(done[0]++));
      return Optional.of(new Point(first.element(), first.kpi(), time, signal.get(), first.unit()));
    };
  }
}
