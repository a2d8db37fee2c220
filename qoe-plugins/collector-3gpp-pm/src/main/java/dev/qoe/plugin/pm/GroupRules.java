package dev.qoe.plugin.pm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Which rules of a profile the groups of a managed element have counters for: a group alone, or
 * several together.
 *
 * <p>Confine to one thread.
 */
final class GroupRules {

  private final List<KpiRule> rules;
  private final Map<CounterRef, Integer> index;
  private final List<KpiRule> now = new ArrayList<>();
  private final BitSet split = new BitSet();
  private int[] splitPlaces = new int[0];
  private int mapped;

  /**
   * Creates a choice.
   *
   * @param index all counters that rules name, with a number for each from 0
   */
  GroupRules(List<KpiRule> rules, Map<CounterRef, Integer> index) {
    this.rules = rules;
    this.index = index;
  }

  /** A group begins. */
  void begin(PmGroup group, Counters found) {
    now.clear();
    BitSet places = new BitSet();
    mapped = 0;
    for (int i = 0; i < rules.size(); i++) {
      KpiRule rule = rules.get(i);
      boolean here = rule.groups().isEmpty() || rule.groups().contains(group.id());
      List<CounterRef> there =
          here ? rule.counters().stream().filter(found::has).toList() : List.of();
      if (here && there.size() == rule.counters().size()) {
        now.add(rule);
        mapped++;
      } else if (!there.isEmpty()) {
        split.set(i);
        there.forEach(counter -> places.set(place(counter)));
        mapped++;
      }
    }
    splitPlaces = places.stream().toArray();
  }

  /** Returns the rules that the group has all counters for. */
  List<KpiRule> now() {
    return now;
  }

  /** Returns the numbers of the group's counters that it needs others' for. */
  int[] splitPlaces() {
    return splitPlaces;
  }

  /** Returns how many rules the group has counters for. */
  int mapped() {
    return mapped;
  }

  /** Returns the rules that several groups have the counters for, in the order of the profile. */
  List<KpiRule> together(boolean[] present) {
    List<KpiRule> whole = new ArrayList<>();
    for (int i = split.nextSetBit(0); i >= 0; i = split.nextSetBit(i + 1)) {
      if (isWhole(rules.get(i), present)) {
        whole.add(rules.get(i));
      }
    }
    return whole;
  }

  private boolean isWhole(KpiRule rule, boolean[] present) {
    for (CounterRef counter : rule.counters()) {
      if (!present[place(counter)]) {
        return false;
      }
    }
    return true;
  }

  private int place(CounterRef counter) {
    return index.getOrDefault(counter, 0);
  }

  /** The managed element ends. */
  void clear() {
    split.clear();
  }
}
