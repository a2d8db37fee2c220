package dev.qoe.core.engine;

/**
 * How much a source or a tenant may hand in.
 *
 * <p>Immutable.
 *
 * @param measurementsPerSecond the most measurements a second, over a second or more, {@code > 0};
 *     infinite for any number
 * @param series the most series it may make, {@code >= 0}
 * @since 0.1
 */
public record Quota(double measurementsPerSecond, long series) {

  private static final Quota UNLIMITED = new Quota(Double.POSITIVE_INFINITY, Long.MAX_VALUE);

  /**
   * Creates a quota.
   *
   * @throws IllegalArgumentException if {@code !(measurementsPerSecond > 0)} or {@code series < 0}
   */
  public Quota {
    if (!(measurementsPerSecond > 0)) {
      throw new IllegalArgumentException(
          "measurements a second of a quota must be above 0: " + measurementsPerSecond);
    }
    if (series < 0) {
      throw new IllegalArgumentException("series of a quota must be >= 0: " + series);
    }
  }

  /** Returns a quota that limits nothing. */
  public static Quota unlimited() {
    return UNLIMITED;
  }

  /** Returns a quota of measurements only, {@code > 0} a second. */
  public static Quota perSecond(double measurements) {
    return new Quota(measurements, Long.MAX_VALUE);
  }

  /** Returns a quota of series only, {@code >= 0}. */
  public static Quota series(long most) {
    return new Quota(Double.POSITIVE_INFINITY, most);
  }
}
