package dev.qoe.sim.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.sim.random.RandomStreams;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The reader of signals in scenarios: makes recipes, so that a scenario can be run again.
 *
 * <p>Confine to one thread.
 */
final class SignalReader {

  private static final int DEEPEST = 32;

  private final ScenarioFields fields;
  private final RandomStreams streams;

  SignalReader(ScenarioFields fields, long seed) {
    this.fields = fields;
    streams = RandomStreams.of(seed);
  }

  /** Returns the recipe of a signal; of nothing in particular if there are mistakes. */
  Supplier<Signal> read(String at, JsonNode json) {
    return read(at, json, 0);
  }

  private Supplier<Signal> read(String at, JsonNode json, int depth) {
    if (depth > DEEPEST) {
      fields.mistake(at, "sums must not be nested more than %d times".formatted(DEEPEST));
      return () -> Signal.constant(0);
    }
    if (json.has("sum")) {
      fields.known(at, json, "sum", "scale", "offset", "min", "max");
      return shaped(at, json, sum(at + ".sum", json.path("sum"), depth));
    }
    if (json.has("constant")) {
      fields.known(at, json, "constant");
      double value = fields.number(at + ".constant", json.path("constant"), 0);
      return () -> Signal.constant(value);
    }
    return wave(at, json);
  }

  private Supplier<Signal> sum(String at, JsonNode parts, int depth) {
    if (!parts.isArray() || parts.isEmpty()) {
      fields.mistake(at, "must be an array of at least one signal: " + parts);
    }
    Supplier<Signal> sum = () -> Signal.constant(0);
    for (int i = 0; i < parts.size(); i++) {
      Supplier<Signal> before = sum;
      Supplier<Signal> part = read("%s[%d]".formatted(at, i), parts.get(i), depth + 1);
      sum = () -> before.get().plus(part.get());
    }
    return sum;
  }

  private Supplier<Signal> wave(String at, JsonNode json) {
    if (!fields.known(
        at,
        json,
        "waveform",
        "amplitude",
        "frequency_hz",
        "decay_per_s",
        "samples_per_s",
        "seed",
        "scale",
        "offset",
        "min",
        "max")) {
      return () -> Signal.constant(0);
    }
    Waveform waveform =
        fields.required(
            at + ".waveform",
            json.path("waveform"),
            "a waveform such as \"sine\"",
            SignalReader::waveform,
            Waveform.SINE);
    SignalSettings usual = waveform.settings();
    double amplitude = number(at, json, "amplitude", usual.amplitude());
    double hertz = number(at, json, "frequency_hz", usual.frequencyHertz());
    double decay = number(at, json, "decay_per_s", usual.decayPerSecond());
    double pace = number(at, json, "samples_per_s", usual.samplesPerSecond());
    // A stream of its own for each place, so that parts of a sum do not draw the same numbers.
    long seed = fields.whole(at + ".seed", json.path("seed"), streams.stream(at).nextLong());
    SignalSettings settings =
        fields.made(at, () -> new SignalSettings(waveform, amplitude, hertz, decay, pace, seed));
    return shaped(at, json, () -> SignalGenerator.of(settings == null ? usual : settings));
  }

  private Supplier<Signal> shaped(String at, JsonNode json, Supplier<Signal> plain) {
    double scale = number(at, json, "scale", 1);
    double offset = number(at, json, "offset", 0);
    double min = number(at, json, "min", Double.NEGATIVE_INFINITY);
    double max = number(at, json, "max", Double.POSITIVE_INFINITY);
    fields.made(at, () -> Signal.constant(0).clamped(min, max));
    return () -> plain.get().scaled(scale).offset(offset).clamped(min, max);
  }

  private double number(String at, JsonNode json, String field, double otherwise) {
    return fields.number(at + "." + field, json.path(field), otherwise);
  }

  private static Waveform waveform(String label) {
    return Arrays.stream(Waveform.values())
        .filter(waveform -> label(waveform).equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown waveform '%s'; known are %s"
                        .formatted(
                            label,
                            Arrays.stream(Waveform.values())
                                .map(SignalReader::label)
                                .collect(Collectors.joining(", ")))));
  }

  private static String label(Waveform waveform) {
    return waveform.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
