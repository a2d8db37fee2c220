package dev.qoe.sim.experiment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When a run started, and how long it took so far. Immutable. */
record ManifestClock(Instant started, long startNanos, Duration took) {

  static ManifestClock start(InstantSource clock) {
    return new ManifestClock(clock.instant(), System.nanoTime(), Duration.ZERO);
  }

  ManifestClock stop() {
    return new ManifestClock(started, startNanos, Duration.ofNanos(System.nanoTime() - startNanos));
  }
}
