package dev.qoe.core.service.voice;

import static dev.qoe.core.service.voice.Equations.IE_CEILING;
import static dev.qoe.core.service.voice.NarrowbandParameter.A;
import static dev.qoe.core.service.voice.NarrowbandParameter.BPL;
import static dev.qoe.core.service.voice.NarrowbandParameter.BURST_R;
import static dev.qoe.core.service.voice.NarrowbandParameter.IE;
import static dev.qoe.core.service.voice.NarrowbandParameter.MT;
import static dev.qoe.core.service.voice.NarrowbandParameter.PPL;
import static dev.qoe.core.service.voice.NarrowbandParameter.ST;
import static dev.qoe.core.service.voice.NarrowbandParameter.STMR;
import static dev.qoe.core.service.voice.NarrowbandParameter.T;
import static dev.qoe.core.service.voice.NarrowbandParameter.TA;
import static dev.qoe.core.service.voice.NarrowbandParameter.TELR;
import static dev.qoe.core.service.voice.NarrowbandParameter.TR;
import static dev.qoe.core.service.voice.NarrowbandParameter.WEPL;

import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.ModelDescriptor.Assurance;
import dev.qoe.core.service.ServiceModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The E-model, ITU-T G.107 (06/2015): how well people can talk over a narrowband connection,
 * planned from its delays, losses, levels and noise.
 *
 * <p>R = Ro - Is - Id - Ie,eff + A (7-1). The equations agree in several public implementations;
 * the text of the Recommendation was not open. It is a planning model: it predicts the opinion of
 * many, not of one call.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class EModel implements ServiceModel<EModelInput, EModelResult> {

  private static final EModel G107 = new EModel();

  /** What Ro is where all parameters have their defaults; explanations start from there. */
  private static final double DEFAULT_RO = Circuit.of(EModelInput.builder().build()).ro();

  private static final ModelDescriptor DESCRIPTOR =
      new ModelDescriptor(
          "g107",
          "E-model: narrowband conversational voice",
          "ITU-T G.107",
          "06/2015",
          List.of(
              new Assurance("(7-1) to (7-29), defaults and most ranges", Certainty.CONFIRMED),
              new Assurance("Table 1, delay classes", Certainty.SINGLE_SOURCE),
              new Assurance("Annex B, R to MOS", Certainty.CONFIRMED),
              new Assurance("MOS to R, %GoB, %PoW, G.109, advantage factor", Certainty.RECALLED),
              new Assurance("permitted ranges of mT, sT and BurstR", Certainty.RECALLED),
              new Assurance("computable ranges", Certainty.ENGINEERING)),
          "Ie and Bpl of ITU-T G.113 are provisional planning values, not an integral part of that"
              + " Recommendation; AMR, iLBC and Opus are profiles of practice");

  private EModel() {}

  /** Returns the narrowband E-model. */
  public static EModel g107() {
    return G107;
  }

  @Override
  public ModelDescriptor descriptor() {
    return DESCRIPTOR;
  }

  /**
   * Returns the rating of connections like {@code base} as a function of delay and loss; those of
   * {@code base} itself do not matter.
   */
  public RatingFunction function(EModelInput base) {
    return new NarrowbandRating(base);
  }

  @Override
  public EModelResult score(EModelInput in) {
    Circuit circuit = Circuit.of(in);
    Map<String, Double> terms = new LinkedHashMap<>();
    putCircuit(terms, circuit);

    double stmro = Equations.stmro(in.value(STMR), in.value(TELR), in.value(T));
    put(terms, "STMRo", stmro);
    double ist = put(terms, "Ist", Equations.ist(stmro));
    double is = put(terms, "Is", circuit.iolr() + ist + circuit.iq());

    double idte = putTalkerEcho(terms, in, circuit.roe(), ist);
    double rle = put(terms, "Rle", Equations.rle(in.value(WEPL), in.value(TR)));
    double idle = put(terms, "Idle", Equations.idle(circuit.ro(), rle));
    double idd = put(terms, "Idd", Equations.idd(in.value(TA), in.value(MT), in.value(ST)));
    double id = put(terms, "Id", idte + idle + idd);

    double ie = in.value(IE);
    double ieEff = Equations.ieEff(IE_CEILING, ie, in.value(BPL), in.value(PPL), in.value(BURST_R));
    put(terms, "Ie,eff", ieEff);
    double a = put(terms, "A", in.value(A));
    double r = put(terms, "R", circuit.ro() - is - id - ieEff + a);

    List<Impairment> causes =
        List.of(
            new Impairment("noise and send loudness", "Ro", DEFAULT_RO - circuit.ro()),
            new Impairment("overall loudness", "Iolr", circuit.iolr()),
            new Impairment("sidetone", "Ist", ist),
            new Impairment("quantizing distortion", "Iq", circuit.iq()),
            new Impairment("talker echo", "Idte", idte),
            new Impairment("listener echo", "Idle", idle),
            new Impairment("delay", "Idd", idd),
            new Impairment("codec", "Ie", ie),
            new Impairment("packet loss", "Ie,eff - Ie", ieEff - ie),
            new Impairment("advantage of access", "A", 0 - a));
    return EModelResult.of(RatingScale.NARROWBAND, r, terms, causes, in.outsideValidity());
  }

  private static void putCircuit(Map<String, Double> terms, Circuit circuit) {
    terms.put("OLR", circuit.olr());
    terms.put("Nos", circuit.nos());
    terms.put("Pre", circuit.pre());
    terms.put("Nor", circuit.nor());
    terms.put("Nfo", circuit.nfo());
    terms.put("No", circuit.no());
    terms.put("Ro", circuit.ro());
    terms.put("Xolr", circuit.xolr());
    terms.put("Iolr", circuit.iolr());
    terms.put("Q", circuit.q());
    terms.put("G", circuit.g());
    terms.put("Y", circuit.y());
    terms.put("Z", circuit.z());
    terms.put("Iq", circuit.iq());
    terms.put("Roe", circuit.roe());
  }

  private static double putTalkerEcho(
      Map<String, Double> terms, EModelInput in, double roe, double ist) {
    double stmr = in.value(STMR);
    double t = in.value(T);
    double delayed = Equations.terv(in.value(TELR), t);
    double terv = put(terms, "TERV", Equations.tervWithSidetone(delayed, ist, stmr));
    double re = put(terms, "Re", Equations.re(terv));
    double idte = Equations.idte(roe, re, t);
    return put(terms, "Idte", Equations.idteWithSidetone(idte, ist, stmr));
  }

  static double put(Map<String, Double> terms, String name, double value) {
    terms.put(name, value);
    return value;
  }
}
