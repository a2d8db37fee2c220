package dev.qoe.core.radio;

import static dev.qoe.core.radio.CodingScheme.ofRates;
import static dev.qoe.core.radio.Modulation.QAM_1024;
import static dev.qoe.core.radio.Modulation.QAM_16;
import static dev.qoe.core.radio.Modulation.QAM_256;
import static dev.qoe.core.radio.Modulation.QAM_64;
import static dev.qoe.core.radio.Modulation.QPSK;

import dev.qoe.core.internal.Checks;
import dev.qoe.core.service.Certainty;
import java.util.List;

/**
 * The channel quality indicator tables of NR; 3GPP TS 38.214 clause 5.2.2.1.
 *
 * <p>Index 0 means "out of range" and has no scheme. {@link #TABLE_1} is also LTE's table (TS
 * 36.213, table 7.2.3-1).
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum CqiTable {
  /** Up to 64QAM, block error rate 10 %; table 5.2.2.1-2. */
  TABLE_1(
      "5.2.2.1-2",
      Certainty.CONFIRMED,
      List.of(
          ofRates(QPSK, 78, 120, 193, 308, 449, 602),
          ofRates(QAM_16, 378, 490, 616),
          ofRates(QAM_64, 466, 567, 666, 772, 873, 948))),
  /** Up to 256QAM, block error rate 10 %; table 5.2.2.1-3. */
  TABLE_2(
      "5.2.2.1-3",
      Certainty.CONFIRMED,
      List.of(
          ofRates(QPSK, 78, 193, 449),
          ofRates(QAM_16, 378, 490, 616),
          ofRates(QAM_64, 466, 567, 666, 772, 873),
          ofRates(QAM_256, 711, 797, 885, 948))),
  /** Up to 64QAM at low efficiency, block error rate 0.001 %; table 5.2.2.1-4. */
  TABLE_3(
      "5.2.2.1-4",
      Certainty.RECALLED,
      List.of(
          ofRates(QPSK, 30, 50, 78, 120, 193, 308, 449, 602),
          ofRates(QAM_16, 378, 490, 616),
          ofRates(QAM_64, 466, 567, 666, 772))),
  /** Up to 1024QAM, block error rate 10 %; table 5.2.2.1-5, of Release 17. */
  TABLE_4(
      "5.2.2.1-5",
      Certainty.RECALLED,
      List.of(
          ofRates(QPSK, 78, 193, 449),
          ofRates(QAM_16, 378, 616),
          ofRates(QAM_64, 567, 666, 772, 873),
          ofRates(QAM_256, 711, 797, 885, 948),
          ofRates(QAM_1024, 853, 948)));

  /** The highest index of every table. */
  public static final int MAX_CQI = 15;

  private final String clause;
  private final Certainty certainty;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<CodingScheme> schemes;

  CqiTable(String clause, Certainty certainty, List<List<CodingScheme>> groups) {
    this.clause = clause;
    this.certainty = certainty;
    this.schemes = CodingScheme.concatenate(groups);
  }

  /** Returns the number of the table in TS 38.214, for example {@code 5.2.2.1-2}. */
  public String clause() {
    return clause;
  }

  /** Returns how sure it is that these rows are the standard's. */
  public Certainty certainty() {
    return certainty;
  }

  /**
   * Returns the scheme of an index.
   *
   * @param cqi the index, 1 to 15
   * @throws IllegalArgumentException if {@code cqi < 1} or {@code cqi > 15}
   */
  public CodingScheme scheme(int cqi) {
    return schemes.get(Checks.between("cqi", cqi, 1, MAX_CQI) - 1);
  }

  /**
   * Returns the spectral efficiency of an index in bit/s/Hz; 0 for index 0, "out of range".
   *
   * @param cqi the index, 0 to 15
   * @throws IllegalArgumentException if {@code cqi < 0} or {@code cqi > 15}
   */
  public double spectralEfficiency(int cqi) {
    return Checks.between("cqi", cqi, 0, MAX_CQI) == 0 ? 0 : scheme(cqi).spectralEfficiency();
  }

  /**
   * Returns the highest index whose spectral efficiency is strictly below {@code efficiency}; 0 if
   * none is.
   *
   * @param efficiency what the channel carries, in bit/s/Hz
   */
  public int highestCqiBelow(double efficiency) {
    int cqi = 0;
    while (cqi < MAX_CQI && spectralEfficiency(cqi + 1) < efficiency) {
      cqi++;
    }
    return cqi;
  }
}
