package dev.qoe.core.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.api.alert.Cause;
import dev.qoe.api.alert.Severity;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.kpi.KpiCatalog;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reader of rule files: collects every mistake, each with its path in the file.
 *
 * <p>Confine to one thread.
 */
final class RuleReader {

  private static final Pattern QUANTITY =
      Pattern.compile("\\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*(\\S*)\\s*");
  private static final Set<String> RULE_FIELDS =
      Set.of(
          "id",
          "type",
          "severity",
          "on",
          "when",
          "for",
          "until",
          "clearFor",
          "noDataAfter",
          "message",
          "cause",
          "reductionKey",
          "evidence",
          "evidenceEvents",
          "suppressedBy");
  private static final Map<String, Condition.Comparison> COMPARISONS =
      Map.of(
          "above", Condition.Comparison.ABOVE,
          "atLeast", Condition.Comparison.AT_LEAST,
          "below", Condition.Comparison.BELOW,
          "atMost", Condition.Comparison.AT_MOST);
  private static final Set<String> THRESHOLD_FIELDS =
      Set.of("kpi", "over", "hysteresis", "above", "atLeast", "below", "atMost");

  private static final Condition STAND_IN =
      new Condition.Threshold(Kpi.UP, Condition.Comparison.BELOW, 1, 0, Duration.ZERO);

  private final Map<String, Set<String>> suppressors = new LinkedHashMap<>();
  private final KpiCatalog catalog;
  private final String file;
  private final List<String> problems = new ArrayList<>();

  RuleReader(KpiCatalog catalog, String file) {
    this.catalog = catalog;
    this.file = file;
  }

