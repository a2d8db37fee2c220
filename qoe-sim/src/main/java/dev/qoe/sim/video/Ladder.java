package dev.qoe.sim.video;

import java.util.ArrayList;
import java.util.List;

/**
 * What the pictures of each quality of a film are like, from the lowest to the highest.
 *
 * <p>Immutable.
 *
 * @param representations one for each quality, at least one
 * @param assumption why they are what they are if nobody said so; empty if somebody did
 * @since 0.1
 */
public record Ladder(List<Representation> representations, String assumption) {

  /*
   * Bounds of the assumption, in kbit/s. P.1203.1 (validity ranges, table 1-1) was trained with
   * 75 to 150 kbit/s at 240 lines, 220 to 450 at 360, 375 to 750 at 480, 1050 to 2100 at 720 and
   * 1875 to 12500 at 1080; each bound is the geometric mean of the ends that face each other,
   * for example sqrt(150 * 220) = 182, rounded to tens.
   */
  private static final double[] BELOW_KBPS = {180, 410, 890, 1980};
  private static final List<Representation> ASSUMED =
      List.of(
          Representation.of(426, 240),
          Representation.of(640, 360),
          Representation.of(854, 480),
          Representation.of(1280, 720),
          Representation.of(1920, 1080));

  /**
   * Creates a ladder; the list is copied.
   *
   * @throws IllegalArgumentException if there is no representation
   */
  public Ladder {
    representations = List.copyOf(representations);
    if (representations.isEmpty()) {
      throw new IllegalArgumentException("ladder is empty; it needs one representation a quality");
    }
  }

  /**
   * Returns a ladder that somebody vouches for.
   *
   * @throws IllegalArgumentException if there is no representation
   */
  public static Ladder of(Representation... representations) {
    return new Ladder(List.of(representations), "");
  }

  /**
   * Returns what a film is taken to be that does not say: H.264 at 25 frames a second, of 240 lines
   * below 180 kbit/s, 360 below 410, 480 below 890, 720 below 1980 and 1080 above, so that each
   * quality lies where P.1203.1 was trained.
   */
  public static Ladder assumedFor(Manifest film) {
    List<Representation> representations = new ArrayList<>();
    StringBuilder sizes = new StringBuilder();
    for (int q = 0; q < film.qualities(); q++) {
      int step = 0;
      while (step < BELOW_KBPS.length && film.bitrateKbps(q) >= BELOW_KBPS[step]) {
        step++;
      }
      Representation chosen = ASSUMED.get(step);
      representations.add(chosen);
      sizes.append(q == 0 ? "" : ", ").append(Checks.plain(film.bitrateKbps(q)));
      sizes.append(" kbit/s ").append(chosen.resolution());
    }
    return new Ladder(
        representations, "pictures by bit rate, H.264 at 25 frames/s: " + sizes.toString());
  }

  /** Returns whether nobody said what the pictures are like. */
  public boolean isAssumed() {
    return !assumption.isEmpty();
  }

  /** Returns what the pictures of a quality are like, 0 for the lowest. */
  public Representation get(int quality) {
    return representations.get(quality);
  }

  /**
   * Checks that there is a representation for every quality of a film.
   *
   * @throws IllegalArgumentException if there are more or fewer
   */
  Ladder fitting(int qualities) {
    if (representations.size() != qualities) {
      throw new IllegalArgumentException(
          "ladder must have a representation for each of %d qualities: it has %d"
              .formatted(qualities, representations.size()));
    }
    return this;
  }
}
