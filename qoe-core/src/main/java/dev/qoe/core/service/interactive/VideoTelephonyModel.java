package dev.qoe.core.service.interactive;

import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.ModelDescriptor.Assurance;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ValidityFlag;
import java.util.ArrayList;
import java.util.List;

/**
 * The video quality of a video call after ITU-T G.1070 (07/2018).
 *
 * <pre>
 * Vq      = 1 + Icoding exp(-Ppl,v / DPpl,v)
 * Icoding = IOfr exp(-(ln Fr - ln Ofr)^2 / (2 DFr,v^2))
 * Ofr     = v1 + v2 Br, within 1..30           IOfr = v3 - v3 / (1 + (Br / v4)^v5)
 * DFr,v   = v6 + v7 Br                         DPpl,v = v10 + v11 exp(-Fr / v8) + v12 exp(-Br / v9)
 * </pre>
 *
 * <p>The equations agree in two public sources. Where they leave a hole, this model fills it so
 * that every input has a score: with {@code DPpl,v <= 0} any loss takes the whole Icoding; {@code
 * DFr,v} counts as at least 1e-6 and is flagged where it is not positive; MOS ends at 5 (set 4
 * could exceed it). A published check value, 2.9473 for set 5 at 2000 kbit/s, 30 frames/s and 0.5
 * %, was made without the upper limit of Ofr; with it, the same input gives 2.9479. Speech quality
 * and the multimedia integration of the Recommendation are not part of it: the coefficients of the
 * integration were not seen. Thread-safe.
 *
 * @since 0.1
 */
public final class VideoTelephonyModel
    implements ServiceModel<VideoTelephonyInput, VideoTelephonyResult> {

  private static final VideoTelephonyModel G1070 = new VideoTelephonyModel();

  private static final ModelDescriptor DESCRIPTOR =
      new ModelDescriptor(
          "g1070-video",
          "video calls: video MOS from bit rate, frame rate and loss (ITU-T G.1070, video part)",
          "ITU-T G.1070",
          "07/2018",
          List.of(
              new Assurance("equations, coefficient sets 1 and 5", Certainty.CONFIRMED),
              new Assurance("coefficient sets 2 to 4", Certainty.SINGLE_SOURCE),
              new Assurance("upper end of 5 and degenerate tolerances", Certainty.ENGINEERING)),
          "Video part only.");

  private static final double LEAST_TOLERANCE = 1e-6;

  private VideoTelephonyModel() {}

  /** Returns the model. */
  public static VideoTelephonyModel g1070() {
    return G1070;
  }

  @Override
  public ModelDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public VideoTelephonyResult score(VideoTelephonyInput in) {
    VideoCoefficients v = in.coefficients();
    double br = in.bitRateKilobitsPerSecond();
    double fr = in.frameRate();
    double ppl = in.packetLossPercent();

    double ofr = Math.max(1, Math.min(30, v.v1() + v.v2() * br));
    double iofr = v.v3() - v.v3() / (1 + Math.pow(br / v.v4(), v.v5()));
    double dfrv = v.v6() + v.v7() * br;
    double off = (Math.log(fr) - Math.log(ofr)) / Math.max(dfrv, LEAST_TOLERANCE);
    double icoding = iofr * Math.exp(-off * off / 2);
    double dpplv = v.v10() + v.v11() * Math.exp(-fr / v.v8()) + v.v12() * Math.exp(-br / v.v9());
    double kept = ppl == 0 ? 1 : dpplv <= 0 ? 0 : Math.exp(-ppl / dpplv);
    return new VideoTelephonyResult(
        Math.min(5, 1 + icoding * kept),
        ofr,
        iofr,
        dfrv,
        icoding,
        dpplv,
        icoding * (1 - kept),
        outsideValidity(in, dfrv));
  }

  private static List<ValidityFlag> outsideValidity(VideoTelephonyInput in, double dfrv) {
    List<ValidityFlag> flags = new ArrayList<>();
    Validity.flag(flags, "frameRate", in.frameRate(), 1, 30);
    if (in.packetLossPercent() >= 10) {
      flags.add(new ValidityFlag("packetLossPercent", in.packetLossPercent(), "0 to below 10"));
    }
    if (dfrv <= 0) {
      double limit = -in.coefficients().v6() / in.coefficients().v7();
      flags.add(
          new ValidityFlag(
              "bitRateKilobitsPerSecond",
              in.bitRateKilobitsPerSecond(),
              "below " + Math.round(limit) + " for this coefficient set"));
    }
    return flags;
  }
}
