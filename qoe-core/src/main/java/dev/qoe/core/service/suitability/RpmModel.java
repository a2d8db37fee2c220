package dev.qoe.core.service.suitability;

import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.ModelDescriptor.Assurance;
import dev.qoe.core.service.ServiceModel;
import java.util.List;

/**
 * Responsiveness under working conditions: round trips per minute.
 *
 * <pre>
 * RPM = 60000 / ((TM(tcp_f) + TM(tls_f) + TM(http_f)) / 6 + TM(http_s) / 2)          times in ms
 * </pre>
 *
 * <p>TM is the mean without the highest 5 percent: {@code floor(0.05 n)} values are left out. After
 * draft-ietf-ippm-responsiveness. {@code mos()} maps 0..1000 RPM linearly to 1..5 and stays 5
 * above, a convenience of this library. Thread-safe.
 *
 * @since 0.1
 */
public final class RpmModel implements ServiceModel<RpmInput, RpmResult> {

  private static final RpmModel RESPONSIVENESS = new RpmModel();

  private static final ModelDescriptor DESCRIPTOR =
      new ModelDescriptor(
          "rpm",
          "responsiveness under load: round trips per minute",
          "draft-ietf-ippm-responsiveness",
          "as read with goresponsiveness commit 3439542",
          List.of(
              new Assurance("equation", Certainty.SINGLE_SOURCE),
              new Assurance("rounding of the trimmed share, mapping to MOS", Certainty.ENGINEERING),
              new Assurance("labels low, medium, high at 200 and 1000", Certainty.RECALLED)),
          "");

  private static final double TRIMMED = 0.05;

  private RpmModel() {}

  /** Returns the model. */
  public static RpmModel responsiveness() {
    return RESPONSIVENESS;
  }

  @Override
  public ModelDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public RpmResult score(RpmInput in) {
    return RpmResult.of(
        trimmedMean(in.tcpForeignMillis()),
        trimmedMean(in.tlsForeignMillis()),
        trimmedMean(in.httpForeignMillis()),
        trimmedMean(in.httpSelfMillis()));
  }

  private static double trimmedMean(List<Double> millis) {
    int kept = millis.size() - (int) (TRIMMED * millis.size() + 1e-9);
    return millis.stream()
        .mapToDouble(Double::doubleValue)
        .sorted()
        .limit(kept)
        .average()
        .orElseThrow();
  }
}
