package dev.qoe.core.service.benchmark;

import dev.qoe.core.internal.Checks;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a benchmark: a service such as voice, with the KPIs and smaller groups that make it up.
 *
 * <p>Immutable.
 *
 * @param name its name, unique in a profile, for example {@code browsing}
 * @param weight how much it counts among its neighbours, {@code > 0}
 * @param groups the smaller groups in it
 * @param kpis the KPIs in it; groups and kpis are not both empty
 * @since 0.1
 */
public record BenchmarkGroup(
    String name, double weight, List<BenchmarkGroup> groups, List<BenchmarkKpi> kpis) {

  /**
   * Creates a group; the lists are copied.
   *
   * @throws IllegalArgumentException if {@code weight <= 0} or both lists are empty
   */
  public BenchmarkGroup {
    Checks.positive("weight of " + name, weight);
    groups = List.copyOf(groups);
    kpis = List.copyOf(kpis);
    if (groups.isEmpty() && kpis.isEmpty()) {
      throw new IllegalArgumentException("group %s must not be empty".formatted(name));
    }
  }

  /** Returns all KPIs of this group and of those in it. */
  public Stream<BenchmarkKpi> allKpis() {
    return Stream.concat(kpis.stream(), groups.stream().flatMap(BenchmarkGroup::allKpis));
  }

  Stream<String> allNames() {
    return Stream.concat(Stream.of(name), groups.stream().flatMap(BenchmarkGroup::allNames));
  }
}
