package dev.qoe.core.radio;

import dev.qoe.core.internal.Checks;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A modulation with a code rate: one row of a CQI or MCS table.
 *
 * <p>Immutable.
 *
 * @param modulation the modulation
 * @param codeRateTimes1024 the target code rate R times 1024, as the tables print it; above 0, at
 *     most 1024
 * @since 0.1
 */
public record CodingScheme(Modulation modulation, double codeRateTimes1024) {

  /**
   * Creates a scheme.
   *
   * @throws IllegalArgumentException if {@code codeRateTimes1024 <= 0} or {@code > 1024}
   */
  public CodingScheme {
    Checks.positive("codeRateTimes1024", codeRateTimes1024);
    Checks.between("codeRateTimes1024", codeRateTimes1024, 0, 1024);
  }

  /** Returns the code rate R, 0 (exclusive) to 1. */
  public double codeRate() {
    return codeRateTimes1024 / 1024;
  }

  /**
   * Returns the spectral efficiency Qm R, in bit/s/Hz, unrounded: TS 38.214 prints four decimals.
   */
  public double spectralEfficiency() {
    return modulation.bitsPerSymbol() * codeRate();
  }

  /** Returns for example {@code QAM_64 948/1024, 5.5547 bit/s/Hz}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %s/1024, %.4f bit/s/Hz",
        modulation,
        codeRateTimes1024 == Math.rint(codeRateTimes1024)
            ? Long.toString((long) codeRateTimes1024)
            : Double.toString(codeRateTimes1024),
        spectralEfficiency());
  }

  /** Returns one scheme per code rate, all of the same modulation. */
  static List<CodingScheme> ofRates(Modulation modulation, double... codeRatesTimes1024) {
    return Arrays.stream(codeRatesTimes1024)
        .mapToObj(rate -> new CodingScheme(modulation, rate))
        .toList();
  }

  /** Returns the groups one after the other. */
  static List<CodingScheme> concatenate(List<List<CodingScheme>> groups) {
    return groups.stream().flatMap(List::stream).toList();
  }
}
