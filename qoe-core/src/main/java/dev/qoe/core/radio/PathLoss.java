package dev.qoe.core.radio;

import dev.qoe.core.service.ValidityFlag;
import java.util.List;
import java.util.Locale;

/**
 * The loss of a radio path with all that is needed to judge and use it.
 *
 * <p>Immutable.
 *
 * @param pathLossDb the median loss in dB, without shadowing and penetration
 * @param shadowFading how the loss scatters about it
 * @param distance3dMetres the distance between the antennas in metres
 * @param outsideValidity the inputs that lie outside the range of the report's formulas
 * @since 0.1
 */
public record PathLoss(
    double pathLossDb,
    ShadowFading shadowFading,
    double distance3dMetres,
    List<ValidityFlag> outsideValidity) {

  /** Creates a result; the list is copied. */
  public PathLoss {
    outsideValidity = List.copyOf(outsideValidity);
  }

  /** Returns for example {@code 103.0 dB +- 6.0 dB over 102.7 m}. */
  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "%.1f dB +- %.1f dB over %.1f m",
            pathLossDb,
            shadowFading.standardDeviationDb(),
            distance3dMetres)
        + (outsideValidity.isEmpty() ? "" : " " + outsideValidity);
  }
}
