package dev.qoe.core.service.voice;

import static java.lang.Math.exp;
import static java.lang.Math.log10;
import static java.lang.Math.max;
import static java.lang.Math.pow;
import static java.lang.Math.sqrt;

/**
 * The equations of the E-model, one method each.
 *
 * <p>Numbers in parentheses are the equations of ITU-T G.107 (06/2015); those of G.107.1 and
 * G.107.2 are named where they differ. All agree in several public implementations unless a method
 * says otherwise. Levels and losses in dB, delays in ms, packet loss in percent.
 *
 * <p>The full result and the rating functions call the same methods in the same order, so that both
 * give the same bits.
 */
final class Equations {

  /** The largest Ie,eff of the narrowband and the wideband model. */
  static final double IE_CEILING = 95;

  /** The largest Ie,eff of the fullband model. */
  static final double FULLBAND_IE_CEILING = 132;

  /** The delay in ms below which talker echo costs nothing: it is heard as sidetone. */
  private static final double MIN_ECHO_DELAY = 1;

  private static final double LOG10_OF_2 = log10(2);

  private Equations() {}

  // ---- basic signal-to-noise ratio Ro

  /** (7-2) Basic signal-to-noise ratio. */
  static double ro(double slr, double no) {
    return 15 - 1.5 * (slr + no);
  }

  /** (7-3) Sum of all noise at the 0 dBr point. */
  static double no(double nc, double nos, double nor, double nfo) {
    return 10 * log10(power(nc) + power(nos) + power(nor) + power(nfo));
  }

  /** (7-4) Room noise at the send side, as circuit noise. */
  static double nos(double ps, double slr, double ds, double olr) {
    double excess = ps - olr - ds - 14;
    return ps - slr - ds - 100 + 0.004 * excess * excess;
  }

  /** (7-5) Room noise at the receive side, as circuit noise. */
  static double nor(double rlr, double pre) {
    return rlr - 121 + pre + 0.008 * (pre - 35) * (pre - 35);
  }

  /** (7-6) Room noise at the receive side, listener sidetone included. */
  static double pre(double pr, double lstr) {
    return pr + 10 * log10(1 + power(10 - lstr));
  }

  // ---- simultaneous impairment Is

  /** (7-9) Impairment by too low an overall loudness rating. */
  static double iolr(double xolr) {
    double x = xolr / 8;
    return 20 * (pow(1 + pow(x, 8), 1.0 / 8) - x);
  }

  /** (7-10) Overall loudness, corrected for noise. */
  static double xolr(double olr, double no, double rlr) {
    return olr + 0.2 * (64 + no - rlr);
  }

  /** (7-11) Impairment by sidetone that is not optimal. */
  static double ist(double stmro) {
    return 12 * pow(1 + pow((stmro - 13) / 6, 8), 1.0 / 8)
        - 28 * pow(1 + pow((stmro + 1) / 19.4, 35), 1.0 / 35)
        - 13 * pow(1 + pow((stmro - 3) / 33, 13), 1.0 / 13)
        + 29;
  }

  /** (7-12) Sidetone, early talker echo included. */
  static double stmro(double stmr, double telr, double t) {
    return -10 * log10(power(-stmr) + exp(-t / 4) * power(-telr));
  }

  /** (7-13) Impairment by quantizing distortion. */
  static double iq(double y, double z) {
    return 15 * log10(1 + pow(10, y) + pow(10, z));
  }

  /** (7-14). */
  static double y(double ro, double g) {
    return (ro - 100) / 15 + 46 / 8.4 - g / 9;
  }

  /** (7-15). */
  static double z(double g) {
    return 46.0 / 30 - g / 40;
  }

  /** (7-16). */
  static double g(double q) {
    return 1.07 + 0.258 * q + 0.0602 * q * q;
  }

  /** (7-17) Signal to quantizing distortion, in dB. */
  static double q(double qdu) {
    return 37 - 15 * log10(max(1, qdu));
  }

  // ---- delayed impairment Id

  /** (7-19) Impairment by talker echo; also G.107.1. */
  static double idte(double roe, double re, double t) {
    if (t < MIN_ECHO_DELAY) {
      return 0;
    }
    double half = (roe - re) / 2;
    return (half + sqrt(half * half + 100) - 1) * (1 - exp(-t));
  }

  /** (7-20). */
  static double roe(double no, double rlr) {
    return -1.5 * (no - rlr);
  }

  /** (7-21). */
  static double re(double terv) {
    return 80 + 2.5 * (terv - 14);
  }

  /** Re,WB of G.107.1; agrees in two public sources. */
  static double widebandRe(double terv) {
    return 80 + 3 * (terv - 14);
  }

  /** (7-22) Talker echo loudness, corrected for its delay. */
  static double terv(double telr, double t) {
    return telr - 40 * log10((1 + t / 10) / (1 + t / 150)) + 6 * exp(-0.3 * t * t);
  }

  /** TERV,WB of G.107.1; from public implementations. */
  static double widebandTerv(double telr, double t) {
    double k = t < 100 ? 0.08 * t + 10 : 18;
    return telr + k - 40 * log10((1 + t / 10) / (1 + t / 150)) + 6 * exp(-0.3 * t * t);
  }

  /** (7-23) TERV where the sidetone is loud: below 9 dB it masks the echo. */
  static double tervWithSidetone(double terv, double ist, double stmr) {
    return stmr < 9 ? terv + ist / 2 : terv;
  }

  /** (7-24) Idte where the sidetone is faint: above 20 dB the echo is more annoying. */
  static double idteWithSidetone(double idte, double ist, double stmr) {
    return stmr > 20 ? sqrt(idte * idte + ist * ist) : idte;
  }

  /** (7-25) Impairment by listener echo; also G.107.1. */
  static double idle(double ro, double rle) {
    double half = (ro - rle) / 2;
    return half + sqrt(half * half + 169);
  }

  /** (7-26). */
  static double rle(double wepl, double tr) {
    return 10.5 * (wepl + 7) / sqrt(sqrt(tr + 1));
  }

  /** (7-27), (7-28) Impairment by delay as such; G.107.1 and G.107.2 stretch it to their scale. */
  static double idd(double ta, double mT, double sT) {
    if (ta <= mT) {
      return 0;
    }
    double x = log10(ta / mT) / LOG10_OF_2;
    double n = 6 * sT;
    return 25 * (pow(1 + pow(x, n), 1 / n) - 3 * pow(1 + pow(x / 3, n), 1 / n) + 2);
  }

  // ---- equipment impairment Ie,eff

  /**
   * (7-29) Impairment by the codec and by packet loss.
   *
   * <p>With random loss it stays below the ceiling; at high loss in bursts the equation exceeds it,
   * and then a worse codec counts as better. It stands as the Recommendation has it.
   */
  static double ieEff(double ceiling, double ie, double bpl, double ppl, double burstR) {
    return ie + (ceiling - ie) * ppl / (ppl / burstR + bpl);
  }

  private static double power(double decibel) {
    return pow(10, decibel / 10);
  }
}
