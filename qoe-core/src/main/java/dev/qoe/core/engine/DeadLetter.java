package dev.qoe.core.engine;

import dev.qoe.api.measure.Measurement;
import dev.qoe.core.internal.Micros;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that was refused, and why.
 *
 * <p>Immutable.
 *
 * @param source the name of who handed it in
 * @param reason a word that names the kind of mistake, for example {@code not-finite}
 * @param place where it came from, for example element and indicator, or file and line
 * @param detail value, rule and remedy
 * @param measurement what was refused, if it was a measurement; it can be handed in again
 * @since 0.1
 */
public record DeadLetter(
    String source, String reason, String place, String detail, Optional<Measurement> measurement) {

  static @Nullable Measurement measurement(
      LiveSeries target, long micros, double value, double quality) {
    return quality >= 0 && quality <= 1
        ? Measurement.of(target.element(), target.kpi(), Micros.instant(micros), value)
            .trusted(quality)
        : null;
  }

  @Override
  public String toString() {
    return reason + " at " + place + ": " + detail;
  }
}
