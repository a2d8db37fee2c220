package dev.qoe.core.service.benchmark;

import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.ModelDescriptor.Assurance;
import dev.qoe.core.service.ServiceModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The benchmark score of a network after a {@link BenchmarkProfile}: KPIs between bad and good,
 * weighted per service and over the services.
 *
 * <pre>
 * s(kpi)   = clamp((x - bad) / (good - bad), 0, 1)
 * s(group) = sum w s / sum w          over the KPIs and groups in it that have a value
 * points   = maximumPoints sum w s / sum w
 * </pre>
 *
 * <p>The weight of a missing KPI goes to those beside it, the weight of a group without any value
 * to the groups beside it, a choice of this library. The method is that of ETSI TR 103 559; no
 * built-in profile is ETSI's own. {@code mos()} maps the points linearly to 1..5, a convenience.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class BenchmarkModel implements ServiceModel<BenchmarkInput, BenchmarkResult> {

  private final BenchmarkProfile profile;
  private final ModelDescriptor descriptor;
  private final Set<String> codes = new TreeSet<>();

  private BenchmarkModel(BenchmarkProfile profile) {
    this.profile = profile;
    profile.kpis().forEach(each -> codes.add(each.code()));
    Certainty least =
        profile.kpis().stream()
            .map(BenchmarkKpi::certainty)
            .max(Comparator.naturalOrder())
            .orElse(Certainty.ENGINEERING);
    this.descriptor =
        new ModelDescriptor(
            "benchmark-score",
            "benchmark points of a network: profile %s, version %s"
                .formatted(profile.name(), profile.version()),
            "not standardised",
            "method after ETSI TR 103 559",
            List.of(
                new Assurance("linear between bad and good, weighted sums", Certainty.RECALLED),
                new Assurance("thresholds and weights, the least sure", least),
                new Assurance("missing KPIs, mapping to MOS", Certainty.ENGINEERING)),
            profile.source());
  }

  /** Returns the model of a profile. */
  public static BenchmarkModel of(BenchmarkProfile profile) {
    return new BenchmarkModel(profile);
  }

  /** Returns the profile. */
  public BenchmarkProfile profile() {
    return profile;
  }

  @Override
  public ModelDescriptor descriptor() {
    return descriptor;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a value's code is not in the profile; the message lists the
   *     known codes
   */
  @Override
  public BenchmarkResult score(BenchmarkInput input) {
    for (String code : input.values().keySet()) {
      if (!codes.contains(code)) {
        throw new IllegalArgumentException(
            "unknown KPI '%s' in profile %s; known are %s".formatted(code, profile.name(), codes));
      }
    }
    Tally tally = new Tally(input.values());
    double share = tally.mean(profile.groups(), List.of(), 1);
    double given = tally.givenWeight(profile.groups(), List.of());
    tally.impairments.sort(Comparator.comparingDouble(Impairment::points).reversed());
    return new BenchmarkResult(
        profile.maximumPoints() * share,
        profile.maximumPoints(),
        1 + 4 * share,
        given,
        tally.shares,
        tally.impairments);
  }

  /** What one input earns; walks the tree of groups. */
  private final class Tally {

    private final Map<String, Double> values;
    private final Map<String, Double> shares = new LinkedHashMap<>();
    private final List<Impairment> impairments = new ArrayList<>();

    Tally(Map<String, Double> values) {
      this.values = values;
    }

    /**
     * The weighted mean over the groups and KPIs that have a value; {@code weight} is what they
     * count together in the whole.
     */
    double mean(List<BenchmarkGroup> groups, List<BenchmarkKpi> kpis, double weight) {
      double present = presentWeight(groups, kpis);
      double sum = 0;
      for (BenchmarkGroup group : groups) {
        if (isPresent(group)) {
          double share = mean(group.groups(), group.kpis(), weight * group.weight() / present);
          shares.put(group.name(), share);
          sum += group.weight() * share;
        }
      }
      for (BenchmarkKpi kpi : kpis) {
        Double value = values.get(kpi.code());
        if (value != null) {
          double share = kpi.share(value);
          shares.put(kpi.code(), share);
          sum += kpi.weight() * share;
          double lost = profile.maximumPoints() * weight * kpi.weight() / present * (1 - share);
          impairments.add(new Impairment(kpi.code().replace('_', ' '), kpi.code(), lost));
        }
      }
      return sum / present;
    }

    /** The share of the profile's weight that has a value, 0 to 1. */
    double givenWeight(List<BenchmarkGroup> groups, List<BenchmarkKpi> kpis) {
      double given = 0;
      double all = 0;
      for (BenchmarkGroup group : groups) {
        all += group.weight();
        given += group.weight() * givenWeight(group.groups(), group.kpis());
      }
      for (BenchmarkKpi kpi : kpis) {
        all += kpi.weight();
        given += values.containsKey(kpi.code()) ? kpi.weight() : 0;
      }
      return given / all;
    }

    private double presentWeight(List<BenchmarkGroup> groups, List<BenchmarkKpi> kpis) {
      return groups.stream().filter(this::isPresent).mapToDouble(BenchmarkGroup::weight).sum()
          + kpis.stream()
              .filter(each -> values.containsKey(each.code()))
              .mapToDouble(BenchmarkKpi::weight)
              .sum();
    }

    private boolean isPresent(BenchmarkGroup group) {
      return group.allKpis().anyMatch(each -> values.containsKey(each.code()));
    }
  }
}
