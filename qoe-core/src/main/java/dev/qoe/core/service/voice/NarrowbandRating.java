package dev.qoe.core.service.voice;

import static dev.qoe.core.service.voice.Equations.IE_CEILING;

/**
 * R of ITU-T G.107 as a function of delay and loss.
 *
 * <p>Immutable.
 */
final class NarrowbandRating extends RatingFunction {

  private final Circuit circuit;
  private final boolean echoFollowsDelay;
  private final double stmr;
  private final double telr;
  private final double wepl;
  private final double mT;
  private final double sT;
  private final double ie;
  private final double bpl;
  private final double a;

  // of the echo path where its delay is fixed
  private final double fixedIs;
  private final double fixedIdte;
  private final double fixedIdle;

  NarrowbandRating(EModelInput in) {
    super(RatingScale.NARROWBAND, in.value(NarrowbandParameter.BURST_R));
    circuit = Circuit.of(in);
    echoFollowsDelay = in.echoFollowsDelay();
    stmr = in.value(NarrowbandParameter.STMR);
    telr = in.value(NarrowbandParameter.TELR);
    wepl = in.value(NarrowbandParameter.WEPL);
    mT = in.value(NarrowbandParameter.MT);
    sT = in.value(NarrowbandParameter.ST);
    ie = in.value(NarrowbandParameter.IE);
    bpl = in.value(NarrowbandParameter.BPL);
    a = in.value(NarrowbandParameter.A);
    double t = in.value(NarrowbandParameter.T);
    double ist = ist(t);
    fixedIs = is(ist);
    fixedIdte = idte(t, ist);
    fixedIdle = idle(in.value(NarrowbandParameter.TR));
  }

  @Override
  double rating(double ta, double ppl, double burstR) {
    double is = fixedIs;
    double idte = fixedIdte;
    double idle = fixedIdle;
    if (echoFollowsDelay) {
      double ist = ist(ta);
      is = is(ist);
      idte = idte(ta, ist);
      idle = idle(2 * ta);
    }
    double id = idte + idle + Equations.idd(ta, mT, sT);
    double ieEff = Equations.ieEff(IE_CEILING, ie, bpl, ppl, burstR);
    return circuit.ro() - is - id - ieEff + a;
  }

  private double ist(double t) {
    return Equations.ist(Equations.stmro(stmr, telr, t));
  }

  private double is(double ist) {
    return circuit.iolr() + ist + circuit.iq();
  }

  private double idte(double t, double ist) {
    double terv = Equations.tervWithSidetone(Equations.terv(telr, t), ist, stmr);
    double idte = Equations.idte(circuit.roe(), Equations.re(terv), t);
    return Equations.idteWithSidetone(idte, ist, stmr);
  }

  private double idle(double tr) {
    return Equations.idle(circuit.ro(), Equations.rle(wepl, tr));
  }
}
