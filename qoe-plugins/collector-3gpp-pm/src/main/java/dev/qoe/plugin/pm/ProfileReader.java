package dev.qoe.plugin.pm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads profiles: JSON files that say what counters measure and what indicators are made of them.
 *
 * <p>All mistakes of a file are found at once. Confine to one thread.
 */
final class ProfileReader {

  /** The profiles that come with the plugin, by the names of their files. */
  static final List<String> BUILT_IN =
      List.of("3gpp-nr", "3gpp-lte", "3gpp-5gc", "ericsson-lte", "huawei-lte");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonParser.Feature.ALLOW_COMMENTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Set<String> TOP = Set.of("name", "source", "counters", "bins", "kpis");
  private static final Set<String> RULE =
      Set.of(
          "kpi",
          "unit",
          "value",
          "numerator",
          "denominator",
          "histogram",
          "objects",
          "groups",
          "source");

  private final String name;
  private final List<String> mistakes = new ArrayList<>();
  private final Map<String, Dimension> units = new TreeMap<>();
  private final Map<String, List<Double>> bins = new HashMap<>();

  private ProfileReader(String name) {
    this.name = name;
  }

  /**
   * Returns a profile.
   *
   * @param name one that comes with the plugin, or the path of a file
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it has mistakes; the message names all of them
   */
  static Profile read(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new ProfileReader(name).profile(JSON.readTree(in));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "profile '%s' is no JSON: %s at line %d"
              .formatted(name, e.getOriginalMessage(), e.getLocation().getLineNr()),
          e);
    }
  }

  private static InputStream open(String name) throws IOException {
    if (BUILT_IN.contains(name)) {
      InputStream in = ProfileReader.class.getResourceAsStream(name + ".json");
      if (in == null) {
        throw new IOException("profile '%s' is not in the plugin".formatted(name));
      }
      return in;
    }
    try {
      return Files.newInputStream(Path.of(name));
    } catch (InvalidPathException | IOException e) {
      throw new IOException(
          "profile '%s' is neither a file that can be read nor one of %s: %s"
              .formatted(name, BUILT_IN, e),
          e);
    }
  }

  private Profile profile(JsonNode root) {
    known(root, TOP, "the profile");
    root.path("counters")
        .properties()
        .forEach(entry -> units.put(entry.getKey(), Dimension.of(entry.getValue().asText())));
    root.path("bins").properties().forEach(entry -> bins.put(entry.getKey(), bounds(entry)));
    List<KpiRule> rules = new ArrayList<>();
    int i = 0;
    for (JsonNode rule : root.path("kpis")) {
      String where = "kpis[%d] %s".formatted(i++, rule.path("kpi").asText());
      try {
        known(rule, RULE, where);
        rules.add(rule(rule));
      } catch (IllegalArgumentException e) {
        mistakes.add(where + ": " + e.getMessage());
      }
    }
    if (rules.isEmpty() && mistakes.isEmpty()) {
      mistakes.add("'kpis' is missing: a list of what is made of counters");
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(
          "profile '%s': %s".formatted(name, String.join("; ", mistakes)));
    }
    return new Profile(name, rules, bins);
  }

  private void known(JsonNode node, Set<String> known, String where) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                mistakes.add(
                    "%s has no '%s'; known are %s"
                        .formatted(where, field, known.stream().sorted().toList()));
              }
            });
  }

  private List<Double> bounds(Map.Entry<String, JsonNode> entry) {
    List<Double> bounds = new ArrayList<>();
    entry.getValue().forEach(bound -> bounds.add(bound.asDouble(Double.NaN)));
    boolean ascend = bounds.size() > 1;
    for (int i = 1; i < bounds.size(); i++) {
      ascend &= bounds.get(i - 1) < bounds.get(i);
    }
    if (!ascend) {
      mistakes.add("bins of '%s' must ascend: %s".formatted(entry.getKey(), entry.getValue()));
    }
    return bounds;
  }

  private KpiRule rule(JsonNode node) {
    Kpi kpi = Kpi.of(node.path("kpi").asText());
    Set<CounterRef> counters = new LinkedHashSet<>();
    KpiRule.Result result = result(node, counters);
    return new KpiRule(
        kpi,
        texts(node.path("objects")),
        texts(node.path("groups")),
        result,
        List.copyOf(counters));
  }

  private static Set<String> texts(JsonNode node) {
    Set<String> texts = new HashSet<>();
    node.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private KpiRule.Result result(JsonNode node, Set<CounterRef> counters) {
    if (node.has("histogram")) {
      CounterRef counter = CounterRef.of(node.path("histogram").asText(), CounterRef.Take.VALUE);
      counters.add(counter);
      return new KpiRule.Histogram(counter, binsOf(counter));
    }
    if (node.has("numerator") || node.has("denominator")) {
      Formula numerator = formula(node.path("numerator").asText());
      Formula denominator = formula(node.path("denominator").asText());
      if (!numerator.powers().equals(denominator.powers())) {
        throw new IllegalArgumentException(
            "a share must be of the same: its numerator measures %s, its denominator %s"
                .formatted(
                    new Dimension(1, numerator.powers()), new Dimension(1, denominator.powers())));
      }
      numerator.counters(counters::add);
      denominator.counters(counters::add);
      return new KpiRule.Ratio(numerator, denominator);
    }
    if (!node.has("value") || !node.has("unit")) {
      throw new IllegalArgumentException(
          "it must have 'value' and 'unit', or 'numerator' and 'denominator', or 'histogram'");
    }
    Formula formula = formula(node.path("value").asText());
    String unit = node.path("unit").asText();
    Dimension dimension = Dimension.of(unit);
    if (!dimension.powers().equals(formula.powers())) {
      throw new IllegalArgumentException(
          "unit '%s' measures %s, but '%s' measures %s"
              .formatted(
                  unit,
                  dimension,
                  node.path("value").asText(),
                  new Dimension(1, formula.powers())));
    }
    formula.counters(counters::add);
    return new KpiRule.Value(formula, Unit.of(unit), dimension.factor());
  }

  private Formula formula(String text) {
    return FormulaParser.parse(
        text,
        counter -> {
          if (counter.take() == CounterRef.Take.MEAN) {
            binsOf(counter);
          }
          Dimension unit = units.get(counter.name());
          if (unit == null) {
            throw new IllegalArgumentException(
                "counter '%s' has no unit: name it in 'counters'".formatted(counter.name()));
          }
          return unit;
        });
  }

  private List<Double> binsOf(CounterRef counter) {
    List<Double> bounds = bins.get(counter.name());
    if (bounds == null) {
      throw new IllegalArgumentException(
          "counter '%s' has no bins: name their bounds in 'bins'".formatted(counter.name()));
    }
    return bounds;
  }
}
