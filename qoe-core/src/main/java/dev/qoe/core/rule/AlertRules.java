package dev.qoe.core.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.kpi.KpiCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
   *     that is not there
   */
  public AlertRules {
    rules = List.copyOf(rules);
    List<String> problems = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (AlertRule rule : rules) {
      if (!ids.add(rule.id())) {
        problems.add("rule '%s' is there twice".formatted(rule.id()));
      }
    }
    for (AlertRule rule : rules) {
      for (String other : rule.suppressedBy()) {
        if (!ids.contains(other)) {
          problems.add(
              "rule '%s' is suppressed by '%s', which is not there".formatted(rule.id(), other));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException("alert rules", problems);
    }
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
