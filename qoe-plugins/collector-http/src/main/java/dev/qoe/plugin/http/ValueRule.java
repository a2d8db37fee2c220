package dev.qoe.plugin.http;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which value is which indicator.
 *
 * @param path where the value is: a JSON pointer, a column, a metric, a signal
 * @param kpi the indicator
 * @param unit the unit of the value; the indicator's own if not told
 * @param factor by what the value is multiplied, finite and not 0
 * @param labels what labels must be, of a metric
 * @param counter whether it only grows, as a counter does
 */
record ValueRule(
    String path, Kpi kpi, Unit unit, double factor, Map<String, String> labels, boolean counter) {

  private static final Set<String> KNOWN =
      Set.of("path", "kpi", "unit", "factor", "labels", "counter");

  ValueRule {
    labels = Map.copyOf(labels);
  }

  /**
   * Returns the rules that a setting holds.
   *
   * @throws IllegalArgumentException if one is wrong; the message names the setting and all
   *     mistakes
   */
  static List<ValueRule> of(String setting, String owner, List<Map<String, Object>> trees) {
    Mistakes mistakes = new Mistakes();
    List<ValueRule> rules =
        trees.stream()
            .flatMap(
                tree ->
                    mistakes
                        .attempt(() -> of(tree), "setting '%s' of %s: ".formatted(setting, owner))
                        .stream())
            .toList();
    mistakes.raise();
    return rules;
  }

  private static ValueRule of(Map<String, Object> tree) {
    if (!KNOWN.containsAll(tree.keySet())) {
      throw new IllegalArgumentException(
          "a value has some of %s: %s".formatted(KNOWN.stream().sorted().toList(), tree));
    }
    if (!(tree.get("path") instanceof String path) || !(tree.get("kpi") instanceof String kpi)) {
      throw new IllegalArgumentException("a value must have 'path' and 'kpi': " + tree);
    }
    double factor = Double.parseDouble(String.valueOf(tree.getOrDefault("factor", "1")));
    if (!Double.isFinite(factor) || factor == 0) {
      throw new IllegalArgumentException("'factor' must be finite and not 0: " + tree);
    }
    boolean counter = String.valueOf(tree.getOrDefault("counter", "false")).equals("true");
    if (counter && factor < 0) {
      throw new IllegalArgumentException("'factor' of a counter must be above 0: " + tree);
    }
    Map<String, String> labels = new TreeMap<>();
    if (tree.get("labels") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> labels.put(String.valueOf(name), String.valueOf(value)));
    }
    Unit unit = tree.get("unit") instanceof String symbol ? Unit.of(symbol) : Unit.DECLARED;
    return new ValueRule(path, Kpi.of(kpi), unit, factor, labels, counter);
  }
}
