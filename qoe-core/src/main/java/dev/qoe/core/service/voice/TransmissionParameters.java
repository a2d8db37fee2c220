package dev.qoe.core.service.voice;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.qoe.core.service.ValidityFlag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one connection for one of the E-models: those that were given, and the
 * Recommendation's defaults for the rest.
 *
 * <p>Immutable.
 *
 * @param <P> the parameters of the band
 * @since 0.1
 */
public abstract sealed class TransmissionParameters<P extends Enum<P> & EModelParameter>
    permits EModelInput, WidebandEModelInput, FullbandEModelInput {

  /** From this loss on, in percent, burst ratios above {@link #BURSTY} are not validated. */
  private static final double SPARSE_LOSS_PERCENT = 2;

  private static final double BURSTY = 2;

  private final ImmutableMap<P, Double> values;
  private final @Nullable SpeechCodec codec;
  private final List<ValidityFlag> outsideValidity;

  TransmissionParameters(Draft<P> draft) {
    codec = draft.codec;
    Map<P, Double> complete = new EnumMap<>(draft.ie.getDeclaringClass());
    for (P parameter : draft.parameters) {
      complete.put(parameter, draft.get(parameter));
    }
    values = Maps.immutableEnumMap(complete);
    outsideValidity = List.copyOf(flags(draft));
  }

  /** Returns the value of a parameter, in the parameter's unit. */
  public final double value(P parameter) {
    return Objects.requireNonNull(values.get(parameter));
  }

  /** Returns the codec that gave Ie and Bpl, if one was named. */
  public final Optional<SpeechCodec> codec() {
    return Optional.ofNullable(codec);
  }

  /** Returns which parameters lie outside the range that the Recommendation permits. */
  public final List<ValidityFlag> outsideValidity() {
    return outsideValidity;
  }

  private List<ValidityFlag> flags(Draft<P> draft) {
    List<ValidityFlag> flags = new ArrayList<>();
    values.forEach((parameter, value) -> parameter.domain().flag(value).ifPresent(flags::add));
    double burstRatio = value(draft.burstRatio);
    double loss = value(draft.loss);
    if (burstRatio > BURSTY && loss >= SPARSE_LOSS_PERCENT) {
      flags.add(
          new ValidityFlag(
              draft.burstRatio.domain().label(), burstRatio, "1 to 2 at losses of 2 % or more"));
    }
    if (loss > 0 && draft.bplIsAssumed()) {
      flags.add(
          new ValidityFlag(
              draft.bpl.domain().label(),
              value(draft.bpl),
              "what is published for this codec: nothing is; the default stands in"));
    }
    return flags;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof TransmissionParameters<?> that
        && values.equals(that.values)
        && codec == that.codec
        && echoFollowsDelay() == that.echoFollowsDelay()
        && outsideValidity.equals(that.outsideValidity);
  }

  @Override
  public final int hashCode() {
    return values.hashCode();
  }

  /**
   * Returns what differs from the defaults, for example {@code Ta 180 ms, Ppl 2 %, rest default}.
   */
  @Override
  public final String toString() {
    StringJoiner text = new StringJoiner(", ");
    if (codec != null) {
      text.add(codec.label());
    }
    values.forEach(
        (parameter, value) -> {
          ParameterDomain domain = parameter.domain();
          if (value != domain.defaultValue()) {
            String number = ParameterDomain.plain(value);
            text.add((domain.symbol() + " " + number + " " + domain.unit()).strip());
          }
        });
    return text.add(text.length() == 0 ? "all default" : "rest default").toString();
  }

  /** Returns whether the echo path has the delay of the speech path. */
  abstract boolean echoFollowsDelay();

  static double millis(Duration duration) {
    return duration.getSeconds() * 1e3 + duration.getNano() / 1e6;
  }

  /**
   * What a builder was told so far.
   *
   * <p>Confine to one thread.
   */
  static final class Draft<P extends Enum<P> & EModelParameter> {
    private final P[] parameters;
    private final P ie;
    private final P bpl;
    private final P loss;
    private final P burstRatio;
    private final Map<P, Double> given;
    private @Nullable SpeechCodec codec;
    private double codecIe;

    Draft(P[] parameters, P ie, P bpl, P loss, P burstRatio) {
      this.parameters = parameters;
      this.ie = ie;
      this.bpl = bpl;
      this.loss = loss;
      this.burstRatio = burstRatio;
      given = new EnumMap<>(ie.getDeclaringClass());
    }

    /** Returns a copy that can be completed while this goes on. */
    Draft<P> copy() {
      Draft<P> copy = new Draft<>(parameters, ie, bpl, loss, burstRatio);
      copy.given.putAll(given);
      copy.codec = codec;
      copy.codecIe = codecIe;
      return copy;
    }

    /** Sets T = Ta and Tr = 2 Ta. */
    void echoFollows(P delay, P echoDelay, P roundTrip) {
      if (has(echoDelay) || has(roundTrip)) {
        throw new IllegalArgumentException(
            "%s and %s cannot be set where the echo path follows the delay; leave one of them out"
                .formatted(echoDelay.symbol(), roundTrip.symbol()));
      }
      set(echoDelay, get(delay));
      set(roundTrip, 2 * get(delay));
    }

    void set(P parameter, double value) {
      given.put(parameter, parameter.domain().check(value));
    }

    void codec(SpeechCodec newCodec, double newIe) {
      codec = newCodec;
      codecIe = newIe;
    }

    boolean has(P parameter) {
      return given.containsKey(parameter);
    }

    /** Returns what was given, else what the codec says, else the default. */
    double get(P parameter) {
      Double value = given.get(parameter);
      if (value != null) {
        return value;
      }
      double byDefault = parameter.domain().defaultValue();
      if (codec == null) {
        return byDefault;
      }
      return parameter == ie
          ? codecIe
          : parameter == bpl ? codec.bpl().orElse(byDefault) : byDefault;
    }

    boolean bplIsAssumed() {
      return codec != null && codec.bpl().isEmpty() && !has(bpl);
    }
  }
}
