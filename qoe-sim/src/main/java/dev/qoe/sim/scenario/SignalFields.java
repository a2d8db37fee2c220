package dev.qoe.sim.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.sim.random.RandomStreams;
import dev.qoe.sim.telemetry.Signal;
import dev.qoe.sim.telemetry.SignalGenerator;
import dev.qoe.sim.telemetry.SignalSettings;
import dev.qoe.sim.telemetry.Waveform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The reader of signals: a waveform with its settings, a sum of signals, or a constant; scaled,
 * raised and held within bounds, in that order.
 *
 * <p>What it gives are recipes, so that a scenario can run again. Each waveform draws from a stream
 * named after its place in the file, so that parts of a sum do not draw the same numbers.
 */
final class SignalFields {

  private static final Map<String, Waveform> WAVEFORMS =
      Arrays.stream(Waveform.values())
          .collect(
              Collectors.toMap(
                  Waveform::label, Function.identity(), (a, b) -> a, LinkedHashMap::new));
  private static final double MAX = Double.MAX_VALUE;

  private SignalFields() {}

  /** A signal that is made anew for each run. */
  interface Recipe extends Function<RandomStreams, Signal> {}

  static Recipe read(ScenarioFields fields) {
    if (fields.has("constant")) {
      double value = fields.number("constant", -MAX, MAX);
      return streams -> Signal.constant(value);
    }
    Recipe plain = fields.has("sum") ? sum(fields) : wave(fields);
    double scale = fields.number("scale", -MAX, MAX, 1);
    double offset = fields.number("offset", -MAX, MAX, 0);
    double min = fields.number("min", -MAX, MAX, -MAX);
    double max = fields.number("max", -MAX, MAX, MAX);
    if (min > max) {
      fields.mistake("min", "must not be larger than max, %s: %s".formatted(max, min));
    }
    return streams -> plain.apply(streams).scaled(scale).offset(offset).clamped(min, max);
  }

  private static Recipe sum(ScenarioFields fields) {
    List<Recipe> parts = new ArrayList<>();
    for (ScenarioFields part : fields.objects("sum")) {
      parts.add(read(part));
    }
    return streams -> {
      Signal sum = Signal.constant(0);
      for (Recipe part : parts) {
        sum = sum.plus(part.apply(streams));
      }
      return sum;
    };
  }

  private static Recipe wave(ScenarioFields fields) {
    String label = fields.oneOf("waveform", WAVEFORMS.keySet());
    SignalSettings usual = WAVEFORMS.getOrDefault(label, Waveform.SINE).settings();
    double amplitude = fields.number("amplitude", 0, 1e12, usual.amplitude());
    double hertz = fields.number("frequency_hz", 0, 1e6, usual.frequencyHertz());
    double decay = fields.number("decay_per_s", 0, 1e6, usual.decayPerSecond());
    double pace = fields.number("samples_per_s", 1e-6, 1e6, usual.samplesPerSecond());
    OptionalLong seed = seed(fields);
    String place = fields.at("waveform");
    return streams ->
        SignalGenerator.of(
            new SignalSettings(
                usual.waveform(),
                amplitude,
                hertz,
                decay,
                pace,
                seed.orElseGet(() -> streams.stream(place).nextLong())));
  }

  private static OptionalLong seed(ScenarioFields fields) {
    JsonNode given = fields.json("seed");
    return given.isMissingNode()
        ? OptionalLong.empty()
        : OptionalLong.of(fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE));
  }
}