  AlertRules read(@Nullable JsonNode root) {
    List<AlertRule> rules = new ArrayList<>();
    JsonNode list = root == null ? null : root.get("rules");
    if (root == null || list == null || !list.isArray()) {
      problems.add("the field 'rules' must be a list of rules");
    } else {
      unknown(root, Set.of("rules"), "");
      for (int i = 0; i < list.size(); i++) {
        rule(list.get(i), "rules[" + i + "]").ifPresent(rules::add);
      }
    }
    problems.addAll(AlertRules.problemsOfSuppression(suppressors));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(file, problems.stream().distinct().toList());
    }
    return new AlertRules(rules);
  }

  private Optional<AlertRule> rule(JsonNode node, String at) {
    int before = problems.size();
    unknown(node, RULE_FIELDS, at);
    Optional<String> id = text(node, "id", at);
    if (!node.hasNonNull("id")) {
      problems.add(at + ".id is missing: every rule has a name of its own");
    }
    Optional<Condition> when = condition(node.path("when"), at + ".when");
    // What is broken so far is stood in for, so that the rest is checked all the same.
    AlertRule.Builder builder = AlertRule.builder(id.orElse(at), when.orElse(STAND_IN));
    fill(builder, node, at);
    builder.problems().forEach(problem -> problems.add(at + ": " + problem));
    id.ifPresent(
        name -> {
          if (suppressors.put(name, words(node, "suppressedBy", at)) != null) {
            problems.add("%s.id '%s' is there twice".formatted(at, name));
          }
        });
    return problems.size() == before ? Optional.of(builder.build()) : Optional.empty();
  }

  private void fill(AlertRule.Builder builder, JsonNode node, String at) {
    text(node, "type", at).ifPresent(builder::type);
    text(node, "severity", at).flatMap(word -> severity(word, at)).ifPresent(builder::severity);
    builder.on(selector(node.path("on"), at + ".on"));
    duration(node, "for", at).ifPresent(builder::sustained);
    duration(node, "clearFor", at).ifPresent(builder::clearFor);
    duration(node, "noDataAfter", at).ifPresent(builder::noDataAfter);
    if (node.has("until")) {
      condition(node.path("until"), at + ".until").ifPresent(builder::until);
    }
    text(node, "message", at).ifPresent(builder::message);
    text(node, "reductionKey", at).ifPresent(builder::reductionKey);
    if (node.has("cause")) {
      cause(node.path("cause"), at + ".cause").ifPresent(builder::cause);
    }
    List<Kpi> evidence = new ArrayList<>();
    for (String word : words(node, "evidence", at)) {
      definition(word, at + ".evidence").map(KpiDefinition::kpi).ifPresent(evidence::add);
    }
    builder.evidence(evidence);
    builder.evidenceEvents(words(node, "evidenceEvents", at));
    builder.suppressedBy(words(node, "suppressedBy", at));
  }

  private Optional<Cause> cause(JsonNode node, String at) {
    unknown(node, Set.of("code", "text"), at);
    Optional<String> code = text(node, "code", at);
    if (!node.hasNonNull("code")) {
      problems.add(at + ".code is missing");
    }
    Optional<String> text = text(node, "text", at);
    return code.map(word -> new Cause(word, text.orElse(word)));
  }

  private Optional<Condition> condition(JsonNode node, String at) {
    if (!node.isObject()) {
      problems.add(at + " must be a condition: kpi with a limit, or all, any or not");
      return Optional.empty();
    }
    if (node.has("all") || node.has("any")) {
      String word = node.has("all") ? "all" : "any";
      unknown(node, Set.of(word), at);
      List<Condition> parts = new ArrayList<>();
      JsonNode list = node.path(word);
      for (int i = 0; i < list.size(); i++) {
        condition(list.get(i), at + "." + word + "[" + i + "]").ifPresent(parts::add);
      }
      if (list.isEmpty()) {
        problems.add(at + "." + word + " must be a list of at least one condition");
      }
      if (parts.isEmpty() || parts.size() < list.size()) {
        return Optional.empty();
      }
      return Optional.of(word.equals("all") ? new Condition.All(parts) : new Condition.Any(parts));
    }
    if (node.has("not")) {
      unknown(node, Set.of("not"), at);
      return condition(node.path("not"), at + ".not").map(Condition.Not::new);
    }
    return threshold(node, at);
  }

  private Optional<Condition> threshold(JsonNode node, String at) {
    unknown(node, THRESHOLD_FIELDS, at);
    Optional<KpiDefinition> definition =
        text(node, "kpi", at).flatMap(code -> definition(code, at + ".kpi"));
    if (!node.has("kpi")) {
      problems.add(at + ".kpi is missing");
    }
    List<String> given = COMPARISONS.keySet().stream().filter(node::has).sorted().toList();
    if (given.size() != 1) {
      problems.add(
          "%s must have exactly one of above, atLeast, below, atMost: it has %s"
              .formatted(at, given));
    }
    if (definition.isEmpty() || given.size() != 1) {
      return Optional.empty();
    }
    Unit unit = definition.get().unit();
    String word = given.get(0);
    Optional<Double> limit = quantity(node.path(word), unit, at + "." + word);
    Optional<Double> slack =
        node.has("hysteresis")
            ? quantity(node.path("hysteresis"), unit, at + ".hysteresis")
            : Optional.of(0.0);
    Duration over = duration(node, "over", at).orElse(Duration.ZERO);
    if (slack.isPresent() && slack.get() < 0) {
      problems.add("%s.hysteresis must not be negative: %s".formatted(at, slack.get()));
      return Optional.empty();
    }
    return limit.flatMap(
        bound ->
            slack.map(
                give ->
                    new Condition.Threshold(
                        definition.get().kpi(),
                        Objects.requireNonNull(COMPARISONS.get(word)),
                        bound,
                        give,
                        over)));
  }

  private Optional<Double> quantity(JsonNode node, Unit unit, String at) {
    Matcher matcher = QUANTITY.matcher(node.asText(""));
    if (!(node.isTextual() || node.isNumber()) || !matcher.matches()) {
      problems.add("%s must be a finite number, with a unit if you like: %s".formatted(at, node));
      return Optional.empty();
    }
    try {
      double number = Double.parseDouble(matcher.group(1));
      String symbol = matcher.group(2);
      double value = symbol.isEmpty() ? number : Unit.of(symbol).convert(number, unit);
      if (!Double.isFinite(value)) {
        problems.add("%s must be a finite number: %s".formatted(at, node));
        return Optional.empty();
      }
      if (unit.equals(Unit.RATIO) && Math.abs(value) > 1) {
        problems.add(
            "%s is of a ratio and must be from 0 to 1: %s; write '%s %%' if it is percent"
                .formatted(at, node.asText(), matcher.group(1)));
        return Optional.empty();
      }
      return Optional.of(value);
    } catch (IllegalArgumentException e) {
      problems.add("%s: %s".formatted(at, e.getMessage()));
      return Optional.empty();
    }
  }

  private Selector selector(JsonNode node, String at) {
    if (node.isMissingNode()) {
      return Selector.ofType("*");
    }
    unknown(node, Set.of("type", "path"), at);
    return new Selector(text(node, "type", at).orElse("*"), text(node, "path", at).orElse("**"));
  }

  private Optional<KpiDefinition> definition(String code, String at) {
    Optional<KpiDefinition> found =
        catalog.definitions().stream().filter(d -> d.kpi().code().equals(code)).findFirst();
    if (found.isEmpty()) {
      List<String> codes = catalog.definitions().stream().map(d -> d.kpi().code()).toList();
      problems.add("%s: unknown KPI '%s'%s".formatted(at, code, Nearest.hint(code, codes)));
    }
    return found;
  }

  private Optional<Severity> severity(String word, String at) {
    try {
      Optional<Severity> severity = Severity.fromForeign(word);
      if (severity.isEmpty()) {
        problems.add(
            "%s.severity '%s' is informational: it would open no alert".formatted(at, word));
      }
      return severity;
    } catch (IllegalArgumentException e) {
      problems.add("%s.severity: %s".formatted(at, e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<Duration> duration(JsonNode node, String field, String at) {
    return text(node, field, at)
        .flatMap(
            text -> {
              try {
                Duration duration = Duration.parse(text);
                if (!duration.isNegative()) {
                  return Optional.of(duration);
                }
              } catch (DateTimeParseException e) { // told below
              }
              problems.add(
                  "%s.%s is not a duration of at least 0: '%s' (example: PT30S)"
                      .formatted(at, field, text));
              return Optional.empty();
            });
  }

  private Optional<String> text(JsonNode node, String field, String at) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.asText().isBlank()) {
      problems.add("%s.%s must be a text: %s".formatted(at, field, value));
      return Optional.empty();
    }
    return Optional.of(value.asText());
  }

  private Set<String> words(JsonNode node, String field, String at) {
    Set<String> words = new LinkedHashSet<>();
    JsonNode list = node.path(field);
    if (!list.isMissingNode() && !list.isArray()) {
      problems.add("%s.%s must be a list of texts: %s".formatted(at, field, list));
    }
    list.forEach(word -> words.add(word.asText()));
    return words;
  }

  private void unknown(JsonNode node, Set<String> known, String at) {
    for (String field : (Iterable<String>) node::fieldNames) {
      if (!known.contains(field)) {
        problems.add(
            "%s%s%s is not known%s"
                .formatted(at, at.isEmpty() ? "" : ".", field, Nearest.hint(field, known)));
      }
    }
  }
}
