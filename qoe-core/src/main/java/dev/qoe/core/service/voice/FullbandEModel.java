package dev.qoe.core.service.voice;

import static dev.qoe.core.service.voice.EModel.put;
import static dev.qoe.core.service.voice.Equations.FULLBAND_IE_CEILING;
import static dev.qoe.core.service.voice.FullbandParameter.A;
import static dev.qoe.core.service.voice.FullbandParameter.BPL;
import static dev.qoe.core.service.voice.FullbandParameter.BURST_R;
import static dev.qoe.core.service.voice.FullbandParameter.IE;
import static dev.qoe.core.service.voice.FullbandParameter.MT;
import static dev.qoe.core.service.voice.FullbandParameter.PPL;
import static dev.qoe.core.service.voice.FullbandParameter.RO;
import static dev.qoe.core.service.voice.FullbandParameter.ST;
import static dev.qoe.core.service.voice.FullbandParameter.TA;

import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.ModelDescriptor.Assurance;
import dev.qoe.core.service.ServiceModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fullband E-model, ITU-T G.107.2 (06/2019): how well people can talk over a super-wideband or
 * fullband connection, on the scale 0 to 148.
 *
 * <p>R = Ro,FB - Id,FB - Ie,eff,FB + A; Is,FB is 0 and Id,FB is Idd,FB, without echo. The equations
 * agree in several public implementations; the text of the Recommendation was not open.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class FullbandEModel implements ServiceModel<FullbandEModelInput, EModelResult> {

  private static final FullbandEModel G107_2 = new FullbandEModel();

  private static final ModelDescriptor DESCRIPTOR =
      new ModelDescriptor(
          "g107.2",
          "E-model: fullband conversational voice",
          "ITU-T G.107.2",
          "06/2019",
          List.of(
              new Assurance("R, Idd,FB, Ie,eff,FB, R to MOS", Certainty.CONFIRMED),
              new Assurance("Ie,FB and Bpl,FB of EVS", Certainty.CONFIRMED),
              new Assurance("permitted ranges, those of G.107", Certainty.ENGINEERING)),
          "Ie,FB and Bpl,FB of ITU-T G.113 are provisional planning values, not an integral part of"
              + " that Recommendation; Ro,FB is that of the first edition; Opus is a profile of"
              + " practice");

  private FullbandEModel() {}

  /** Returns the fullband E-model. */
  public static FullbandEModel g107_2() {
    return G107_2;
  }

  @Override
  public ModelDescriptor descriptor() {
    return DESCRIPTOR;
  }

  /**
   * Returns the rating of connections like {@code base} as a function of delay and loss; those of
   * {@code base} itself do not matter.
   */
  public RatingFunction function(FullbandEModelInput base) {
    return new FullbandRating(base);
  }

  @Override
  public EModelResult score(FullbandEModelInput in) {
    Map<String, Double> terms = new LinkedHashMap<>();
    double ro = put(terms, "Ro", in.value(RO));
    double idd = put(terms, "Idd", FullbandRating.idd(in.value(TA), in.value(MT), in.value(ST)));
    put(terms, "Id", idd);
    double ie = in.value(IE);
    double ieEff =
        Equations.ieEff(FULLBAND_IE_CEILING, ie, in.value(BPL), in.value(PPL), in.value(BURST_R));
    put(terms, "Ie,eff", ieEff);
    double a = put(terms, "A", in.value(A));
    double r = put(terms, "R", ro - idd - ieEff + a);

    List<Impairment> causes =
        List.of(
            new Impairment("noise and loudness", "Ro", RO.domain().defaultValue() - ro),
            new Impairment("delay", "Idd", idd),
            new Impairment("codec", "Ie", ie),
            new Impairment("packet loss", "Ie,eff - Ie", ieEff - ie),
            new Impairment("advantage of access", "A", 0 - a));
    return EModelResult.of(RatingScale.FULLBAND, r, terms, causes, in.outsideValidity());
  }
}
