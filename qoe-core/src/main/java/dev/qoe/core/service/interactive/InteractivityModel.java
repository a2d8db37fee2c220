package dev.qoe.core.service.interactive;

import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.ModelDescriptor.Assurance;
import dev.qoe.core.service.ServiceModel;
import java.util.List;

/**
 * A stand-in for an interactivity score: latency, delay variation and loss as one number, 0 to 100.
 *
 * <pre>
 * score    = 100 latency variation loss
 * latency  = f(L) / f(0), f(L) = 1 / (1 + exp((L - mid) / width))
 * variation = exp(-sigma / scale)
 * loss     = exp(-k DQ)                                  DQ in percent
 * </pre>
 *
 * <p>It has the structure that public descriptions give of ITU-T G.1051 (a latency score, degraded
 * by variation and by lost or disqualified packets), but form and numbers are this library's own.
 * It is not G.1051, and its scores cannot be compared with scores of G.1051. {@code mos()} maps
 * 0..100 linearly to 1..5, a convenience. Thread-safe.
 *
 * @since 0.1
 */
public final class InteractivityModel
    implements ServiceModel<InteractivityInput, InteractivityResult> {

  private final InteractivityProfile profile;
  private final ModelDescriptor descriptor;

  private InteractivityModel(InteractivityProfile profile) {
    this.profile = profile;
    this.descriptor =
        new ModelDescriptor(
            "interactivity",
            "interactivity stand-in, 0 to 100, from latency, its variation and loss: "
                + profile.name(),
            "not standardised",
            "not standardised",
            List.of(new Assurance("form and constants", Certainty.ENGINEERING)),
            "Not ITU-T G.1051: that Recommendation's equations were not open.");
  }

  /** Returns the model of a group of applications. */
  public static InteractivityModel of(InteractivityProfile profile) {
    return new InteractivityModel(profile);
  }

  @Override
  public ModelDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public InteractivityResult score(InteractivityInput in) {
    return new InteractivityResult(
        logistic(in.latencyMillis()) / logistic(0),
        Math.exp(-in.delayVariationMillis() / profile.variationScaleMillis()),
        Math.exp(-profile.lossPerPercent() * in.lostOrLatePercent()));
  }

  private double logistic(double latency) {
    return 1
        / (1 + Math.exp((latency - profile.midLatencyMillis()) / profile.latencyWidthMillis()));
  }
}
