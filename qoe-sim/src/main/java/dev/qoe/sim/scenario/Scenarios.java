package dev.qoe.sim.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.config.Nearest;
import dev.qoe.sim.queue.QueueScenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of scenario that are known, and the reader of their files.
 *
 * <pre>{@code
 * Scenarios.standard().read(Path.of("voice.json")).run(ScenarioRun.to(System.out::println));
 * }</pre>
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Scenarios {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private final Map<String, ScenarioType> types;

  private Scenarios(Map<String, ScenarioType> types) {
    this.types = Collections.unmodifiableMap(types);
  }

  /** Returns all kinds that this library has. */
  public static Scenarios standard() {
    return of(
        List.of(
            new AbrType(),
            new ExperimentType(),
            new SensitivityType(),
            QueueScenario.type(),
            new WhatIfType(),
            new TelemetryType()));
  }

  /** Returns only the kinds given. */
  static Scenarios of(List<ScenarioType> types) {
    Scenarios all = new Scenarios(new TreeMap<>());
    for (ScenarioType type : types) {
      all = all.with(type);
    }
    return all;
  }

  /**
   * Returns these kinds and one more.
   *
   * @throws IllegalArgumentException if there is one of that name already
   */
  public Scenarios with(ScenarioType type) {
    Map<String, ScenarioType> more = new TreeMap<>(types);
    if (more.putIfAbsent(type.name(), type) != null) {
      throw new IllegalArgumentException(
          "scenario type '%s' is there already; give yours another name".formatted(type.name()));
    }
    return new Scenarios(more);
  }

  /** Returns the kinds in the order of their names. */
  public Collection<ScenarioType> types() {
    return types.values();
  }

  /**
   * Reads a scenario and whatever files it names.
   *
   * @throws IOException if the scenario's file cannot be read or is not JSON
   * @throws IllegalArgumentException if anything in it is wrong; the message lists all mistakes, a
   *     line each, with their JSON path
   */
  public Scenario read(Path file) throws IOException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return read(JSON.readTree(file.toFile()), folder == null ? Path.of("") : folder);
  }

  /**
   * Returns the scenario that a JSON value describes.
   *
   * @param folder where relative paths begin
   * @throws IllegalArgumentException if anything in it is wrong; the message lists all mistakes, a
   *     line each, with their JSON path
   */
  public Scenario read(JsonNode scenario, Path folder) {
    if (!(scenario instanceof ObjectNode root)) {
      throw new IllegalArgumentException("scenario must be a JSON object with a field 'type'");
    }
    ObjectNode rest = root.deepCopy();
    ScenarioFields fields = ScenarioFields.of(rest, folder);
    ScenarioType type = type(rest.remove("type"));
    Scenario read = type.read(fields);
    fields.check();
    return read;
  }

  private ScenarioType type(@Nullable JsonNode name) {
    ScenarioType type = name == null ? null : types.get(name.asText());
    if (type == null) {
      throw new IllegalArgumentException(
          "field 'type' must name a kind of scenario: %s%s; known are %s"
              .formatted(
                  name == null ? "it is missing" : name,
                  name == null ? "" : Nearest.hint(name.asText(), types.keySet()),
                  String.join(", ", types.keySet())));
    }
    return type;
  }
}
