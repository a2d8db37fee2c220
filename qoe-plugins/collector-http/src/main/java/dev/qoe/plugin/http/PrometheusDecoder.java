package dev.qoe.plugin.http;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds measurements in the text format of Prometheus (version 0.0.4) and OpenMetrics: a metric
 * with labels, a value and a time on each line.
 *
 * <p>Which metric is which indicator, rules say: by name and by labels. {@code NaN} is no value. A
 * time counts milliseconds, with a point in it seconds. Immutable.
 */
final class PrometheusDecoder implements Decoder {

  private final ElementTemplate element;
  private final Map<String, List<ValueRule>> rules = new HashMap<>();

  PrometheusDecoder(JsonDecoder.Paths paths) {
    this.element = paths.element();
    for (ValueRule rule : paths.values()) {
      rules.merge(
          rule.path(),
          List.of(rule),
          (some, more) -> java.util.stream.Stream.concat(some.stream(), more.stream()).toList());
    }
  }

  @Override
  public int decode(String text, Origin origin, Sink to) throws PluginException {
    int number = 0;
    int samples = 0;
    int bad = 0;
    String first = "";
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.charAt(0) == '#') {
        continue;
      }
      String place = origin.name() + ":" + number;
      try {
        Sample sample = new SampleParser(stripped).sample();
        samples++;
        sample(sample, place, origin, to);
      } catch (IllegalArgumentException e) {
        bad++;
        first = first.isEmpty() ? "%s: %s".formatted(place, e.getMessage()) : first;
        to.reject("bad-sample", place, String.valueOf(e.getMessage()));
        if (bad == JsonDecoder.HOPELESS && samples == 0) {
          break;
        }
      }
    }
    if (samples == 0) {
      throw new PluginException(
          ErrorKind.MALFORMED,
          "%s: none of its first %d lines is a sample of Prometheus%s"
              .formatted(origin.name(), number, bad == 0 ? "" : "; " + first));
    }
    return samples;
  }

  private void sample(Sample sample, String place, Origin origin, Sink to) {
    for (ValueRule rule : rules.getOrDefault(sample.metric(), List.of())) {
      boolean meant =
          rule.labels().entrySet().stream()
              .allMatch(label -> label.getValue().equals(sample.labels().get(label.getKey())));
      if (!meant || Double.isNaN(sample.value())) {
        continue;
      }
      Optional<ElementPath> path =
          element.path(origin.root(), word -> Optional.ofNullable(sample.labels().get(word)));
      if (path.isEmpty()) {
        to.reject(
            "no-name",
            place,
            "a label that names the element is not there: " + OwnForms.shown(sample));
        continue;
      }
      Instant time = sample.time().orElse(origin.now());
      Emission.value(path.get(), rule, time, sample.value(), place, origin, to);
    }
  }

  /** A line. */
  record Sample(String metric, Map<String, String> labels, double value, Optional<Instant> time) {}

  /** Reads a line. Confine to one thread. */
  static final class SampleParser {

    private final String line;
    private int at;

    SampleParser(String line) {
      this.line = line;
    }

    /**
     * Returns the sample on the line.
     *
     * @throws IllegalArgumentException if it is none
     */
    Sample sample() {
      String metric = name(true);
      Map<String, String> labels = new HashMap<>();
      blanks();
      if (peek() == '{') {
        at++;
        labels(labels);
      }
      blanks();
      double value = value(word());
      blanks();
      String time = at < line.length() && peek() != '#' ? word() : "";
      return new Sample(metric, labels, value, time.isEmpty() ? Optional.empty() : time(time));
    }

    private void labels(Map<String, String> labels) {
      for (blanks(); peek() != '}'; blanks()) {
        String label = name(false);
        blanks();
        expect('=');
        blanks();
        expect('"');
        if (labels.put(label, quoted()) != null) {
          throw wrong("each label once");
        }
        blanks();
        if (peek() == ',') {
          at++;
        } else if (peek() != '}') {
          throw wrong("',' or '}'");
        }
      }
      at++;
    }

    private String name(boolean metric) {
      int from = at;
      while (at < line.length() && inName(line.charAt(at), metric)) {
        at++;
      }
      if (from == at || Character.isDigit(line.charAt(from))) {
        at = from;
        throw wrong(metric ? "the name of a metric" : "the name of a label");
      }
      return line.substring(from, at);
    }

    private static boolean inName(char c, boolean metric) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || c == '_'
          || (metric && c == ':');
    }

    private String quoted() {
      StringBuilder text = new StringBuilder();
      while (at < line.length() && line.charAt(at) != '"') {
        char c = line.charAt(at++);
        if (c == '\\' && at < line.length()) {
          char escaped = line.charAt(at++);
          text.append(escaped == 'n' ? '\n' : escaped);
        } else {
          text.append(c);
        }
      }
      expect('"');
      return text.toString();
    }

    private String word() {
      int from = at;
      while (at < line.length() && line.charAt(at) > ' ') {
        at++;
      }
      if (from == at) {
        throw wrong("a value");
      }
      return line.substring(from, at);
    }

    private double value(String word) {
      return switch (word) {
        case "NaN" -> Double.NaN;
        case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> {
          try {
            yield CsvDecoder.number(word);
          } catch (NumberFormatException e) {
            throw wrong("a number before");
          }
        }
      };
    }

    private Optional<Instant> time(String word) {
      try {
        double number = CsvDecoder.number(word);
        double millis = word.indexOf('.') >= 0 ? number * 1e3 : number;
        if (Math.abs(millis) < 1e15) {
          return Optional.of(Instant.ofEpochMilli(Math.round(millis)));
        }
      } catch (NumberFormatException e) {
        throw wrong("a time before");
      }
      throw wrong("a time before");
    }

    private void blanks() {
      while (at < line.length() && line.charAt(at) <= ' ') {
        at++;
      }
    }

    private char peek() {
      return at < line.length() ? line.charAt(at) : 0;
    }

    private void expect(char c) {
      if (peek() != c) {
        throw wrong("'" + c + "'");
      }
      at++;
    }

    private IllegalArgumentException wrong(String wanted) {
      return new IllegalArgumentException(
          "a sample must have %s at character %d: %s"
              .formatted(wanted, at + 1, OwnForms.shown(line)));
    }
  }
}
