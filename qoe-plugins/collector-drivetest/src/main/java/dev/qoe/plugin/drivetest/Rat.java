package dev.qoe.plugin.drivetest;

import java.util.Map;

/**
 * A family of radio access technologies whose cells are numbered, and whose columns are read, in
 * the same way.
 *
 * <p>Immutable.
 */
enum Rat {
  /**
   * LTE, and 5G in non-standalone mode, whose identities and values are those of its LTE anchor.
   */
  LTE,
  /** UMTS with all its high-speed modes. */
  UMTS,
  /** GSM with its data modes. */
  GSM,
  /** One that is not known. */
  UNKNOWN;

  private static final Map<String, Rat> BY_MODE =
      Map.ofEntries(
          Map.entry("5G", LTE),
          Map.entry("LTE", LTE),
          Map.entry("LTE+", LTE),
          Map.entry("HSPA+", UMTS),
          Map.entry("HSPA", UMTS),
          Map.entry("HSUPA", UMTS),
          Map.entry("HSDPA", UMTS),
          Map.entry("UMTS", UMTS),
          Map.entry("EDGE", GSM),
          Map.entry("GPRS", GSM),
          Map.entry("GSM", GSM));

  /** Returns the family of a network mode as it is logged. */
  static Rat ofMode(String mode) {
    return BY_MODE.getOrDefault(mode, UNKNOWN);
  }

  /** Returns the generation of a network mode, 2 to 5, or NaN if it is not known. */
  static double generation(String mode) {
    return switch (ofMode(mode)) {
      case LTE -> mode.equals("5G") ? 5 : 4;
      case UMTS -> 3;
      case GSM -> 2;
      case UNKNOWN -> Double.NaN;
    };
  }
}
