package dev.qoe.core.service.video;

import com.google.common.primitives.Doubles;
import dev.qoe.core.service.Certainty;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.ModelDescriptor.Assurance;
import dev.qoe.core.service.ServiceModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Quality of adaptive video streaming by ITU-T P.1203 (10/2017) and P.1203.3 (01/2019), modes 0 and
 * 1.
 *
 * <p>The Recommendation mixes a parametric score (75 %) and a random forest (25 %). The forest's
 * tables may not be distributed; without them the model gives the parametric score and says so in
 * {@link P1203Result#variant()}.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class P1203 implements ServiceModel<VideoSession, P1203Result> {

  private final @Nullable Forest forest;
  private final Set<Amendment> amendments;
  private final boolean codecExtension;

  private P1203(Builder builder) {
    this.forest = builder.forest;
    this.amendments = Collections.unmodifiableSet(EnumSet.copyOf(builder.amendments));
    this.codecExtension = builder.codecExtension;
  }

  /** Returns the model without the forest and without amendments. */
  public static P1203 parametric() {
    return builder().build();
  }

  /** Returns the model as recommended, without amendments. */
  public static P1203 withForest(Forest forest) {
    return builder().forest(forest).build();
  }

  /** Returns a builder of the model without the forest and without amendments. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public ModelDescriptor descriptor() {
    return new ModelDescriptor(
        "p1203",
        "video streaming sessions, ITU-T P.1203 modes 0 and 1",
        "ITU-T P.1203",
        "10/2017, P.1203.3 01/2019 with Amendment 1",
        List.of(
            new Assurance("P.1203.1 modes 0 and 1, P.1203.2, P.1203.3", Certainty.CONFIRMED),
            new Assurance("bit rates of the validity range", Certainty.SINGLE_SOURCE),
            new Assurance("codec extension to H.265 and VP9", Certainty.SINGLE_SOURCE)),
        "H.264 up to 1080p and sessions of 30 s to 5 min; H.265 and VP9 by an extension that is"
            + " not standardised. The random forest is not included: its tables are licensed"
            + " for non-commercial research only. Patents declared to ITU-T may apply.");
  }

  /**
   * Returns the quality of a whole session.
   *
   * @throws IllegalArgumentException if it holds less than one second of video or of sound, or a
   *     codec that needs the codec extension where that is off or the mode is not 0
   */
  @Override
  public P1203Result score(VideoSession session) {
    MediaTimeline media =
        new MediaTimeline(this, session.mode(), session.device(), session.display());
    session.video().forEach(media::append);
    session.audio().forEach(media::append);
    return media
        .result(session.stalling(), session.warnings())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a session needs at least one second of video and, if it has sound, of sound: "
                        + session));
  }

  /**
   * Returns the quality of a session whose quality per second is known, for example from a model of
   * the P.1204 family.
   *
   * @param o21 audio quality of each second, 1 to 5; empty if there is no sound
   * @param o22 video quality of each second, 1 to 5
   * @param initialDelaySeconds the wait for the first picture, in seconds, {@code >= 0}
   * @param stalls the stalls, one after the other
   * @throws IllegalArgumentException if {@code o22} is empty, a quality is out of range, or stalls
   *     break the rules of {@link VideoSession.Builder#build()}
   */
  public P1203Result integrate(
      double[] o21, double[] o22, double initialDelaySeconds, List<Stall> stalls) {
    return integrate(o21, o22, Stalling.of(initialDelaySeconds, stalls), List.of());
  }

  P1203Result integrate(double[] o21, double[] o22, Stalling stalling, List<String> warnings) {
    if (o22.length == 0) {
      throw new IllegalArgumentException("O22 must hold at least one second: it is empty");
    }
    return integrate(
        Mode.SCORES,
        false,
        opinions("O21", o21.clone()),
        opinions("O22", o22.clone()),
        stalling,
        new ValidityRanges(),
        warnings);
  }

  /** Opens a session that grows while it is played. */
  public LiveVideoSession open(Mode mode, Device device, Resolution display) {
    return new LiveVideoSession(new MediaTimeline(this, mode, device, display));
  }

  P1203Result integrate(
      Mode mode,
      boolean extended,
      double[] o21,
      double[] o22,
      Stalling stalling,
      ValidityRanges validity,
      List<String> warnings) {
    Integration integration = Integration.of(o21, o22, stalling, amendments, forest);
    Diagnosis diagnosis = integration.diagnosis();
    OptionalDouble o46 = integration.o46();
    return new P1203Result(
        Variant.of(forest != null, extended),
        mode,
        o46.orElse(integration.parametric()),
        view(o21),
        view(o22),
        view(integration.o34()),
        1 + 4 * diagnosis.stallingIndex(),
        o46,
        integration.parametric(),
        diagnosis,
        view(integration.features()),
        List.copyOf(amendments),
        validity.flags(diagnosis.mediaSeconds()),
        warnings(stalling, diagnosis.mediaSeconds(), warnings));
  }

  private static List<String> warnings(Stalling stalling, int seconds, List<String> given) {
    List<String> warnings = new ArrayList<>(given);
    for (Stall stall : stalling.stalls()) {
      if (stall.positionSeconds() > seconds) {
        warnings.add(
            "the stall at %s s is not counted: it lies beyond the %d s of scored media"
                .formatted(stall.positionSeconds(), seconds));
      }
    }
    return List.copyOf(warnings);
  }

  /** Returns a list that shows an array which nobody changes any more. */
  private static List<Double> view(double[] values) {
    return Collections.unmodifiableList(Doubles.asList(values));
  }

  /** Checks that the model may score the segment's codec. */
  void checkCodec(VideoSegment segment, Mode mode) {
    if (segment.codec() == VideoCodec.H264) {
      return;
    }
    if (!codecExtension) {
      throw new IllegalArgumentException(
          "video codec '%s' is not part of P.1203.1, which knows h264: allow the codec extension to score it"
              .formatted(segment.codec().label()));
    }
    if (mode != Mode.METADATA) {
      throw new IllegalArgumentException(
          "video codec '%s' can be scored in mode 0 only: leave out the frames"
              .formatted(segment.codec().label()));
    }
  }

  /**
   * Collects the options of the model.
   *
   * <p>Confine to one thread.
   */
  public static final class Builder {
    private @Nullable Forest forest;
    private final Set<Amendment> amendments = EnumSet.noneOf(Amendment.class);
    private boolean codecExtension;

    private Builder() {}

    /** Sets the forest; without it only the parametric score is given. */
    public Builder forest(Forest value) {
      forest = value;
      return this;
    }

    /** Switches an amendment on. */
    public Builder amendment(Amendment value) {
      amendments.add(value);
      return this;
    }

    /** Sets whether H.265 and VP9 are scored, by a map that is not standardised; off if not set. */
    public Builder codecExtension(boolean value) {
      codecExtension = value;
      return this;
    }

    /** Returns the model. */
    public P1203 build() {
      return new P1203(this);
    }
  }

  /** Returns the scores if each lies on the opinion scale. */
  private static double[] opinions(String field, double[] scores) {
    for (int t = 0; t < scores.length; t++) {
      if (!(scores[t] >= 1 && scores[t] <= 5)) {
        throw new IllegalArgumentException(
            "%s must lie in 1 to 5: %s at second %d".formatted(field, scores[t], t + 1));
      }
    }
    return scores;
  }
}
