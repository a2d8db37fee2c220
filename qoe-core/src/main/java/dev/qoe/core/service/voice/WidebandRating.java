package dev.qoe.core.service.voice;

import static dev.qoe.core.service.voice.Equations.IE_CEILING;

/**
 * R of ITU-T G.107.1 as a function of delay and loss.
 *
 * <p>Immutable.
 */
final class WidebandRating extends RatingFunction {

  /** By how much wider the scale is than the narrowband one: 129 / 100. */
  static final double STRETCH = 1.29;

  /** Minimum perceivable delay in ms and sensitivity to delay; G.107.1 has one class only. */
  static final double MT = 100;

  static final double ST = 1;

  /**
   * Roe,WB. Corrigendum 1 (01/2020) has an equation of its own for it, which was not seen; the
   * constant is that of the wideband speech part of ITU-T G.1070.
   */
  static final double ROE = 129;

  private final boolean echoFollowsDelay;
  private final double ro;
  private final double telr;
  private final double wepl;
  private final double ie;
  private final double bpl;
  private final double a;
  private final double fixedIdte;
  private final double fixedIdle;

  WidebandRating(WidebandEModelInput in) {
    super(RatingScale.WIDEBAND, in.value(WidebandParameter.BURST_R));
    echoFollowsDelay = in.echoFollowsDelay();
    ro = in.value(WidebandParameter.RO);
    telr = in.value(WidebandParameter.TELR);
    wepl = in.value(WidebandParameter.WEPL);
    ie = in.value(WidebandParameter.IE);
    bpl = in.value(WidebandParameter.BPL);
    a = in.value(WidebandParameter.A);
    fixedIdte = idte(in.value(WidebandParameter.T));
    fixedIdle = idle(in.value(WidebandParameter.TR));
  }

  @Override
  double rating(double ta, double ppl, double burstR) {
    double idte = echoFollowsDelay ? idte(ta) : fixedIdte;
    double idle = echoFollowsDelay ? idle(2 * ta) : fixedIdle;
    double id = idte + idle + idd(ta);
    double ieEff = Equations.ieEff(IE_CEILING, ie, bpl, ppl, burstR);
    return ro - id - ieEff + a;
  }

  /** Idd,WB. */
  static double idd(double ta) {
    return STRETCH * Equations.idd(ta, MT, ST);
  }

  private double idte(double t) {
    return Equations.idte(ROE, Equations.widebandRe(Equations.widebandTerv(telr, t)), t);
  }

  private double idle(double tr) {
    return Equations.idle(ro, Equations.rle(wepl, tr));
  }
}
