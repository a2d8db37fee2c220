package dev.qoe.core.service.voice;

import static dev.qoe.core.service.voice.EModel.put;
import static dev.qoe.core.service.voice.Equations.IE_CEILING;
import static dev.qoe.core.service.voice.WidebandParameter.A;
import static dev.qoe.core.service.voice.WidebandParameter.BPL;
import static dev.qoe.core.service.voice.WidebandParameter.BURST_R;
import static dev.qoe.core.service.voice.WidebandParameter.IE;
import static dev.qoe.core.service.voice.WidebandParameter.PPL;
import static dev.qoe.core.service.voice.WidebandParameter.RO;
import static dev.qoe.core.service.voice.WidebandParameter.T;
import static dev.qoe.core.service.voice.WidebandParameter.TA;
import static dev.qoe.core.service.voice.WidebandParameter.TELR;
import static dev.qoe.core.service.voice.WidebandParameter.TR;
import static dev.qoe.core.service.voice.WidebandParameter.WEPL;

import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.ModelDescriptor.Assurance;
import dev.qoe.core.service.ServiceModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The wideband E-model, ITU-T G.107.1 (06/2019 with Corrigendum 1, 01/2020): how well people can
 * talk over a connection of 50 Hz to 7 kHz, on the scale 0 to 129.
 *
 * <p>R = Ro,WB - Id,WB - Ie,eff,WB + A; Is,WB is 0. Less sure than the narrowband model: Ro,WB's
 * dependence on noise was not seen, Roe,WB is a constant, and dividing Ppl by BurstR follows G.107.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class WidebandEModel implements ServiceModel<WidebandEModelInput, EModelResult> {

  private static final WidebandEModel G107_1 = new WidebandEModel();

  private static final ModelDescriptor DESCRIPTOR =
      new ModelDescriptor(
          "g107.1",
          "E-model: wideband conversational voice",
          "ITU-T G.107.1",
          "06/2019 with Corrigendum 1 (01/2020)",
          List.of(
              new Assurance("(7-15) Ie,eff with its ceiling of 95", Certainty.CONFIRMED),
              new Assurance("(7-1), Ro,WB = 129, R to MOS", Certainty.SINGLE_SOURCE),
              new Assurance("talker and listener echo, delay", Certainty.SINGLE_SOURCE),
              new Assurance("BurstR in (7-15), Roe,WB = 129", Certainty.ENGINEERING),
              new Assurance("Ie,WB and Bpl,WB of the codecs", Certainty.SINGLE_SOURCE)),
          "Ie,WB and Bpl,WB of ITU-T G.113 are provisional planning values, not an integral part of"
              + " that Recommendation; Ro,WB does not follow noise or loudness here");

  private WidebandEModel() {}

  /** Returns the wideband E-model. */
  public static WidebandEModel g107_1() {
    return G107_1;
  }

  @Override
  public ModelDescriptor descriptor() {
    return DESCRIPTOR;
  }

  /**
   * Returns the rating of connections like {@code base} as a function of delay and loss; those of
   * {@code base} itself do not matter.
   */
  public RatingFunction function(WidebandEModelInput base) {
    return new WidebandRating(base);
  }

  @Override
  public EModelResult score(WidebandEModelInput in) {
    Map<String, Double> terms = new LinkedHashMap<>();
    double ro = put(terms, "Ro", in.value(RO));
    double t = in.value(T);
    double terv = put(terms, "TERV", Equations.widebandTerv(in.value(TELR), t));
    double re = put(terms, "Re", Equations.widebandRe(terv));
    double idte = put(terms, "Idte", Equations.idte(WidebandRating.ROE, re, t));
    double rle = put(terms, "Rle", Equations.rle(in.value(WEPL), in.value(TR)));
    double idle = put(terms, "Idle", Equations.idle(ro, rle));
    double idd = put(terms, "Idd", WidebandRating.idd(in.value(TA)));
    double id = put(terms, "Id", idte + idle + idd);
    double ie = in.value(IE);
    double ieEff = Equations.ieEff(IE_CEILING, ie, in.value(BPL), in.value(PPL), in.value(BURST_R));
    put(terms, "Ie,eff", ieEff);
    double a = put(terms, "A", in.value(A));
    double r = put(terms, "R", ro - id - ieEff + a);

    List<Impairment> causes =
        List.of(
            new Impairment("noise and loudness", "Ro", RO.domain().defaultValue() - ro),
            new Impairment("talker echo", "Idte", idte),
            new Impairment("listener echo", "Idle", idle),
            new Impairment("delay", "Idd", idd),
            new Impairment("codec", "Ie", ie),
            new Impairment("packet loss", "Ie,eff - Ie", ieEff - ie),
            new Impairment("advantage of access", "A", 0 - a));
    return EModelResult.of(RatingScale.WIDEBAND, r, terms, causes, in.outsideValidity());
  }
}
