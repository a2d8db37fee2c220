package dev.qoe.core.service.web;

import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.ModelDescriptor.Assurance;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ValidityFlag;
import java.util.List;
import java.util.Locale;

/**
 * Web browsing after ITU-T G.1030 (02/2014), Annex A: quality falls with the logarithm of the
 * waiting time.
 *
 * <pre>
 * MOS = 4 / (ln Min - ln Max) (ln SessionTime - ln Min) + 5      clamped to 1..5
 * </pre>
 *
 * <p>Max is the session time that people rate 1, Min the one that they rate 5; Min follows from Max
 * and the task, see {@link BrowsingTask}. The equation was seen in one public source, not in the
 * Recommendation's own text. Thread-safe.
 *
 * @since 0.1
 */
public final class WebBrowsingModel implements ServiceModel<WebSession, WebBrowsingResult> {

  private static final WebBrowsingModel G1030 = new WebBrowsingModel();

  private static final ModelDescriptor DESCRIPTOR =
      new ModelDescriptor(
          "g1030",
          "web browsing: MOS from session time and expected maximum (ITU-T G.1030, Annex A)",
          "ITU-T G.1030",
          "02/2014",
          List.of(
              new Assurance("equation and single timing event", Certainty.SINGLE_SOURCE),
              new Assurance("one-page and two-page sessions", Certainty.SINGLE_SOURCE),
              new Assurance("typical expected maxima of 6, 15 and 60 s", Certainty.RECALLED)),
          "The regressions over several pages of the Appendix are not part of this model.");

  private WebBrowsingModel() {}

  /** Returns the model of Annex A. */
  public static WebBrowsingModel g1030() {
    return G1030;
  }

  @Override
  public ModelDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public WebBrowsingResult score(WebSession session) {
    double time = session.sessionSeconds();
    double max = session.maximumSeconds();
    double min = session.task().minimumSeconds(max);
    double unclamped = unclamped(time, min, max);
    return new WebBrowsingResult(
        mos(unclamped), unclamped, time, min, max, outsideValidity(session.task(), max));
  }

  static double unclamped(double time, double min, double max) {
    return 4 / (Math.log(min) - Math.log(max)) * (Math.log(time) - Math.log(min)) + 5;
  }

  static double mos(double unclamped) {
    return Math.max(1, Math.min(5, unclamped));
  }

  private static List<ValidityFlag> outsideValidity(BrowsingTask task, double max) {
    if (max >= task.lowestMaximumSeconds() && max <= task.highestMaximumSeconds()) {
      return List.of();
    }
    String range =
        String.format(
            Locale.ROOT, "%.0f to %.0f", task.lowestMaximumSeconds(), task.highestMaximumSeconds());
    return List.of(new ValidityFlag("expectedMaximumSeconds", max, range));
  }
}
