package dev.qoe.plugin.pm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which counters there are and what indicators are made of them.
 *
 * @param name what it is called in messages
 * @param rules the indicators, in the order of precedence
 * @param bins the bounds of the bins of counters that are histograms, by name
 */
record Profile(String name, List<KpiRule> rules, Map<String, List<Double>> bins) {

  Profile {
    rules = List.copyOf(rules);
    bins = Map.copyOf(bins);
  }

  /** Returns the profile of all of these; where two make the same indicator, the first does. */
  static Profile of(List<Profile> parts) {
    List<KpiRule> rules = new ArrayList<>();
    Map<String, List<Double>> bins = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Profile part : parts) {
      names.add(part.name());
      rules.addAll(part.rules());
      part.bins().forEach(bins::putIfAbsent);
    }
    return new Profile(String.join(", ", names), rules, bins);
  }

  /** Returns all counters that its rules need, in order. */
  List<CounterRef> counters() {
    Set<CounterRef> counters = new LinkedHashSet<>();
    rules.forEach(rule -> counters.addAll(rule.counters()));
    return List.copyOf(counters);
  }
}
