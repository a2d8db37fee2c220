package dev.qoe.testkit;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.ForwardingSink;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A sink that has no room at times and never takes some things, by a seed: the same offers get the
 * same answers.
 *
 * <p>What is put off is put off at most {@value #MOST_PUT_OFF} times in a row. What is refused once
 * is refused whenever it is offered again. Elements are always taken. Whether all is durable is
 * answered late: when {@link #answer} is called, or at once if the sink is {@linkplain #prompt
 * prompt}. Everything offered and taken is found in {@link #record}. Thread-safe.
 *
 * @since 0.1
 */
public final class FlakySink extends ForwardingSink {

  /** How many times in a row the same thing is put off at most. */
  public static final int MOST_PUT_OFF = 3;

  private final RecordingSink record;
  private final boolean prompt;
  private final Queue<Consumer<Acceptance>> questions = new ArrayDeque<>();

  private FlakySink(RecordingSink record, boolean prompt) {
    super(record);
    this.record = record;
    this.prompt = prompt;
  }

  /** Returns a sink that puts off half of what it is offered and refuses nothing. */
  public static FlakySink puttingOff(long seed) {
    return of(seed, 0.5, 0);
  }

  /** Returns a sink that refuses half of what it is offered and puts off nothing. */
  public static FlakySink refusing(long seed) {
    return of(seed, 0, 0.5);
  }

  /** Returns a sink that puts off a third of what it is offered and refuses a fifth. */
  public static FlakySink mixed(long seed) {
    return of(seed, 1 / 3.0, 0.2);
  }

  /**
   * Returns a sink whose answers are drawn by chance.
   *
   * @param seed what decides
   * @param putOff how likely something is put off each time it is offered, 0 to 1
   * @param refused how likely something is refused for good, 0 to 1
   * @throws IllegalArgumentException if a share is not within 0 to 1
   */
  public static FlakySink of(long seed, double putOff, double refused) {
    share("share that is put off", putOff);
    share("share that is refused", refused);
    return new FlakySink(RecordingSink.answering(new Moods(seed, putOff, refused)), false);
  }

  /** Returns a sink that answers the same from its seed on, and tells at once what is durable. */
  public FlakySink prompt() {
    return new FlakySink(record, true);
  }

  /** Returns everything that was offered, taken and refused. */
  public RecordingSink record() {
    return record;
  }

  @Override
  public void whenDurable(Consumer<Acceptance> answer) {
    if (prompt) {
      answer.accept(Acceptance.ACCEPTED);
      return;
    }
    synchronized (questions) {
      questions.add(answer);
    }
  }

  /** Returns how many questions about durability wait for their answer. */
  public int unanswered() {
    synchronized (questions) {
      return questions.size();
    }
  }

  /**
   * Answers all questions asked so far, in order, on the caller's thread.
   *
   * @param answer {@link Acceptance#ACCEPTED} if all is durable, {@link Acceptance#RETRY_LATER} if
   *     it was lost and has to be sent again
   */
  public void answer(Acceptance answer) {
    for (int left = unanswered(); left > 0; left--) {
      Consumer<Acceptance> question;
      synchronized (questions) {
        question = questions.remove();
      }
      question.accept(answer);
    }
  }

  private static void share(String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s must be from 0 to 1: %s".formatted(what, value));
    }
  }

  /**
   * The answers by chance: each thing has a chance of its own, from the seed and what it is, so the
   * order in which threads come does not matter. Confine to one thread.
   */
  private static final class Moods implements Function<Object, Acceptance> {

    private final long seed;
    private final double putOff;
    private final double refused;
    private final Map<Object, Integer> putOffInARow = new HashMap<>();
    private final Map<Object, SplittableRandom> chances = new HashMap<>();

    private Moods(long seed, double putOff, double refused) {
      this.seed = seed;
      this.putOff = putOff;
      this.refused = refused;
    }

    @Override
    public Acceptance apply(Object offer) {
      if (offer instanceof NetworkElement) {
        return Acceptance.ACCEPTED;
      }
      SplittableRandom fate = new SplittableRandom(seed ^ (31L * offer.toString().hashCode()));
      boolean never = fate.nextDouble() < refused;
      SplittableRandom chance = chances.computeIfAbsent(offer, key -> fate.split());
      int times = putOffInARow.getOrDefault(offer, 0);
      if (times < MOST_PUT_OFF && chance.nextDouble() < putOff) {
        putOffInARow.put(offer, times + 1);
        return Acceptance.RETRY_LATER;
      }
      putOffInARow.remove(offer);
      return never ? Acceptance.REFUSED : Acceptance.ACCEPTED;
    }
  }
}
