package dev.qoe.examples.producer;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.json.QoeJson;
import dev.qoe.sim.telemetry.Fleet;
import dev.qoe.sim.telemetry.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** Sources of measurements: signals, fleets of fake devices, and files. */
public final class Sources {

  private Sources() {}

  /**
   * Returns the measurements of signals: at each time one of each.
   *
   * @param signals the signals by the elements that they are told of
   * @param kpi which indicator they are
   * @param unit the unit of their values
   * @param start when it begins; time 0 of the signals
   * @param every from one time to the next
   * @param times how many times there are, {@code >= 0}
   */
  public static MeasurementSource signals(
      Map<ElementPath, ? extends Signal> signals,
      Kpi kpi,
      Unit unit,
      Instant start,
      Duration every,
      long times) {
    return rounds(
        times,
        (round, out) -> {
          Duration passed = every.multipliedBy(round);
          Instant time = start.plus(passed);
          signals.forEach(
              (element, signal) -> {
                double value = signal.at(passed.toNanos() / 1e9);
                out.accept(Measurement.of(element, kpi, time, value).in(unit));
              });
        });
  }

  /**
   * Returns what a fleet of fake devices reports, faults and all.
   *
   * @param reports how many times they report, {@code >= 0}
   */
  public static MeasurementSource fleet(Fleet fleet, long reports) {
    return rounds(reports, (round, out) -> fleet.report(out, fault -> {}));
  }

  /**
   * Returns the measurements of lines as {@code qoe collect} and {@code qoe simulate} print them;
   * blank lines and events are passed over.
   */
  public static MeasurementSource lines(BufferedReader lines) {
    long[] number = {0};
    return () -> {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number[0]++;
        if (!line.isBlank() && !isEvent(line, number[0])) {
          return Optional.of(measurement(line, number[0]));
        }
      }
      return Optional.empty();
    };
  }

  private static boolean isEvent(String line, long number) throws IOException {
    try {
      return QoeJson.mapper().readTree(line).has("event");
    } catch (JsonProcessingException e) {
      throw new IOException("line %d is no JSON: %s".formatted(number, e.getOriginalMessage()), e);
    }
  }

  private static Measurement measurement(String line, long number) throws IOException {
    try {
      return QoeJson.read(line, Measurement.class);
    } catch (IllegalArgumentException e) {
      throw new IOException("line %d is no measurement: %s".formatted(number, e.getMessage()), e);
    }
  }

  /** Returns the measurements of a source, each once it is due. */
  public static MeasurementSource live(MeasurementSource source, InstantSource clock) {
    return live(source, clock, Producer.SLEEP);
  }

  static MeasurementSource live(
      MeasurementSource source, InstantSource clock, Producer.Pause wait) {
    return () -> {
      Optional<Measurement> next = source.next();
      if (next.isPresent()) {
        Duration early = Duration.between(clock.instant(), next.get().ingestTime());
        if (early.compareTo(Duration.ZERO) > 0) {
          wait.take(early);
        }
      }
      return next;
    };
  }

  /** Makes the measurements of one time. */
  @FunctionalInterface
  private interface Round {
    void report(long round, Consumer<Measurement> out);
  }

  private static MeasurementSource rounds(long count, Round round) {
    Queue<Measurement> made = new ArrayDeque<>();
    long[] done = {0};
    return () -> {
      while (made.isEmpty() && done[0] < count) {
        round.report(done[0]++, made::add);
      }
      return Optional.ofNullable(made.poll());
    };
  }
}
