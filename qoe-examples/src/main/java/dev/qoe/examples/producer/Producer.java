package dev.qoe.examples.producer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.qoe.api.measure.Measurement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * The sending side: it takes measurements from wherever they come, packs several into a message,
 * and sends each message until it is taken over.
 *
 * <p>A message is a JSON array of {@code {"element","kpi","time","value","unit","quality"}}, packed
 * by gzip if so wanted. Confine to one thread.
 */
public final class Producer {

  /** How a message is retried. */
  @FunctionalInterface
  interface Pause {
    /** Waits. */
    void take(Duration time) throws InterruptedException;
  }

  static final Pause SLEEP = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Outlet outlet;
  private final int perMessage;
  private final boolean gzip;
  private final int attempts;
  private final Pause pause;
  private final SplittableRandom jitter;
  private final JsonFactory json = new JsonFactory();
  private long messages;
  private long retries;

  Producer(Outlet outlet, int perMessage, boolean gzip, int attempts, Pause pause, long seed) {
    this.outlet = outlet;
    this.perMessage = perMessage;
    this.gzip = gzip;
    this.attempts = attempts;
    this.pause = pause;
    this.jitter = new SplittableRandom(seed);
  }

  /**
   * Returns a producer.
   *
   * @param outlet where messages go
   * @param perMessage how many measurements make a message, {@code >= 1}
   * @param gzip whether messages are packed
   * @param attempts how often a message is sent at most, {@code >= 1}
   * @throws IllegalArgumentException if a number is less than 1
   */
  public static Producer of(Outlet outlet, int perMessage, boolean gzip, int attempts) {
    if (perMessage < 1 || attempts < 1) {
      throw new IllegalArgumentException(
          "measurements per message and attempts must be at least 1: %d, %d"
              .formatted(perMessage, attempts));
    }
    return new Producer(outlet, perMessage, gzip, attempts, SLEEP, System.nanoTime());
  }

  /**
   * Sends all measurements of a source.
   *
   * <p>Blocks; an interrupt ends it.
   *
   * @return how many were taken over
   * @throws IOException if the source cannot be read, or a message was refused or not taken over
   *     after all attempts
   */
  public long run(MeasurementSource source) throws IOException, InterruptedException {
    long sent = 0;
    List<Measurement> batch = new ArrayList<>(perMessage);
    for (Optional<Measurement> next = source.next(); next.isPresent(); next = source.next()) {
      batch.add(next.get());
      if (batch.size() == perMessage) {
        sent += send(batch);
      }
    }
    return batch.isEmpty() ? sent : sent + send(batch);
  }

  private int send(List<Measurement> batch) throws IOException, InterruptedException {
    byte[] message = message(batch);
    Duration most = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        outlet.send(message);
        break;
      } catch (NotTakenException e) {
        throw e;
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

  private byte[] message(List<Measurement> batch) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 * batch.size());
    try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes;
        JsonGenerator generator = json.createGenerator(out)) {
      generator.writeStartArray();
      for (Measurement one : batch) {
        generator.writeStartObject();
        generator.writeStringField("element", one.element().text());
        generator.writeStringField("kpi", one.kpi().code());
        generator.writeStringField("time", one.time().toString());
        generator.writeNumberField("value", one.value());
        generator.writeStringField("unit", one.unit().symbol());
        generator.writeNumberField("quality", one.quality());
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
