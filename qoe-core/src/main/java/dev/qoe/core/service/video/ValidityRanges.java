package dev.qoe.core.service.video;

import dev.qoe.core.service.ValidityFlag;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects which segments lie outside the ranges on which ITU-T P.1203.1 was trained (table 1-1, as
 * quoted in issue 30 of the reference software; seen in that one source).
 *
 * <p>One flag for each size of picture: its first segment outside.
 *
 * <p>Confine to one thread.
 */
final class ValidityRanges {

  private static final double SHORTEST_SECONDS = 30;
  private static final double LONGEST_SECONDS = 300;

  private static final Range[] RANGES = {
    new Range(240, 75, 150),
    new Range(360, 220, 450),
    new Range(480, 375, 750),
    new Range(720, 1050, 2100),
    new Range(1080, 1875, 12500)
  };

  private final List<ValidityFlag> flags = new ArrayList<>();
  private int flagged;

  /** Bit rates for pictures up to a height, which need not stand upright. */
  private record Range(int height, double lowest, double highest) {

    boolean holds(double kilobitsPerSecond) {
      return kilobitsPerSecond >= lowest && kilobitsPerSecond <= highest;
    }

    @Override
    public String toString() {
      return "%.0f to %.0f at %dp".formatted(lowest, highest, height);
    }
  }

  void see(VideoSegment segment) {
    int height = Math.min(segment.resolution().width(), segment.resolution().height());
    int i = 0;
    while (i < RANGES.length && height > RANGES[i].height) {
      i++;
    }
    if ((flagged & 1 << i) != 0) {
      return;
    }
    if (i == RANGES.length) {
      flagged |= 1 << i;
      flags.add(new ValidityFlag("resolution height", height, "240 to 1080"));
    } else if (!RANGES[i].holds(segment.kilobitsPerSecond())) {
      flagged |= 1 << i;
      flags.add(
          new ValidityFlag("kilobitsPerSecond", segment.kilobitsPerSecond(), RANGES[i].toString()));
    }
  }

  /** Returns the flags of a session of which so many seconds were scored. */
  List<ValidityFlag> flags(int seconds) {
    if (seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS) {
      return List.copyOf(flags);
    }
    List<ValidityFlag> all = new ArrayList<>(flags);
    all.add(new ValidityFlag("mediaSeconds", seconds, "30 to 300"));
    return List.copyOf(all);
  }
}
