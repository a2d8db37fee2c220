package dev.qoe.plugin.drivetest;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of a cell as the phone logs it: a whole number that also tells the site.
 *
 * <p>Immutable.
 *
 * @param value {@code 1} to {@code 2^36 - 1}
 */
record CellId(long value) implements Comparable<CellId> {

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,11}");
  private static final long END = 1L << 36;

  /** Returns the identity that a field holds; empty if it holds none. */
  static Optional<CellId> of(String rawCellId) {
    String text = rawCellId.strip();
    if (!DECIMAL.matcher(text).matches()) {
      return Optional.empty();
    }
    long value = Long.parseLong(text);
    return value > 0 && value < END ? Optional.of(new CellId(value)) : Optional.empty();
  }

  /**
   * Returns the name of the site, of which the upper bits of the identity tell; empty where they do
   * not.
   *
   * <p>Of an LTE cell all but the last 8 bits are the eNB (3GPP TS 36.413, macro eNB identity), of
   * a UMTS cell all but the last 16 the RNC (3GPP TS 25.401, UC-Id).
   */
  Optional<String> site(Rat rat) {
    return switch (rat) {
      case LTE -> Optional.of("site-" + (value >> 8));
      case UMTS -> Optional.of("site-rnc-" + (value >> 16));
      case GSM, UNKNOWN -> Optional.empty();
    };
  }

  @Override
  public int compareTo(CellId other) {
    return Long.compare(value, other.value);
  }
}
