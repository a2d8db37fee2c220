package dev.qoe.core.service.voice;

import static dev.qoe.core.service.voice.Equations.FULLBAND_IE_CEILING;

/**
 * R of ITU-T G.107.2 as a function of delay and loss.
 *
 * <p>Immutable.
 */
final class FullbandRating extends RatingFunction {

  /** By how much wider the scale is than the narrowband one: 148 / 100. */
  static final double STRETCH = 1.48;

  private final double ro;
  private final double mT;
  private final double sT;
  private final double ie;
  private final double bpl;
  private final double a;

  FullbandRating(FullbandEModelInput in) {
    super(RatingScale.FULLBAND, in.value(FullbandParameter.BURST_R));
    ro = in.value(FullbandParameter.RO);
    mT = in.value(FullbandParameter.MT);
    sT = in.value(FullbandParameter.ST);
    ie = in.value(FullbandParameter.IE);
    bpl = in.value(FullbandParameter.BPL);
    a = in.value(FullbandParameter.A);
  }

  @Override
  double rating(double ta, double ppl, double burstR) {
    double ieEff = Equations.ieEff(FULLBAND_IE_CEILING, ie, bpl, ppl, burstR);
    return ro - idd(ta, mT, sT) - ieEff + a;
  }

  /** Idd,FB. */
  static double idd(double ta, double mT, double sT) {
    return STRETCH * Equations.idd(ta, mT, sT);
  }
}
