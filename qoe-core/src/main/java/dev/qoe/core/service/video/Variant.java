package dev.qoe.core.service.video;

/**
 * Which of its variants computed a score of P.1203.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum Variant {
  /** The Recommendation as it is: the parametric part and the random forest. */
  P1203_FULL,
  /** The parametric part alone; not to be called P.1203 O46. */
  P1203_NO_FOREST,
  /** As {@link #P1203_FULL}, with H.265 or VP9 by a map that is not standardised. */
  CODEC_EXTENSION_FULL,
  /** As {@link #P1203_NO_FOREST}, with H.265 or VP9 by a map that is not standardised. */
  CODEC_EXTENSION_NO_FOREST;

  static Variant of(boolean forest, boolean extended) {
    if (extended) {
      return forest ? CODEC_EXTENSION_FULL : CODEC_EXTENSION_NO_FOREST;
    }
    return forest ? P1203_FULL : P1203_NO_FOREST;
  }
}
