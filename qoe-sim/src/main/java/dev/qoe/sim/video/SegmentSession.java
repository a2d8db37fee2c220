package dev.qoe.sim.video;

/*
 * One run of a SegmentPlayer.
 *
 * The buffer is a run of segments: `head` is the one on the screen, of which `playedMillis` have
 * been seen, and `next` is the first that has not arrived. Network and screen advance in turns, as
 * in Sabre: a download first walks along the trace, then its time is played. Floating-point
 * expressions keep the association of Sabre's, since the decisions
 * of BOLA-E rest on ties.
 */

/** One run of a {@link SegmentPlayer}. Confine to one thread. */
final class SegmentSession implements PlayerView {

  private final SegmentPlayer player;
  private final Manifest manifest;
  private final double segment;
  private final AdaptationMeter meter;
  private final Link link;
  private final ThroughputEstimator estimator;
  private final AbrRule rule;
  private final Download download = new Download();
  private final SessionLog log;

  private int head;
  private int next;
  private double playedMillis;
  private double bufferMillis;

  SegmentSession(SegmentPlayer player) {
    this.player = player;
    manifest = player.manifest;
    segment = manifest.segmentMillis();
    meter = new AdaptationMeter(player, this::highestBuffered);
    link = new Link(player.trace, this::entersPeriod);
    estimator = player.estimator.apply(manifest);
    log = new SessionLog(manifest, manifest.segments());
    rule = player.abr.begin(this);
  }

  SessionResult play() {
    start();
    int abandonments = 0;
    while (next < manifest.segments()) {
      waitForRoom();
      if (fetch()) {
        abandonments = 0;
      } else if (++abandonments > SegmentPlayer.MAX_ABANDONMENTS) {
        throw Guard.endless(player.abr, next, SegmentPlayer.MAX_ABANDONMENTS);
      }
    }
    log.finalBufferMillis = level();
    watch(level());
    log.loggedMillis = log.clockMillis;
    return new SessionResult(log, meter.result());
  }

  /** Fetches the first segment; nothing plays yet. */
  private void start() {
    double size = manifest.sizeBits(0, 0);
    download.begin(0, 0, size, false);
    double latency = link.request();
    download.firstBit(latency);
    double elapsed = latency + link.drain(size);
    download.progress(size, elapsed);
    log.startupMillis = elapsed;
    log.startupLatencyMillis = latency;
    log.clockMillis += elapsed;
    arrived(0, 0, 0);
    next = 1;
    bufferMillis = level();
    rule.downloaded(download, this);
    learn();
  }

  private void waitForRoom() {
    double excess = level() + segment - player.capacityMillis;
    if (excess > 0) {
      watch(excess);
      link.idle(excess);
      rule.waited(excess);
    }
  }

  /** Asks for a quality and downloads; returns false if that was given up or replaced another. */
  private boolean fetch() {
    bufferMillis = level();
    int quality = Guard.quality(player.abr, rule.quality(this), next, manifest);
    int target = replaceable(quality);
    double delay = Guard.delay(player.abr, rule.delayMillis(), next);
    if (delay > 0 && target == next) {
      watch(delay);
      link.idle(delay);
    }
    double requested = log.clockMillis;
    transfer(target, quality);
    watch(download.elapsedMillis());
    boolean appended = target == next && !download.isAbandoned();
    if (appended) {
      arrived(next, quality, requested);
      next++;
    } else if (!download.isAbandoned() && level() + segment * (target - next) >= 0) {
      log.quality[target] = quality;
    }
    bufferMillis = level();
    rule.downloaded(download, this);
    learn();
    return appended || target != next;
  }

  private void arrived(int index, int quality, double requested) {
    log.quality[index] = quality;
    log.requestMillis[index] = requested;
    log.arrivalMillis[index] = log.clockMillis;
  }

  /** Walks a download along the trace, asking between its steps whether to go on. */
  private void transfer(int index, int quality) {
    double size = manifest.sizeBits(index, quality);
    download.begin(index, quality, size, index != next);
    double elapsed = link.request();
    download.firstBit(elapsed);
    if (!player.abandonment) {
      download.progress(size, elapsed + link.drain(size));
      return;
    }
    double before = level();
    double received = 0;
    link.step(size, Link.POLL_MILLIS - elapsed);
    while (true) {
      elapsed += link.stepMillis;
      received += link.stepBits;
      download.progress(received, elapsed);
      if (received >= size) {
        return;
      }
      bufferMillis = Math.max(0, before - elapsed);
      int other = index == next ? rule.abandonTo(download, this) : tooLate(index);
      if (other != AbrRule.KEEP) {
        download.abandon(Guard.quality(player.abr, other, index, manifest));
        return;
      }
      link.poll(size - received);
    }
  }

  /** Gives a replacement up when its segment is about to play. */
  private int tooLate(int index) {
    return bufferMillis + segment * (index - next) <= 0 ? 0 : AbrRule.KEEP;
  }

  /** Returns the buffered segment to replace, or the next one if there is none. */
  private int replaceable(int quality) {
    int first = head + (int) Math.ceil(1.5 + playedMillis / segment);
    switch (player.replacement) {
      case LEFT -> {
        for (int i = first; i < next; i++) {
          if (log.quality[i] < quality) {
            return i;
          }
        }
      }
      case RIGHT -> {
        for (int i = next - 1; i >= first; i--) {
          if (log.quality[i] < quality) {
            return i;
          }
        }
      }
      case NONE -> {}
    }
    return next;
  }

  private void learn() {
    double millis = download.elapsedMillis() - download.latencyMillis();
    double kbps = download.receivedBits() / millis;
    log.downloads++;
    log.receivedBits += download.receivedBits();
    if (log.downloads > 1) {
      meter.estimated(estimator.kbps(), kbps);
    }
    if (download.isAbandoned()) {
      log.abandoned++;
    } else {
      estimator.add(millis, kbps, download.latencyMillis());
    }
  }

  private double level() {
    return segment * (next - head) - playedMillis;
  }

  /** Lets the viewer watch for a time: the buffer drains, and what it lacks is a stall. */
  private void watch(double millis) {
    double rest = millis;
    if (head == next) {
      stall(rest);
      return;
    }
    if (playedMillis > 0) {
      if (rest + playedMillis < segment) {
        playedMillis += rest;
        log.clockMillis += rest;
        return;
      }
      rest -= segment - playedMillis;
      log.clockMillis += segment - playedMillis;
      head++;
      playedMillis = 0;
    }
    while (rest > 0 && head < next) {
      meter.plays(log.quality[head], log.clockMillis);
      if (rest >= segment) {
        head++;
        log.clockMillis += segment;
        rest -= segment;
      } else {
        playedMillis = rest;
        log.clockMillis += rest;
        rest = 0;
      }
    }
    if (rest > 0) {
      stall(rest);
      log.stallEvents++;
    }
    meter.settle(log.clockMillis);
  }

  private void stall(double millis) {
    log.stallTotalMillis += millis;
    log.clockMillis += millis;
    if (head < log.stallMillis.length) {
      log.stallMillis[head] += millis;
    }
  }

  private void entersPeriod(int period) {
    meter.link(period, link.now());
  }

  /** Returns the highest quality in the buffer, or -1 if it is empty. */
  private int highestBuffered() {
    int highest = -1;
    for (int i = head; i < next; i++) {
      highest = Math.max(highest, log.quality[i]);
    }
    return highest;
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
    return player.capacityMillis;
  }

  @Override
  public double throughputKbps() {
    return estimator.kbps();
  }

  @Override
  public double latencyMillis() {
    return estimator.latencyMillis();
  }
}
