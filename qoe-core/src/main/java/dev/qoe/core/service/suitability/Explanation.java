package dev.qoe.core.service.suitability;

import dev.qoe.core.service.Impairment;
import java.util.Comparator;
import java.util.List;

/** The order of an explanation. */
final class Explanation {

  private static final Comparator<Impairment> LARGEST_FIRST =
      Comparator.comparingDouble(Impairment::points).reversed();

  private Explanation() {}

  /** Returns the impairments, the largest loss first. */
  static List<Impairment> sorted(List<Impairment> impairments) {
    return impairments.stream().sorted(LARGEST_FIRST).toList();
  }
}
