package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.Selector;
import dev.qoe.core.window.Windows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The windows that an engine is to keep.
 *
 * <p>Immutable.
 *
 * @param all each declaration, in the order in which they were made
 */
record DeclaredWindows(List<Declaration> all) {

  /**
   * Windows of some indicators of some elements.
   *
   * @param name what they are called, unlike any others
   * @param on the elements
   * @param kpis the indicators
   * @param windows how values are gathered
   */
  record Declaration(String name, Selector on, List<Kpi> kpis, Windows windows) {

    Declaration {
      kpis = List.copyOf(kpis);
    }

    /** Returns how long after the beginning of a window a value may change it. */
    long reachMicros() {
      return Micros.of(windows.reach());
    }
  }

  DeclaredWindows {
    all = List.copyOf(all);
  }

  /** Returns no windows. */
  static DeclaredWindows none() {
    return new DeclaredWindows(List.of());
  }

  /** Returns those of an indicator of an element. */
  List<Declaration> of(NetworkElement element, Kpi kpi) {
    if (all.isEmpty()) {
      return all;
    }
    List<Declaration> some = new ArrayList<>();
    for (Declaration each : all) {
      if (each.kpis.contains(kpi) && each.on.matches(element)) {
        some.add(each);
      }
    }
    return some;
  }

  /**
   * Requires that there are windows of that name.
   *
   * @throws NoSuchElementException if there are none
   */
  void require(String name) {
    List<String> names = all.stream().map(Declaration::name).toList();
    if (!names.contains(name)) {
      throw new NoSuchElementException(
          "no windows '%s' were declared%s; there are %s"
              .formatted(name, Nearest.hint(name, names), names));
    }
  }

  /** Returns how long after the beginning of a window a value may change it, of any. */
  long reachMicros() {
    return all.stream().mapToLong(Declaration::reachMicros).max().orElse(0);
  }

  /** Returns what is wrong with them. */
  List<String> problems(KpiCatalog catalog) {
    List<String> problems = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Declaration each : all) {
      if (each.name.isBlank()) {
        problems.add("windows of %s must have a name".formatted(each.kpis));
      } else if (!names.add(each.name)) {
        problems.add("windows '%s' are declared twice: give each a name".formatted(each.name));
      }
      if (each.kpis.isEmpty()) {
        problems.add("windows '%s' must be of at least one KPI".formatted(each.name));
      }
      for (Kpi kpi : each.kpis) {
        if (catalog.find(kpi).isEmpty()) {
          problems.add(
              "windows '%s' are of KPI '%s', which the catalogue does not know%s"
                  .formatted(
                      each.name,
                      kpi,
                      Nearest.hint(
                          kpi.code(),
                          catalog.definitions().stream().map(d -> d.kpi().code()).toList())));
        }
      }
    }
    return problems;
  }
}
