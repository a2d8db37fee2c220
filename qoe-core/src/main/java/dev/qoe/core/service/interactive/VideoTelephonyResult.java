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
 * What people think of the picture in a video call, after ITU-T G.1070 (07/2018).
 *
 * <p>Immutable.
 *
 * @param mos Vq, 1 (bad) to 5 (excellent)
 * @param optimalFrameRate Ofr, frames/s, 1 to 30
 * @param optimalQuality IOfr, what the bit rate allows at the optimal frame rate, above 1
 * @param frameRateTolerance DFr,v
 * @param codingQuality Icoding, what bit rate and frame rate allow without loss, above 1
 * @param lossRobustnessPercent DPpl,v, the loss that leaves 1/e of Icoding, percent
 * @param lossImpairment what loss took of Icoding, {@code >= 0}
 * @param outsideValidity inputs outside the range of the Recommendation
 * @since 0.1
 */
public record VideoTelephonyResult(
    double mos,
    double optimalFrameRate,
    double optimalQuality,
    double frameRateTolerance,
    double codingQuality,
    double lossRobustnessPercent,
    double lossImpairment,
    List<ValidityFlag> outsideValidity)
    implements ModelResult {

  /** Creates a result; the list is copied. */
  public VideoTelephonyResult {
    outsideValidity = List.copyOf(outsideValidity);
  }

  @Override
  public NativeScore nativeScore() {
    return new NativeScore("Vq", mos, 1, 5);
  }

  @Override
  public Map<String, Double> terms() {
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("Ofr", optimalFrameRate);
    terms.put("IOfr", optimalQuality);
    terms.put("DFr,v", frameRateTolerance);
    terms.put("Icoding", codingQuality);
    terms.put("DPpl,v", lossRobustnessPercent);
    terms.put("Vq", mos);
    return Collections.unmodifiableMap(terms);
  }

  /** {@inheritDoc} The losses add up to 5 - Vq unless Vq was cut at 5. */
  @Override
  public List<Impairment> explanation() {
    return Stream.of(
            new Impairment("bit rate", "IOfr", 4 - optimalQuality),
            new Impairment("frame rate", "DFr,v", optimalQuality - codingQuality),
            new Impairment("packet loss", "DPpl,v", lossImpairment))
        .sorted(Comparator.comparingDouble(Impairment::points).reversed())
        .toList();
  }

  /** Returns for example {@code MOS 2.93: bit rate -1.05 (IOfr)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "MOS %.2f: %s", mos, explanation().get(0));
  }
}
