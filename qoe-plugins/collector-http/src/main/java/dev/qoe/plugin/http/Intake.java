package dev.qoe.plugin.http;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.Batch;
import dev.qoe.api.spi.ForwardingSink;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is done with the body of a request: decoded, held against the quota, handed to the sink, and
 * answered once it is durable.
 *
 * <p>A body of which the sink took only a part is kept; when the device sends it again, as it is
 * told to, only what is left is handed on. Thread-safe.
 */
final class Intake {

  /** How many bodies are kept of which a part was taken. */
  private static final int MOST_KEPT = 256;

  private static final int MOST_TOLD = 10;
  private static final Duration SOON = Duration.ofSeconds(1);

  /**
   * What is answered.
   *
   * @param status the status code
   * @param text a sentence
   * @param retryAfter how long to wait; zero if that does not help
   * @param told what became of the values
   */
  record Reply(int status, String text, Duration retryAfter, Tally told) {
    static Reply of(int status, String text) {
      return new Reply(status, text, Duration.ZERO, new Tally());
    }

    static Reply later(int status, String text, Duration wait) {
      return new Reply(status, text, wait, new Tally());
    }
  }

  /** What became of the values of a body. Confine to one thread. */
  static final class Tally {
    int accepted;
    int refused;
    final List<String> mistakes = new ArrayList<>();
    int mistaken;
  }

  /** A body that is on its way. */
  private record Work(Batch batch, Tally tally) {}

  private final InstantSource clock;
  private final Map<String, Work> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Work> eldest) {
          return size() > MOST_KEPT;
        }
      };

  Intake(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes a body; {@code reply} gets its answer once it is durable, on whatever thread. */
  void take(Device device, Decoder decoder, String body, Sink sink, Consumer<Reply> reply) {
    byte[] bytes = Device.digest(device.element() + "\n" + body);
    String key = HexFormat.of().formatHex(bytes);
    Work work;
    synchronized (kept) {
      work = kept.remove(key);
    }
    if (work == null) {
      Instant now = clock.instant();
      Batch batch = Batch.create();
      Tally tally = new Tally();
      int things;
      try {
        String name = device.element().text();
        Told told = new Told(batch);
        decoder.decode(body, new Origin(name, device.element(), now), new Mistaken(told, tally));
        told.end(name);
        things = told.size();
      } catch (PluginException e) {
        reply.accept(Reply.of(400, String.valueOf(e.getMessage())));
        return;
      }
      Optional<Reply> no = refused(device, things, now);
      if (no.isPresent()) {
        reply.accept(no.get());
        return;
      }
      work = new Work(batch, tally);
    }
    hand(key, work, sink, reply);
  }

  private static Optional<Reply> refused(Device device, int values, Instant now) {
    if (values > device.most()) {
      return Optional.of(
          Reply.of(
              413, "%d values are more than the %d a minute".formatted(values, device.most())));
    }
    Duration wait = device.take(values, now);
    return wait.isZero()
        ? Optional.empty()
        : Optional.of(
            Reply.later(
                429, "the quota of %d values a minute is used up".formatted(device.most()), wait));
  }

  private void hand(String key, Work work, Sink sink, Consumer<Reply> reply) {
    if (work.batch().handTo(new Counting(sink, work.tally())) == Acceptance.RETRY_LATER) {
      synchronized (kept) {
        kept.put(key, work);
      }
      reply.accept(Reply.later(429, "there is no room now: send the same again", SOON));
      return;
    }
    sink.whenDurable(
        durable ->
            reply.accept(
                durable == Acceptance.ACCEPTED
                    ? done(work.tally())
                    : Reply.later(503, "it could not be made durable: send it again", SOON)));
  }

  private static Reply done(Tally tally) {
    boolean nothing = tally.accepted == 0 && tally.refused + tally.mistaken > 0;
    return new Reply(
        nothing ? 422 : 200, nothing ? "nothing was taken" : "taken", Duration.ZERO, tally);
  }

  /** Notes what a decoder finds wrong. */
  private static final class Mistaken extends ForwardingSink {
    private final Tally tally;

    private Mistaken(Sink to, Tally tally) {
      super(to);
      this.tally = tally;
    }

    @Override
    public void reject(String reason, String place, String detail) {
      tally.mistaken++;
      if (tally.mistakes.size() < MOST_TOLD) {
        tally.mistakes.add(place + ": " + detail);
      }
      super.reject(reason, place, detail);
    }
  }

  /** Counts what a sink takes. */
  private static final class Counting extends ForwardingSink {
    private final Tally tally;

    private Counting(Sink to, Tally tally) {
      super(to);
      this.tally = tally;
    }

    @Override
    public Acceptance accept(Measurement measurement) {
      return count(super.accept(measurement));
    }

    @Override
    public Acceptance accept(CounterReading reading) {
      return count(super.accept(reading));
    }

    private Acceptance count(Acceptance answer) {
      switch (answer) {
        case ACCEPTED -> tally.accepted++;
        case REFUSED -> tally.refused++;
        case RETRY_LATER -> {}
      }
      return answer;
    }
  }
}
