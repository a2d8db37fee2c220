package dev.qoe.core.service.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.core.service.json.InvalidInputException;
import dev.qoe.core.service.json.JsonFields;
import dev.qoe.core.service.json.JsonModel;
import dev.qoe.core.service.json.JsonServiceModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The models of this package over JSON objects.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class BenchmarkJsonModels {

  private static final String DEFAULT_PROFILE = "nps-v1-like";

  private BenchmarkJsonModels() {}

  /** Returns {@code benchmark-score}. */
  public static List<JsonModel> all() {
    return List.of(benchmarkScore());
  }

  private static JsonModel benchmarkScore() {
    Map<String, BenchmarkModel> models =
        BenchmarkProfile.builtInNames().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    name -> name, name -> BenchmarkModel.of(BenchmarkProfile.builtIn(name))));
    return JsonServiceModel.of(
        "benchmark-score",
        "benchmark points of a network from the KPIs of a drive test",
        help(models),
        fields -> question(models, fields),
        question -> question.model().score(question.input()),
        (result, out) ->
            out.put("points", result.points())
                .put("maximum_points", result.maximumPoints())
                .put("completeness", result.completeness()));
  }

  private static Question question(Map<String, BenchmarkModel> models, JsonFields fields) {
    String profile = fields.text("profile", DEFAULT_PROFILE);
    BenchmarkModel model = models.get(profile);
    if (model == null) {
      throw new InvalidInputException(
          "field 'profile' must be one of %s: '%s'"
              .formatted(BenchmarkProfile.builtInNames(), profile));
    }
    JsonNode kpis = fields.find("kpis");
    if (kpis == null) {
      throw new InvalidInputException("field 'kpis' is missing");
    }
    if (!kpis.isObject()) {
      throw new InvalidInputException("field 'kpis' must be an object of numbers: " + kpis);
    }
    Map<String, Double> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : kpis.properties()) {
      if (!each.getValue().isNumber()) {
        throw new InvalidInputException(
            "KPI '%s' must be a number: %s".formatted(each.getKey(), each.getValue()));
      }
      values.put(each.getKey(), each.getValue().doubleValue());
    }
    return new Question(model, BenchmarkInput.of(values));
  }

  private static String help(Map<String, BenchmarkModel> models) {
    StringBuilder help = new StringBuilder();
    help.append(
        """
        reads
          profile        a built-in profile; default nps-v1-like
          kpis           object of numbers by KPI, at least one; missing ones leave their weight to others
        writes
          points         0 to maximum_points
          completeness   share of the profile's weight that was given, 0..1
          mos, terms, explanation
        """);
    for (String name : BenchmarkProfile.builtInNames()) {
      help.append("KPIs of ").append(name).append('\n');
      models.values().stream()
          .map(BenchmarkModel::profile)
          .filter(profile -> profile.name().equals(name))
          .flatMap(profile -> profile.kpis().stream())
          .forEach(
              kpi ->
                  help.append(
                      "  %s, %s: 0 points at %s, all at %s%n"
                          .formatted(kpi.code(), kpi.unit(), kpi.bad(), kpi.good())));
    }
    return help.toString();
  }

  /** A profile's model and what it is asked. */
  private record Question(BenchmarkModel model, BenchmarkInput input) {}
}
