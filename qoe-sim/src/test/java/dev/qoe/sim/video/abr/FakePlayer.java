package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.PlayerView;

/** A session whose state a test sets by hand. */
final class FakePlayer implements PlayerView {

  private final Manifest manifest;
  double bufferMillis;
  double capacityMillis = 25_000;
  double kbps = 1000;
  int next = 1;

  FakePlayer(Manifest manifest) {
    this.manifest = manifest;
  }

  FakePlayer at(double bufferSeconds) {
    bufferMillis = bufferSeconds * 1000;
    return this;
  }

  @Override
  public Manifest manifest() {
    return manifest;
  }

  @Override
  public int segments() {
    return manifest.segments();
  }

  @Override
  public int nextSegment() {
    return next;
  }

  @Override
  public double bufferMillis() {
    return bufferMillis;
  }

  @Override
  public double bufferCapacityMillis() {
    return capacityMillis;
  }

  @Override
  public double throughputKbps() {
    return kbps;
  }

  @Override
  public double latencyMillis() {
    return 0;
  }
}
