package dev.qoe.core.service.interactive;

/**
 * How complex a game's video is to encode: the three classes of ITU-T G.1072 (01/2020).
 *
 * <p>The coefficients agree in two public sources. Immutable.
 *
 * @since 0.1
 */
@SuppressWarnings("ImmutableEnumChecker") // the fields are records of numbers
public enum VideoClass {
  /** Little detail and motion, for example a card game. */
  LOW(
      new Coding(
          52.5052380, -28.0170325, -2.68405109, 5.46647668, 12.4214486, -28.0191642, .215799183),
      new Transmission(
          19.7091683,
          3358.30546,
          28.3699150,
          4.60029723e-4,
          .0234972977,
          1.64739513e-3,
          .0895913579),
      new Fragmentation(2.1, -5.426, 5.258e-4),
      new Unclearness(4.299, -2.016, -17.99)),
  /** Some detail and motion. */
  MEDIUM(
      new Coding(
          37.9882097, -13.7207634, 8.57836656, 3.26581290, 6.83275916, -127.997288, .479594798),
      new Transmission(
          .612878511, 1.39396166e-3, 56.2892863, 4.6e-4, .00475669545, .0581327058, 2.38014343),
      new Fragmentation(13.79, -8.017, 5.442e-4),
      new Unclearness(18.58, -3.422, -15.38)),
  /** Much detail and motion, for example a first-person shooter. */
  HIGH(
      new Coding(
          47.7463038, -12.0699723, 9.05167501, 3.41919377, 7.62306351, -167.837954, .0760332685),
      new Transmission(
          1.57176227,
          3.68595885,
          74.0570804,
          4.59999348e-4,
          .00406000335,
          2.58892015e-8,
          .868406685),
      new Fragmentation(11.21, -10.59, 6.314e-4),
      new Unclearness(17.13, -4.494, -7.844));

  private final Coding coding;
  private final Transmission transmission;
  private final Fragmentation fragmentation;
  private final Unclearness unclearness;

  VideoClass(
      Coding coding,
      Transmission transmission,
      Fragmentation fragmentation,
      Unclearness unclearness) {
    this.coding = coding;
    this.transmission = transmission;
    this.fragmentation = fragmentation;
    this.unclearness = unclearness;
  }

  Coding coding() {
    return coding;
  }

  Transmission transmission() {
    return transmission;
  }

  Fragmentation fragmentation() {
    return fragmentation;
  }

  Unclearness unclearness() {
    return unclearness;
  }

  /** The coefficients of Ivq,cod. */
  record Coding(double a1, double a2, double a3, double a4, double a31, double a32, double a33) {}

  /** The coefficients of Ivq,trans. */
  record Transmission(
      double c1, double c2, double c21, double c22, double c23, double q1, double q2) {}

  /** The coefficients of VF. */
  record Fragmentation(double v1, double v2, double v3) {}

  /** The coefficients of VU. */
  record Unclearness(double u1, double u2, double u3) {}
}
