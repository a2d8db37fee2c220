package dev.qoe.core.service.interactive;

import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.ModelDescriptor.Assurance;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ValidityFlag;
import java.util.ArrayList;
import java.util.List;

/**
 * Cloud gaming after ITU-T G.1072 (01/2020): what video coding, loss and delay leave of the
 * experience.
 *
 * <pre>
 * R = 100 - 0.788 Ivq,cod - 0.896 Ivq,trans - 0.227 Itvq - 0.625 Iipq,frames - 0.848 Iipq,delay
 * </pre>
 *
 * <p>R is clamped to 0..100. Equations and coefficients agree in two public sources; the
 * Recommendation's own text was not open, hence no claim of conformance. In particular the
 * logarithms of Ivq,trans, Itvq and Iipq,frames are taken as natural, as its authors' published
 * code does; and the bit rate in the frame loss is in Mbit/s with 1.425e-4, as the authors' note
 * says. Thread-safe.
 *
 * @since 0.1
 */
public final class CloudGamingModel implements ServiceModel<CloudGamingInput, CloudGamingResult> {

  private static final CloudGamingModel G1072 = new CloudGamingModel();

  private static final ModelDescriptor DESCRIPTOR =
      new ModelDescriptor(
          "g1072",
          "cloud gaming: MOS from video stream, loss, delay and kind of game (ITU-T G.1072)",
          "ITU-T G.1072",
          "01/2020",
          List.of(
              new Assurance("equations and coefficients", Certainty.CONFIRMED),
              new Assurance("natural base of the logarithms", Certainty.SINGLE_SOURCE),
              new Assurance("frame loss coefficient 1.425e-4 per Mbit/s", Certainty.SINGLE_SOURCE)),
          "Written from the equations. The reference code of TU Berlin, licensed for non-commercial"
              + " research only, is not part of it.");

  private static final double FULL_HD_PIXELS = 1920.0 * 1080;

  private CloudGamingModel() {}

  /** Returns the model. */
  public static CloudGamingModel g1072() {
    return G1072;
  }

  @Override
  public ModelDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CloudGamingResult score(CloudGamingInput in) {
    double coding = coding(in);
    double frameLoss = frameLossRate(in, in.delayMillis(), in.packetLossPercent());
    return new CloudGamingResult(
        videoCoding(coding),
        videoTransmission(in.videoClass(), coding, in.slicingPacketLossPercent()),
        temporal(in, frameLoss),
        inputFrames(in, frameLoss),
        inputDelay(in, in.delayMillis()),
        frameLoss,
        fragmentation(in),
        unclearness(in),
        outsideValidity(in));
  }

  /** Ivq,cod before it is clamped. */
  static double coding(CloudGamingInput in) {
    VideoClass.Coding a = in.videoClass().coding();
    double bpp = in.bitRateMegabitsPerSecond() * 1e6 / (in.pixels() * in.frameRate());
    double cc = a.a31() * Math.exp(a.a32() * bpp) + a.a33();
    return a.a1() * Math.exp(a.a2() * bpp) + a.a3() * cc + a.a4();
  }

  /** Ivq,cod. */
  static double videoCoding(double coding) {
    return clamp(coding, 0, 78.78);
  }

  /** Ivq,trans for loss in percent without bursts. */
  static double videoTransmission(VideoClass video, double coding, double loss) {
    VideoClass.Transmission c = video.transmission();
    double icodn = Math.min(coding, 65);
    double burst = 0;
    double lnp = (c.c21() - icodn) * loss / (icodn * (c.c22() * burst + c.c23()) + loss);
    double le = c.q1() * Math.exp(c.q2() * lnp) - c.q1();
    return c.c1() * Math.log(c.c2() * le + 1);
  }

  /** FLR, the share of frames that are lost, in percent: none below a delay d of 16 ms. */
  static double frameLossRate(CloudGamingInput in, double d, double packetLossPercent) {
    double f = in.frameRate();
    double br = in.bitRateMegabitsPerSecond();
    double averageFrameRate =
        d < 16
            ? f
            : f
                * Math.exp(
                    -(0.08526 + 0.00073 * f + 1.425e-4 * br * f)
                        * (0.09656 * d - 1.5)
                        * packetLossPercent);
    return 100 * (f - averageFrameRate) / f;
  }

  /** Itvq. */
  static double temporal(CloudGamingInput in, double frameLoss) {
    return clamp(in.interactionClass().temporal().at(in.frameRate(), frameLoss), 0, 61.29);
  }

  /** Iipq,frames. */
  static double inputFrames(CloudGamingInput in, double frameLoss) {
    return clamp(in.interactionClass().input().at(in.frameRate(), frameLoss), 0, 68.98);
  }

  /** Iipq,delay, for a delay d in ms. */
  static double inputDelay(CloudGamingInput in, double d) {
    return clamp(in.interactionClass().delay().at(d), 0, 68.98);
  }

  /** VF, a diagnostic: blocks in the picture. */
  private static double fragmentation(CloudGamingInput in) {
    VideoClass.Fragmentation v = in.videoClass().fragmentation();
    double bk = kilobits(in);
    return clamp(v.v1() + v.v2() * Math.log(bitsPerPixel(in) * bk) + v.v3() * bk, 0, 75.94);
  }

  /** VU, a diagnostic: blur. */
  private static double unclearness(CloudGamingInput in) {
    VideoClass.Unclearness u = in.videoClass().unclearness();
    double log = Math.log(bitsPerPixel(in) * kilobits(in));
    return clamp(u.u1() + u.u2() * log + u.u3() * Math.log(in.pixels() / FULL_HD_PIXELS), 0, 68.08);
  }

  private static double kilobits(CloudGamingInput in) {
    return in.bitRateMegabitsPerSecond() * 1000;
  }

  private static double bitsPerPixel(CloudGamingInput in) {
    return kilobits(in) / (in.frameRate() * in.pixels());
  }

  private static double clamp(double value, double min, double max) {
    return Math.max(min, Math.min(max, value));
  }

  private static List<ValidityFlag> outsideValidity(CloudGamingInput in) {
    List<ValidityFlag> flags = new ArrayList<>();
    Validity.flag(flags, "bitRateMegabitsPerSecond", in.bitRateMegabitsPerSecond(), 0.3, 50);
    Validity.flag(flags, "frameRate", in.frameRate(), 10, 60);
    Validity.flag(flags, "packetLossPercent", in.packetLossPercent(), 0, 5);
    Validity.flag(flags, "slicingPacketLossPercent", in.slicingPacketLossPercent(), 0, 2);
    Validity.flag(flags, "delayMillis", in.delayMillis(), 0, 400);
    boolean known =
        switch (in.width()) {
          case 640 -> in.height() == 480;
          case 1280 -> in.height() == 720;
          case 1920 -> in.height() == 1080;
          default -> false;
        };
    if (!known) {
      flags.add(new ValidityFlag("pixels", in.pixels(), "640x480, 1280x720 or 1920x1080"));
    }
    return flags;
  }
}
