package dev.qoe.sim.video;

/**
 * One run of a {@link ChunkPlayer}.
 *
 * <p>Link times are seconds, buffer times milliseconds, sizes bytes, as in Pensieve, and sums keep
 * its order. Confine to one thread.
 */
final class ChunkSession implements PlayerView {

  private static final double PAUSE_STEP_MILLIS = 500;

  private final ChunkPlayer player;
  private final Manifest manifest;
  private final SampledTrace trace;
  private final int samples;
  private final SessionLog log;
  private final Download download = new Download();
  private final AbrRule rule;

  private int sample = 1;
  private double clockSeconds;
  private double bufferMillis;
  private int next;

  /** Made when an algorithm first asks for it, since most do not; knows the first `learnt`. */
  private final EwmaEstimator estimator;

  private int learnt;

  ChunkSession(ChunkPlayer player) {
    this.player = player;
    manifest = player.manifest();
    trace = player.trace();
    samples = trace.size();
    clockSeconds = trace.seconds(0);
    log = new SessionLog(manifest, player.chunks());
    estimator = EwmaEstimator.create(manifest);
    rule = player.abr().begin(this);
  }

  SessionResult play() {
    fetch(player.firstQuality());
    while (next < player.chunks()) {
      int quality = Guard.quality(player.abr(), rule.quality(this), next, manifest);
      double delay = Guard.delay(player.abr(), rule.delayMillis(), next);
      if (delay > 0) {
        pause(Math.min(delay, bufferMillis));
      }
      fetch(quality);
    }
    log.finalBufferMillis = bufferMillis;
    log.clockMillis += bufferMillis;
    return new SessionResult(log, null);
  }

  private void fetch(int quality) {
    double bits = manifest.sizeBits(next, quality);
    log.quality[next] = quality;
    log.requestMillis[next] = log.clockMillis;
    double delay = transfer(bits / 8) * 1000 + player.roundTripMillis();
    double stall = Math.max(delay - bufferMillis, 0);
    bufferMillis = Math.max(bufferMillis - delay, 0) + manifest.segmentMillis();
    log.clockMillis += delay;
    log.loggedMillis += delay;
    log.arrivalMillis[next] = log.clockMillis;
    log.downloads++;
    log.receivedBits += bits;
    if (next == 0) {
      log.startupMillis = delay;
      log.startupLatencyMillis = player.roundTripMillis();
    } else if (stall > 0) {
      log.stallMillis[next] = stall;
      log.stallTotalMillis += stall;
      log.stallEvents++;
    }
    double excess = bufferMillis - player.capacityMillis();
    double pause = excess > 0 ? Math.ceil(excess / PAUSE_STEP_MILLIS) * PAUSE_STEP_MILLIS : 0;
    if (pause > 0) {
      pause(Math.min(pause, bufferMillis));
    }
    download.begin(next, quality, bits, false);
    download.firstBit(player.roundTripMillis());
    download.progress(bits, delay);
    next++;
    rule.downloaded(download, this);
    if (pause > 0) {
      rule.waited(pause);
    }
  }

  /** Takes bytes from the link; returns the time, in seconds. */
  private double transfer(double bytes) {
    double payload = player.payload();
    double sent = 0;
    double seconds = 0;
    while (true) {
      double rate = trace.bytesPerSecond(sample);
      double duration = trace.seconds(sample) - clockSeconds;
      double capacity = rate * duration * payload;
      if (sent + capacity > bytes) {
        double fraction = (bytes - sent) / rate / payload;
        clockSeconds += fraction;
        return seconds + fraction;
      }
      sent += capacity;
      seconds += duration;
      nextSample();
    }
  }

  private void nextSample() {
    clockSeconds = trace.seconds(sample);
    sample++;
    if (sample == samples) {
      sample = 1;
      clockSeconds = 0;
    }
  }

  /** Plays without downloading. */
  private void pause(double millis) {
    bufferMillis -= millis;
    log.clockMillis += millis;
    double rest = millis;
    while (true) {
      double duration = trace.seconds(sample) - clockSeconds;
      if (duration > rest / 1000) {
        clockSeconds += rest / 1000;
        log.loggedMillis += rest;
        return;
      }
      rest -= duration * 1000;
      nextSample();
    }
  }

  /** Brings the estimate up to date. */
  private EwmaEstimator learnt() {
    for (; learnt < next; learnt++) {
      double millis =
          log.arrivalMillis[learnt] - log.requestMillis[learnt] - player.roundTripMillis();
      double bits = manifest.sizeBits(learnt, log.quality[learnt]);
      estimator.add(millis, bits / millis, player.roundTripMillis());
    }
    return estimator;
  }

  @Override
  public Manifest manifest() {
    return manifest;
  }

  @Override
  public int segments() {
    return player.chunks();
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
    return player.capacityMillis();
  }

  @Override
  public double throughputKbps() {
    return learnt().kbps();
  }

  @Override
  public double latencyMillis() {
    return learnt().latencyMillis();
  }
}
