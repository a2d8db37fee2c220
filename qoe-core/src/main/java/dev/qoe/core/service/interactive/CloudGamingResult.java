package dev.qoe.core.service.interactive;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelResult;
import dev.qoe.core.service.NativeScore;
import dev.qoe.core.service.ValidityFlag;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a player experiences in a cloud gaming session, after ITU-T G.1072 (01/2020).
 *
 * <p>All impairments are on the scale of R, 0 to 100; the part scores are MOS, 1.3 to 4.64.
 * Immutable.
 *
 * @param videoCodingImpairment Ivq,cod, 0 to 78.78
 * @param videoTransmissionImpairment Ivq,trans
 * @param temporalImpairment Itvq, 0 to 61.29
 * @param inputFrameImpairment Iipq,frames, 0 to 68.98
 * @param inputDelayImpairment Iipq,delay, 0 to 68.98
 * @param frameLossRatePercent FLR, 0 to 100
 * @param videoFragmentation VF, a diagnostic that R does not use, 0 to 75.94
 * @param videoUnclearness VU, a diagnostic that R does not use, 0 to 68.08
 * @param r the transmission rating, 0 to 100
 * @param mos 1.3 (bad) to 4.64 (excellent)
 * @param outsideValidity inputs outside the range of the Recommendation
 * @since 0.1
 */
public record CloudGamingResult(
    double videoCodingImpairment,
    double videoTransmissionImpairment,
    double temporalImpairment,
    double inputFrameImpairment,
    double inputDelayImpairment,
    double frameLossRatePercent,
    double videoFragmentation,
    double videoUnclearness,
    double r,
    double mos,
    List<ValidityFlag> outsideValidity)
    implements ModelResult {

  private static final double CODING = 0.788;
  private static final double TRANSMISSION = 0.896;
  private static final double TEMPORAL = 0.227;
  private static final double INPUT_FRAMES = 0.625;
  private static final double INPUT_DELAY = 0.848;

  /** Creates a result; the list is copied. */
  public CloudGamingResult {
    outsideValidity = List.copyOf(outsideValidity);
  }

  CloudGamingResult(
      double coding,
      double transmission,
      double temporal,
      double inputFrames,
      double inputDelay,
      double frameLossRate,
      double fragmentation,
      double unclearness,
      List<ValidityFlag> outsideValidity) {
    this(
        coding,
        transmission,
        temporal,
        inputFrames,
        inputDelay,
        frameLossRate,
        fragmentation,
        unclearness,
        rating(coding, transmission, temporal, inputFrames, inputDelay),
        mos(rating(coding, transmission, temporal, inputFrames, inputDelay)),
        outsideValidity);
  }

  static double rating(
      double coding, double transmission, double temporal, double frames, double delay) {
    double r =
        100
            - CODING * coding
            - TRANSMISSION * transmission
            - TEMPORAL * temporal
            - INPUT_FRAMES * frames
            - INPUT_DELAY * delay;
    return Math.max(0, Math.min(100, r));
  }

  static double mos(double r) {
    double mos = 1.3 + 3.34 * r / 100 + r * (r - 60) * (100 - r) * 7e-6;
    return Math.max(1.3, Math.min(4.64, mos));
  }

  /** Returns how well the game reacts as far as delay decides, as MOS. */
  public double inputQualityDelayMos() {
    return mos(100 - inputDelayImpairment);
  }

  /** Returns how well the game reacts as far as lost frames decide, as MOS. */
  public double inputQualityLossMos() {
    return mos(100 - inputFrameImpairment);
  }

  /** Returns the quality of the coded picture, as MOS. */
  public double videoQualityMos() {
    return mos(100 - videoCodingImpairment);
  }

  /** Returns how clear the picture is, as MOS. */
  public double videoUnclearnessMos() {
    return mos(100 - videoUnclearness);
  }

  /** Returns how free of blocks the picture is, as MOS. */
  public double videoFragmentationMos() {
    return mos(100 - videoFragmentation);
  }

  @Override
  public NativeScore nativeScore() {
    return new NativeScore("R", r, 0, 100);
  }

  @Override
  public Map<String, Double> terms() {
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("FLR", frameLossRatePercent);
    terms.put("Ivq,cod", videoCodingImpairment);
    terms.put("Ivq,trans", videoTransmissionImpairment);
    terms.put("Itvq", temporalImpairment);
    terms.put("Iipq,frames", inputFrameImpairment);
    terms.put("Iipq,delay", inputDelayImpairment);
    terms.put("VF", videoFragmentation);
    terms.put("VU", videoUnclearness);
    terms.put("R", r);
    return Collections.unmodifiableMap(terms);
  }

  /** {@inheritDoc} Losses are weighted as in R; together they may exceed 100, where R stays 0. */
  @Override
  public List<Impairment> explanation() {
    return Stream.of(
            new Impairment("video coding", "Ivq,cod", CODING * videoCodingImpairment),
            new Impairment(
                "damaged pictures", "Ivq,trans", TRANSMISSION * videoTransmissionImpairment),
            new Impairment(
                "frame rate and lost frames, seen", "Itvq", TEMPORAL * temporalImpairment),
            new Impairment(
                "frame rate and lost frames, felt",
                "Iipq,frames",
                INPUT_FRAMES * inputFrameImpairment),
            new Impairment("delay", "Iipq,delay", INPUT_DELAY * inputDelayImpairment))
        .sorted(Comparator.comparingDouble(Impairment::points).reversed())
        .toList();
  }

  /** Returns for example {@code MOS 1.70 (R 25.81 of 100.0): video coding -37.9 (Ivq,cod)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "MOS %.2f (%s): %s", mos, nativeScore(), explanation().get(0));
  }
}
