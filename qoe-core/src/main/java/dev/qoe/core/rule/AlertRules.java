package dev.qoe.core.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.kpi.KpiCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The alert rules of an engine.
 *
 * <p>Immutable.
 *
 * @param rules the rules, in the order in which they are written
 * @since 0.1
 */
public record AlertRules(List<AlertRule> rules) {

  /**
   * Creates a set of rules; the list is copied.
   *
   * @throws ConfigurationException if two rules share an identity or one is suppressed by a rule
   *     that is not there, or by itself
   */
  public AlertRules {
    rules = List.copyOf(rules);
    Map<String, Set<String>> suppressors = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (AlertRule rule : rules) {
      if (suppressors.put(rule.id(), rule.suppressedBy()) != null) {
        problems.add("rule '%s' is there twice".formatted(rule.id()));
      }
    }
    problems.addAll(problemsOfSuppression(suppressors));
    if (!problems.isEmpty()) {
      throw new ConfigurationException("alert rules", problems);
    }
  }

  /**
   * Returns what is wrong with who suppresses whom.
   *
   * @param suppressors the rules by which each is suppressed
   */
  static List<String> problemsOfSuppression(Map<String, Set<String>> suppressors) {
    List<String> problems = new ArrayList<>();
    suppressors.forEach(
        (rule, others) -> {
          for (String other : others) {
            if (!suppressors.containsKey(other)) {
              problems.add(
                  "rule '%s' is suppressed by '%s', which is not there%s"
                      .formatted(rule, other, Nearest.hint(other, suppressors.keySet())));
            }
          }
          if (hides(rule, rule, suppressors, new HashSet<>())) {
            problems.add("rule '%s' is suppressed by itself, if by way of others".formatted(rule));
          }
        });
    return problems;
  }

  private static boolean hides(
      String hidden, String rule, Map<String, Set<String>> suppressors, Set<String> seen) {
    for (String other : suppressors.getOrDefault(rule, Set.of())) {
      if (other.equals(hidden) || (seen.add(other) && hides(hidden, other, suppressors, seen))) {
        return true;
      }
    }
    return false;
  }

  /** Returns no rules. */
  public static AlertRules none() {
    return new AlertRules(List.of());
  }

  /**
   * Returns the rules in a YAML or JSON file, checked against the standard catalogue.
   *
   * @throws IOException if the file cannot be read
   * @throws ConfigurationException if it breaks the rules; the message names all mistakes
   */
  public static AlertRules read(Path file) throws IOException {
    return read(file, KpiCatalog.standard());
  }

  /**
   * Returns the rules in a YAML or JSON file.
   *
   * @throws IOException if the file cannot be read
   * @throws ConfigurationException if it breaks the rules; the message names all mistakes
   */
  public static AlertRules read(Path file, KpiCatalog catalog) throws IOException {
    return parse(Files.readString(file), file.getFileName().toString(), catalog);
  }

  /**
   * Returns the rules in a YAML or JSON text.
   *
   * @param name what the text is called in messages
   * @throws ConfigurationException if it breaks the rules; the message names all mistakes
   */
  public static AlertRules parse(String text, String name, KpiCatalog catalog) {
    JsonNode root;
    try {
      root = new ObjectMapper(new YAMLFactory()).readTree(text);
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(
          name, List.of("not YAML or JSON: " + e.getOriginalMessage() + " " + place(e)));
    }
    return new RuleReader(catalog, name).read(root);
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : "(line %d, column %d)"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }
}
