package dev.qoe.core.alert;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Event;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRule;
import dev.qoe.core.rule.AlertRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rules at work on some elements: which of them watch which, and what they have to say about
 * alerts.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public final class Alerting {

  private final Consumer<Step> out;
  private final Map<ElementPath, Map<String, RuleInstance>> instances = new LinkedHashMap<>();
  private AlertRules rules;
  private KpiCatalog catalog;

  private Alerting(AlertRules rules, KpiCatalog catalog, Consumer<Step> out) {
    this.rules = rules;
    this.catalog = catalog;
    this.out = out;
  }

  /** Returns rules at work; {@code out} is told what they have to say. */
  public static Alerting of(AlertRules rules, KpiCatalog catalog, Consumer<Step> out) {
    return new Alerting(rules, catalog, out);
  }

  /** Returns where the rules on {@code element} want the values of {@code kpi}. */
  public List<RuleInput> watching(NetworkElement element, Kpi kpi) {
    List<RuleInput> watching = new ArrayList<>();
    for (AlertRule rule : rules.rules()) {
      if (rule.kpis().contains(kpi) && rule.on().matches(element)) {
        watching.add(instance(rule, element.path()).input(kpi));
      }
    }
    return watching;
  }

  /** Shows an event to the rules on its element. */
  public void event(NetworkElement element, Event event) {
    for (AlertRule rule : rules.rules()) {
      if (rule.evidenceEvents().contains(event.type()) && rule.on().matches(element)) {
        instance(rule, element.path()).event(event);
      }
    }
  }

  /** Moves alerts with the passage of time alone. */
  public void tick(long nowMicros) {
    forEachInstance(instance -> instance.tick(nowMicros));
  }

  /**
   * Replaces rules and catalogue; alerts of rules that are gone or changed, or of whose indicators
   * a definition changed, are resolved.
   */
  public void replace(AlertRules newRules, KpiCatalog newCatalog, Instant at) {
    Set<AlertRule> kept =
        newRules.rules().stream()
            .filter(rule -> sameDefinitions(rule, catalog, newCatalog))
            .collect(Collectors.toSet());
    endIf(instance -> !kept.contains(instance.rule()), at, "its rule was changed or removed");
    rules = newRules;
    catalog = newCatalog;
  }

  /** Notes that an element changed: rules that no longer watch it let go of it. */
  public void changed(NetworkElement element, Instant at) {
    endIf(
        instance ->
            instance.element().equals(element.path()) && !instance.rule().on().matches(element),
        at,
        "its rule no longer watches the element");
  }

  /** Removes the rules' view of elements at or below {@code path}; their alerts are resolved. */
  public void remove(ElementPath path, Instant at) {
    endIf(instance -> path.contains(instance.element()), at, "its element was removed");
  }

  /**
   * Takes up an alert that a rule on an element held in an earlier life.
   *
   * @return the rule on the element; empty if there is no such rule any more
   */
  public Optional<RuleInstance> resume(NetworkElement element, Alert alert) {
    return rules.rules().stream()
        .filter(rule -> rule.id().equals(alert.rule()) && rule.on().matches(element))
        .findFirst()
        .map(
            rule -> {
              RuleInstance instance = instance(rule, element.path());
              instance.resume(alert);
              return instance;
            });
  }

  /** Tells the book what supports the alerts held here now. */
  public void support(AlertBook book) {
    forEachInstance(
        instance -> {
          if (instance.holding()) {
            book.support(instance, instance.evidence());
          }
        });
  }

  private static boolean sameDefinitions(AlertRule rule, KpiCatalog one, KpiCatalog other) {
    return rule.kpis().stream().allMatch(kpi -> one.find(kpi).equals(other.find(kpi)));
  }

  private void endIf(Predicate<RuleInstance> gone, Instant at, String reason) {
    for (Map<String, RuleInstance> ofElement : instances.values()) {
      ofElement
          .values()
          .removeIf(
              instance -> {
                boolean ends = gone.test(instance);
                if (ends) {
                  instance.end(at, reason);
                }
                return ends;
              });
    }
    instances.values().removeIf(Map::isEmpty);
  }

  private RuleInstance instance(AlertRule rule, ElementPath element) {
    return instances
        .computeIfAbsent(element, path -> new LinkedHashMap<>())
        .computeIfAbsent(rule.id(), id -> new RuleInstance(rule, element, out, catalog));
  }

  private void forEachInstance(Consumer<RuleInstance> action) {
    Collection<Map<String, RuleInstance>> all = instances.values();
    all.forEach(ofElement -> ofElement.values().forEach(action));
  }
}
