package dev.qoe.core.service.voice;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How much those who talk mind delay: the classes of ITU-T G.107 (06/2015), Table 1.
 *
 * <p>The values come from one public source.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum DelaySensitivity {
  /** An ordinary, interactive conversation. */
  DEFAULT(1, 100),
  /** A conversation with little to and fro. */
  LOW(0.55, 120),
  /** A conversation that is almost one-way. */
  VERY_LOW(0.4, 150);

  private final double sT;
  private final double mT;

  DelaySensitivity(double sT, double mT) {
    this.sT = sT;
    this.mT = mT;
  }

  /** Returns the sensitivity sT, without unit, 0.4 to 1. */
  public double sT() {
    return sT;
  }

  /** Returns the minimum perceivable delay mT, in ms, 100 to 150. */
  public double mT() {
    return mT;
  }

  /**
   * Returns the class of that name; case, blanks, hyphens and underscores do not matter.
   *
   * @throws IllegalArgumentException if there is no class {@code name}
   */
  public static DelaySensitivity named(String name) {
    return Arrays.stream(values())
        .filter(d -> d.key().equals(name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "")))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown delay class '%s'; known are %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(DelaySensitivity::key)
                                .collect(Collectors.joining(", ")))));
  }

  private String key() {
    return name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
