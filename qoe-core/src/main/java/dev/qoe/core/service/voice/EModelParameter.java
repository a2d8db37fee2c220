package dev.qoe.core.service.voice;

/**
 * A parameter of the narrowband, the wideband or the fullband E-model.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public sealed interface EModelParameter
    permits NarrowbandParameter, WidebandParameter, FullbandParameter {

  /** Returns symbol, unit, default and ranges. */
  ParameterDomain domain();

  /** Returns the name in the Recommendation, for example {@code Ppl}. */
  default String symbol() {
    return domain().symbol();
  }
}
