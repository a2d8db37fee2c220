package dev.qoe.sim.video;

import java.util.Arrays;

/** What a session writes down as it goes, segment by segment. Confine to one thread. */
final class SessionLog {

  final Manifest manifest;
  final int[] quality;
  final double[] requestMillis;
  final double[] arrivalMillis;
  final double[] stallMillis;
  double startupMillis;
  double startupLatencyMillis;
  double clockMillis;
  double stallTotalMillis;
  double finalBufferMillis;
  double loggedMillis;
  int stallEvents;
  int downloads;
  int abandoned;
  double receivedBits;

  SessionLog(Manifest manifest, int segments) {
    this.manifest = manifest;
    quality = new int[segments];
    requestMillis = new double[segments];
    arrivalMillis = new double[segments];
    stallMillis = new double[segments];
    Arrays.fill(quality, -1);
  }
}
