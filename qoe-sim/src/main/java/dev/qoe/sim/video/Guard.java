package dev.qoe.sim.video;

/** The answers of an algorithm that a player refuses; each check returns its argument. */
final class Guard {

  private Guard() {}

  static int quality(Abr abr, int quality, int segment, Manifest manifest) {
    if (quality < 0 || quality > manifest.top()) {
      throw new IllegalStateException(
          "algorithm '%s' chose quality %d for segment %d; the film has 0 to %d"
              .formatted(abr, quality, segment, manifest.top()));
    }
    return quality;
  }

  static double delay(Abr abr, double millis, int segment) {
    if (!(millis >= 0 && millis < Double.POSITIVE_INFINITY)) {
      throw new IllegalStateException(
          "algorithm '%s' delays segment %d by %s ms; a delay must be finite and >= 0"
              .formatted(abr, segment, millis));
    }
    return millis;
  }

  static IllegalStateException endless(Abr abr, int segment, int limit) {
    return new IllegalStateException(
        "algorithm '%s' abandoned segment %d more than %d times; let abandonTo answer KEEP where"
                .formatted(abr, segment, limit)
            + " a new download would fare no better");
  }
}
