package dev.qoe.core.service.video;

/**
 * What the user looks at.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum Device {
  /** A computer monitor or television set. */
  PC("pc"),
  /** A phone or tablet held in the hand, on which the same picture is judged more kindly. */
  MOBILE("mobile");

  private final String label;

  Device(String label) {
    this.label = label;
  }

  /** Returns the name that P.1203 input files use. */
  public String label() {
    return label;
  }

  /** Returns O22 on this device of a picture that has {@code s} on a computer monitor. */
  double seen(double s) {
    return switch (this) {
      case PC -> s;
      case MOBILE ->
          RatingScale.clamp(-0.60293 + 2.12382 * s - 0.36936 * s * s + 0.03409 * s * s * s, 1, 5);
    };
  }
}
