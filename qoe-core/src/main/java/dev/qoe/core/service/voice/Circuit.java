package dev.qoe.core.service.voice;

import static dev.qoe.core.service.voice.NarrowbandParameter.DS;
import static dev.qoe.core.service.voice.NarrowbandParameter.LSTR;
import static dev.qoe.core.service.voice.NarrowbandParameter.NC;
import static dev.qoe.core.service.voice.NarrowbandParameter.NFOR;
import static dev.qoe.core.service.voice.NarrowbandParameter.PR;
import static dev.qoe.core.service.voice.NarrowbandParameter.PS;
import static dev.qoe.core.service.voice.NarrowbandParameter.QDU;
import static dev.qoe.core.service.voice.NarrowbandParameter.RLR;
import static dev.qoe.core.service.voice.NarrowbandParameter.SLR;

/**
 * The terms of ITU-T G.107 that depend neither on delay nor on loss: noise, loudness and
 * quantization, equations (7-2) to (7-10), (7-13) to (7-17) and (7-20).
 *
 * <p>Immutable.
 */
record Circuit(
    double olr,
    double nos,
    double pre,
    double nor,
    double nfo,
    double no,
    double ro,
    double xolr,
    double iolr,
    double q,
    double g,
    double y,
    double z,
    double iq,
    double roe) {

  static Circuit of(EModelInput in) {
    double slr = in.value(SLR);
    double rlr = in.value(RLR);
    double olr = slr + rlr;
    double nos = Equations.nos(in.value(PS), slr, in.value(DS), olr);
    double pre = Equations.pre(in.value(PR), in.value(LSTR));
    double nor = Equations.nor(rlr, pre);
    double nfo = in.value(NFOR) + rlr; // (7-7)
    double no = Equations.no(in.value(NC), nos, nor, nfo);
    double ro = Equations.ro(slr, no);
    double xolr = Equations.xolr(olr, no, rlr);
    double q = Equations.q(in.value(QDU));
    double g = Equations.g(q);
    double y = Equations.y(ro, g);
    double z = Equations.z(g);
    return new Circuit(
        olr,
        nos,
        pre,
        nor,
        nfo,
        no,
        ro,
        xolr,
        Equations.iolr(xolr),
        q,
        g,
        y,
        z,
        Equations.iq(y, z),
        Equations.roe(no, rlr));
  }
}
