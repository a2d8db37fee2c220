package dev.qoe.core.engine;

import dev.qoe.api.measure.CounterSpec;
import dev.qoe.core.internal.Micros;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How it is written in the journal what a recovery needs to put measurements in order again: which
 * sources are ordered, when they come and go, how far all is judged, and readings of counters that
 * wait for their turn.
 */
final class OrderEntries {

  /** An ordered source was added. */
  static final int JOINED = 16;

  /** An ordered source was closed, or given up. */
  static final int LEFT = 17;

  /** A reading of a counter that waits; its rate will be appended as a measurement. */
  static final int POLL = 18;

  /** All of ordered sources up to a time is judged. */
  static final int RELEASED = 19;

  private static final String MARK = "\t";
  private static final int POLL_BYTES = 4 + 8 + 8 + 8 + 4 + 8 + 8 + 8 + 8;

  private OrderEntries() {}

  /**
   * A reading of a counter.
   *
   * @param id the number of its series in the journal
   * @param ingest when it came in, in microseconds of the epoch
   * @param sample what was read
   */
  record Poll(int id, long ingest, CounterSample sample) {

    long micros() {
      return sample.micros();
    }
  }

  /** Returns a source's name and, if it is ordered, its lateness and patience. */
  static String written(SourceOptions source) {
    return source.ordered()
        ? source.name() + MARK + Micros.of(source.lateness()) + MARK + Micros.of(source.idleAfter())
        : source.name();
  }

  /** Returns as much of a source's options as was written. */
  static SourceOptions source(String written) {
    String[] parts = written.split(MARK, -1);
    SourceOptions source = SourceOptions.of(parts[0]);
    return parts.length < 3 ? source : source.ordered(micros(parts[1])).idleAfter(micros(parts[2]));
  }

  private static Duration micros(String number) {
    return Duration.of(Long.parseLong(number), ChronoUnit.MICROS);
  }

  static byte[] source(SourceOptions source) {
    return written(source).getBytes(StandardCharsets.UTF_8);
  }

  static SourceOptions source(ByteBuffer bytes) {
    return source(StandardCharsets.UTF_8.decode(bytes.duplicate()).toString());
  }

  static byte[] released(long watermarkMicros) {
    return ByteBuffer.allocate(Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(watermarkMicros)
        .array();
  }

  static long released(ByteBuffer bytes) {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  static byte[] poll(int id, long ingest, CounterSample sample) {
    return ByteBuffer.allocate(POLL_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(id)
        .putLong(ingest)
        .putLong(sample.micros())
        .putLong(sample.count())
        .putInt(sample.spec().bits())
        .putDouble(sample.spec().unitsPerCount())
        .putLong(sample.upTimeMillis())
        .putLong(sample.discontinuityMillis())
        .putDouble(sample.spec().maxPerSecond())
        .array();
  }

  static Poll poll(ByteBuffer bytes) {
    ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int id = in.getInt();
    long ingest = in.getLong();
    long micros = in.getLong();
    long count = in.getLong();
    int bits = in.getInt();
    double unitsPerCount = in.getDouble();
    long upTimeMillis = in.getLong();
    long discontinuityMillis = in.getLong();
    CounterSpec spec = new CounterSpec(bits, unitsPerCount, in.getDouble());
    return new Poll(
        id, ingest, new CounterSample(micros, count, spec, upTimeMillis, discontinuityMillis));
  }
}
