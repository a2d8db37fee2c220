package dev.qoe.core.service.suitability;

import dev.qoe.core.service.Impairment;
import java.util.Comparator;
import java.util.List;

/** The checks of this package's public entry points; each returns its argument. */
final class Checks {

  /** The order of an explanation. */
  static final Comparator<Impairment> LARGEST_FIRST =
      Comparator.comparingDouble(Impairment::points).reversed();

  private Checks() {}

  static double between(String field, double value, double min, double max) {
    if (!(Double.isFinite(value) && value >= min && value <= max)) {
      throw new IllegalArgumentException(
          "%s must be a number from %s to %s: %s".formatted(field, min, max, value));
    }
    return value;
  }

  static double notNegative(String field, double value) {
    return between(field, value, 0, Double.MAX_VALUE);
  }

  static double positive(String field, double value) {
    if (!(Double.isFinite(value) && value > 0)) {
      throw new IllegalArgumentException(
          "%s must be a finite number > 0: %s".formatted(field, value));
    }
    return value;
  }

  static List<Impairment> sorted(List<Impairment> impairments) {
    return impairments.stream().sorted(LARGEST_FIRST).toList();
  }
}
