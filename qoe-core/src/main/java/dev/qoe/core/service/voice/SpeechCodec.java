package dev.qoe.core.service.voice;

import dev.qoe.core.service.Certainty;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A speech codec, as the E-model sees it: an equipment impairment factor and a robustness against
 * packet loss.
 *
 * <p>The values of ITU-T G.113 are provisional planning values from its appendices, which are not
 * an integral part of that Recommendation. {@link #standardised} tells them from the profiles that
 * no ITU document contains.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public sealed interface SpeechCodec permits NarrowbandCodec, WidebandCodec, FullbandCodec {

  /** Returns the name of the constant. */
  String name();

  /** Returns the name for people, for example {@code G.729A+VAD}. */
  String label();

  /** Returns the bit rate, in kbit/s. */
  double kilobitsPerSecond();

  /** Returns the equipment impairment factor, on the scale of the codec's own band, &gt;= 0. */
  double ie();

  /** Returns the packet-loss robustness factor, &gt; 0; empty if no value was published. */
  OptionalDouble bpl();

  /**
   * Returns whether the values are those of ITU-T G.113; otherwise they are a profile of practice.
   */
  boolean standardised();

  /** Returns how sure the least sure of the values is. */
  Certainty certainty();

  /** Returns the codec among {@code known} whose name or label is {@code name}. */
  static <C extends SpeechCodec> C named(String name, C[] known) {
    String wanted = key(name);
    return Arrays.stream(known)
        .filter(codec -> key(codec.name()).equals(wanted) || key(codec.label()).equals(wanted))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown codec '%s'; known in this band are %s"
                        .formatted(
                            name,
                            Arrays.stream(known)
                                .map(SpeechCodec::name)
                                .collect(Collectors.joining(", ")))));
  }

  private static String key(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }
}
