package dev.qoe.plugin.pm;

import dev.qoe.api.kpi.Kpi;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How counters are called as indicators of their own: {@code PM_} and the name in capital letters.
 *
 * <p>A name that is too long ends in a number made of the whole. Two counters that would be called
 * alike are not: the second is refused. Confine to one thread.
 */
final class RawNames {

  private static final int LONGEST = 64;

  private final boolean withGroup;
  private final Map<String, String> taken = new HashMap<>();

  /**
   * Creates names.
   *
   * @param withGroup whether the name of the group stands before the counter's
   */
  RawNames(boolean withGroup) {
    this.withGroup = withGroup;
  }

  /** Returns the indicator of a counter; empty if another counter has it. */
  Optional<Kpi> of(String group, String counter) {
    String whole = withGroup && !group.isEmpty() ? group + " " + counter : counter;
    String code = "PM_" + whole.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    if (code.length() > LONGEST) {
      String number = "_%08X".formatted(whole.hashCode());
      code = code.substring(0, LONGEST - number.length()) + number;
    }
    String owner = taken.putIfAbsent(code, whole);
    return owner == null || owner.equals(whole) ? Optional.of(Kpi.of(code)) : Optional.empty();
  }
}
