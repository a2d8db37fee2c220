package dev.qoe.examples.producer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * The sending side: it takes points from wherever they come, packs several into a message, and
 * sends each message until it is taken over.
 *
 * <p>A message is a JSON array of {@code {"element","kpi","time","value","unit"}}, packed by gzip
 * if so wanted. Confine to one thread.
 */
public final class Producer {

  /** How a message is retried. */
  @FunctionalInterface
  interface Pause {
    /** Waits. */
    void take(Duration time) throws InterruptedException;
  }

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Outlet outlet;
  private final int pointsPerMessage;
  private final boolean gzip;
  private final int attempts;
  private final Pause pause;
  private final SplittableRandom jitter;
  private final JsonFactory json = new JsonFactory();
  private long messages;
  private long retries;

  Producer(
      Outlet outlet, int pointsPerMessage, boolean gzip, int attempts, Pause pause, long seed) {
    this.outlet = outlet;
    this.pointsPerMessage = pointsPerMessage;
    this.gzip = gzip;
    this.attempts = attempts;
    this.pause = pause;
    this.jitter = new SplittableRandom(seed);
  }

  /**
   * Returns a producer.
   *
   * @param outlet where messages go
   * @param pointsPerMessage how many points make a message, {@code >= 1}
   * @param gzip whether messages are packed
   * @param attempts how often a message is sent at most, {@code >= 1}
   * @throws IllegalArgumentException if a number is less than 1
   */
  public static Producer of(Outlet outlet, int pointsPerMessage, boolean gzip, int attempts) {
    if (pointsPerMessage < 1 || attempts < 1) {
      throw new IllegalArgumentException(
          "points per message and attempts must be at least 1: %d, %d"
              .formatted(pointsPerMessage, attempts));
    }
    return new Producer(
        outlet,
        pointsPerMessage,
        gzip,
        attempts,
        time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()),
        System.nanoTime());
  }

  /**
   * Sends all points.
   *
   * <p>Blocks; an interrupt ends it.
   *
   * @param points gives the next point each time it is asked, and nothing at the end
   * @return how many points were taken over
   * @throws IOException if a message was not taken over after all attempts
   */
  public long run(Supplier<Optional<Point>> points) throws IOException, InterruptedException {
    long sent = 0;
    List<Point> batch = new ArrayList<>(pointsPerMessage);
    for (Optional<Point> next = points.get(); next.isPresent(); next = points.get()) {
      batch.add(next.get());
      if (batch.size() == pointsPerMessage) {
        sent += send(batch);
      }
    }
    return batch.isEmpty() ? sent : sent + send(batch);
  }

  private int send(List<Point> batch) throws IOException, InterruptedException {
    byte[] message = message(batch);
    Duration most = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        outlet.send(message);
        break;
      } catch (IOException e) {
        if (attempt == attempts) {
          throw new IOException(
              "message %d was not taken over in %d attempts: %s"
                  .formatted(messages + 1, attempts, e.getMessage()),
              e);
        }
        retries++;
        pause.take(most.dividedBy(2).plusMillis(jitter.nextLong(1 + most.toMillis() / 2)));
        Duration twice = most.multipliedBy(2);
        most = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
      }
    }
    messages++;
    int count = batch.size();
    batch.clear();
    return count;
  }

  private byte[] message(List<Point> batch) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 * batch.size());
    try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes;
        JsonGenerator generator = json.createGenerator(out)) {
      generator.writeStartArray();
      for (Point point : batch) {
        generator.writeStartObject();
        generator.writeStringField("element", point.element());
        generator.writeStringField("kpi", point.kpi());
        generator.writeStringField("time", point.time().toString());
        generator.writeNumberField("value", point.value());
        generator.writeStringField("unit", point.unit());
        generator.writeEndObject();
      }
      generator.writeEndArray();
    }
    return bytes.toByteArray();
  }

  /** Returns how many messages were taken over. */
  public long messages() {
    return messages;
  }

  /** Returns how often a message was sent again. */
  public long retries() {
    return retries;
  }
}
