package dev.qoe.core.radio;

import static dev.qoe.core.radio.CodingScheme.ofRates;
import static dev.qoe.core.radio.Modulation.QAM_16;
import static dev.qoe.core.radio.Modulation.QAM_256;
import static dev.qoe.core.radio.Modulation.QAM_64;
import static dev.qoe.core.radio.Modulation.QPSK;

import dev.qoe.core.internal.Checks;
import java.util.List;

/**
 * The modulation and coding scheme tables of NR's shared downlink channel; 3GPP TS 38.214 clause
 * 5.1.3.1, without the reserved rows.
 *
 * <p>Confirmed by two independent public sources. In tables 1 and 3 the first 64QAM row carries
 * less than the last 16QAM row (2.5664 after 2.5703 in table 1): so the standard, not a slip.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum McsTable {
  /** Up to 64QAM, indices 0 to 28; table 5.1.3.1-1. */
  TABLE_1(
      "5.1.3.1-1",
      List.of(
          ofRates(QPSK, 120, 157, 193, 251, 308, 379, 449, 526, 602, 679),
          ofRates(QAM_16, 340, 378, 434, 490, 553, 616, 658),
          ofRates(QAM_64, 438, 466, 517, 567, 616, 666, 719, 772, 822, 873, 910, 948))),
  /** Up to 256QAM, indices 0 to 27; table 5.1.3.1-2. */
  TABLE_2(
      "5.1.3.1-2",
      List.of(
          ofRates(QPSK, 120, 193, 308, 449, 602),
          ofRates(QAM_16, 378, 434, 490, 553, 616, 658),
          ofRates(QAM_64, 466, 517, 567, 616, 666, 719, 772, 822, 873),
          ofRates(QAM_256, 682.5, 711, 754, 797, 841, 885, 916.5, 948))),
  /** Up to 64QAM at low efficiency, indices 0 to 28; table 5.1.3.1-3. */
  TABLE_3(
      "5.1.3.1-3",
      List.of(
          ofRates(QPSK, 30, 40, 50, 64, 78, 99, 120, 157, 193, 251, 308, 379, 449, 526, 602),
          ofRates(QAM_16, 340, 378, 434, 490, 553, 616),
          ofRates(QAM_64, 438, 466, 517, 567, 616, 666, 719, 772)));

  private final String clause;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<CodingScheme> schemes;

  McsTable(String clause, List<List<CodingScheme>> groups) {
    this.clause = clause;
    this.schemes = CodingScheme.concatenate(groups);
  }

  /** Returns the number of the table in TS 38.214, for example {@code 5.1.3.1-1}. */
  public String clause() {
    return clause;
  }

  /** Returns the highest index that is not reserved: 27 or 28. */
  public int maxMcs() {
    return schemes.size() - 1;
  }

  /**
   * Returns the scheme of an index.
   *
   * @param mcs the index, 0 to {@link #maxMcs()}
   * @throws IllegalArgumentException if {@code mcs < 0} or {@code mcs > maxMcs()}
   */
  public CodingScheme scheme(int mcs) {
    return schemes.get(Checks.between("mcs", mcs, 0, maxMcs()));
  }

  /**
   * Returns the highest index whose spectral efficiency is at most {@code efficiency}; 0, the most
   * robust scheme, if none is.
   *
   * @param efficiency what the channel carries, for example of the reported CQI, in bit/s/Hz
   */
  public int highestMcsNotAbove(double efficiency) {
    int mcs = maxMcs();
    while (mcs > 0 && !(scheme(mcs).spectralEfficiency() <= efficiency)) {
      mcs--;
    }
    return mcs;
  }
}
