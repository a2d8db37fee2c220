package dev.qoe.core.service.voice;

/**
 * What users forgive because the access itself serves them: the provisional maxima of the advantage
 * factor A in ITU-T G.107.
 *
 * <p>The values are recalled, not checked against the text. They belong to the narrowband scale.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum AdvantageFactor {
  /** Conventional, wirebound. */
  WIREBOUND(0),
  /** Mobile within a building. */
  MOBILE_IN_BUILDING(5),
  /** Mobile within an area, or moving in a vehicle. */
  MOBILE_IN_AREA(10),
  /** A place that is hard to reach, for example over several satellite hops. */
  HARD_TO_REACH(20);

  private final double maximum;

  AdvantageFactor(double maximum) {
    this.maximum = maximum;
  }

  /** Returns the largest A for this access, in points of R, 0 to 20. */
  public double maximum() {
    return maximum;
  }
}
