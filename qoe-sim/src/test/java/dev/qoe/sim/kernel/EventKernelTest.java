package dev.qoe.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventKernelTest {

  private final EventKernel kernel = EventKernel.create();
  private final List<String> log = new ArrayList<>();

  private Event note(String name) {
    return k -> log.add(name + "@" + k.nowNanos());
  }

  @DisplayName("Events happen in the order of their times, equal ones in the order of scheduling")
  @Test
  void order() {
    kernel.schedule(30, note("c"));
    kernel.schedule(10, note("a"));
    kernel.scheduleAt(30, note("d"));
    kernel.schedule(Duration.ofNanos(20), note("b"));
    kernel.schedule(
        10,
        k -> {
          k.schedule(0, note("at once"));
          k.schedule(20, note("last at 30"));
        });

    assertThat(kernel.pending()).isEqualTo(5);
    kernel.run();

    assertThat(log).containsExactly("a@10", "at once@10", "b@20", "c@30", "d@30", "last at 30@30");
    assertThat(kernel.happened()).isEqualTo(7);
    assertThat(kernel.now()).isEqualTo(Duration.ofNanos(30));
    assertThat(kernel).hasToString("PT0.00000003S, 0 pending, 7 happened");
  }

  @DisplayName("Whatever is scheduled and cancelled, the kernel does as a sorted map does")
  @Test
  void asSortedMap() {
    for (long seed = 0; seed < 40; seed++) {
      Mirror mirror = new Mirror(seed);
      mirror.play(3000);
      assertThat(mirror.happened).as("seed %d", seed).containsExactlyElementsOf(mirror.expected);
      assertThat(mirror.happened.size()).isGreaterThan(500);
    }
  }

  /** Schedules, cancels and runs at random, from outside and from within events. */
  private static final class Mirror {

    private final Random random;
    private final EventKernel kernel = EventKernel.create();
    private final TreeMap<Long, TreeMap<Integer, Long>> model = new TreeMap<>();
    private final List<long[]> known = new ArrayList<>();
    private final List<Integer> happened = new ArrayList<>();
    private final List<Integer> expected = new ArrayList<>();
    private int next;

    Mirror(long seed) {
      random = new Random(seed);
    }

    void play(int actions) {
      for (int i = 0; i < actions; i++) {
        if (random.nextInt(4) == 0) {
          kernel.step();
        } else {
          act();
        }
        assertThat(kernel.pending()).isEqualTo(pending());
        // Now and then nearly all is cancelled, so that the heap is rebuilt.
        for (int k = 0; i % 700 == 699 && k < known.size(); k++) {
          cancel(known.get(k));
        }
      }
      kernel.run();
      assertThat(kernel.pending()).isZero();
    }

    private int pending() {
      return model.values().stream().mapToInt(TreeMap::size).sum();
    }

    private void act() {
      if (random.nextInt(4) == 0 && !known.isEmpty()) {
        cancel(known.get(random.nextInt(known.size())));
        return;
      }
      int id = next++;
      long time = kernel.nowNanos() + random.nextInt(50);
      long handle = kernel.scheduleAt(time, k -> happens(id));
      assertThat(kernel.isPending(handle)).isTrue();
      model.computeIfAbsent(time, t -> new TreeMap<>()).put(id, handle);
      known.add(new long[] {time, id, handle});
    }

    private void cancel(long[] event) {
      TreeMap<Integer, Long> sameTime = model.getOrDefault(event[0], new TreeMap<>());
      boolean there = sameTime.remove((int) event[1]) != null;
      if (sameTime.isEmpty()) {
        model.remove(event[0]);
      }
      assertThat(kernel.isPending(event[2])).isEqualTo(there);
      assertThat(kernel.cancel(event[2])).isEqualTo(there);
    }

    private void happens(int id) {
      happened.add(id);
      TreeMap<Integer, Long> first = model.firstEntry().getValue();
      assertThat(kernel.nowNanos()).isEqualTo(model.firstKey());
      expected.add(first.pollFirstEntry().getKey());
      if (first.isEmpty()) {
        model.pollFirstEntry();
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        if (pending() < 300) {
          act();
        }
      }
    }
  }

  @DisplayName("A handle that is stale, or no handle at all, cancels nothing")
  @Test
  void staleHandles() {
    long first = kernel.schedule(5, note("first"));
    assertThat(kernel.cancel(first)).isTrue();
    long second = kernel.schedule(5, note("second"));

    assertThat(kernel.cancel(first)).isFalse();
    assertThat(kernel.cancel(0)).isFalse();
    assertThat(kernel.cancel(-1)).isFalse();
    assertThat(kernel.cancel(Long.MAX_VALUE)).isFalse();
    kernel.run();
    assertThat(log).containsExactly("second@5");
    assertThat(kernel.cancel(second)).isFalse();
    assertThat(second).isNotEqualTo(first).isPositive();
  }

  @DisplayName("A run ends at its time, inclusive, and time stands there")
  @Test
  void runUntil() {
    kernel.schedule(10, note("a"));
    kernel.schedule(11, note("b"));

    kernel.runUntil(10);
    assertThat(log).containsExactly("a@10");
    assertThat(kernel.nowNanos()).isEqualTo(10);
    kernel.runUntil(Duration.ofSeconds(1));
    assertThat(log).containsExactly("a@10", "b@11");
    assertThat(kernel.now()).isEqualTo(Duration.ofSeconds(1));
    assertThatThrownBy(() -> kernel.runUntil(5))
        .hasMessage("cannot run until 5 ns: it is 1000000000 ns already");
  }

  @DisplayName("An event may stop the run, which can then go on")
  @Test
  void stop() {
    kernel.schedule(1, EventKernel::stop);
    kernel.schedule(2, note("later"));

    kernel.runUntil(100);
    assertThat(log).isEmpty();
    assertThat(kernel.nowNanos()).isEqualTo(1);
    assertThat(kernel.step()).isTrue();
    assertThat(kernel.step()).isFalse();
    assertThat(log).containsExactly("later@2");
  }

  @DisplayName(
      "A kernel that is reset starts at 0, without events; old handles stay without effect")
  @Test
  void reset() {
    long old = kernel.schedule(5, note("old"));
    kernel.schedule(1, note("a"));
    kernel.step();
    kernel.reset();

    assertThat(kernel).hasToString("PT0S, 0 pending, 0 happened");
    kernel.schedule(5, note("new"));
    kernel.schedule(5, note("newer"));
    assertThat(kernel.cancel(old)).isFalse();
    kernel.run();
    assertThat(log).containsExactly("a@1", "new@5", "newer@5");
  }

  @DisplayName("The past is refused, with the event's name and both times")
  @Test
  void past() {
    kernel.runUntil(10);
    Event named =
        new Event() {
          @Override
          public void happen(EventKernel k) {}

          @Override
          public String toString() {
            return "handover";
          }
        };

    assertThatThrownBy(() -> kernel.scheduleAt(9, named))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("event 'handover' must not be scheduled into the past: for 9 ns at 10 ns");
    assertThatThrownBy(() -> kernel.schedule(-1, named))
        .hasMessage(
            "delay of event 'handover' at PT0.00000001S must be >= 0 ns and end within 292 years:"
                + " -1 ns");
    assertThatThrownBy(() -> kernel.schedule(Long.MAX_VALUE, named))
        .hasMessageEndingWith("9223372036854775807 ns");
    assertThat(kernel.pending()).isZero();
  }

  @DisplayName("An event that throws is named with its time and cause, and the kernel can go on")
  @Test
  void failure() {
    kernel.schedule(
        7,
        k -> {
          k.schedule(1, note("after"));
          throw new ArithmeticException("broken model");
        });

    assertThatThrownBy(kernel::run)
        .isInstanceOfSatisfying(EventException.class, e -> assertThat(e.timeNanos()).isEqualTo(7))
        .hasMessageContaining("at PT0.000000007S failed: java.lang.ArithmeticException: broken")
        .hasCauseInstanceOf(ArithmeticException.class);
    assertThat(kernel.pending()).isOne();
    kernel.run();
    assertThat(log).containsExactly("after@8");
  }

  @DisplayName("An event that runs or resets its own kernel is refused")
  @Test
  void nested() {
    kernel.schedule(1, EventKernel::run);
    kernel.schedule(2, EventKernel::reset);

    assertThatThrownBy(kernel::run)
        .rootCause()
        .hasMessage("an event must not run or reset its own kernel");
    assertThatThrownBy(kernel::run).rootCause().isInstanceOf(IllegalStateException.class);
    assertThat(kernel.pending()).isZero();
  }

  @DisplayName("A model that never ends is stopped by the bound")
  @Test
  void bound() {
    EventKernel bounded = EventKernel.bounded(1000);
    Event endless =
        new Event() {
          @Override
          public void happen(EventKernel k) {
            k.schedule(0, this);
          }
        };
    bounded.schedule(3, endless);

    assertThatThrownBy(bounded::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "1000 events have happened, the bound of this kernel, and it is PT0.000000003S; look"
                + " for an event that schedules itself without delay, or raise the bound");
    assertThat(bounded.pending()).isOne();
    bounded.reset();
    assertThat(bounded.step()).isFalse();
    assertThatThrownBy(() -> EventKernel.bounded(0)).hasMessage("max events must be >= 1: 0");
  }

  @DisplayName("Cancelled timers do not pile up: a retransmission timer per packet stays cheap")
  @Test
  void cancelledTimers() {
    int packets = 2_000_000;
    long[] timer = new long[1];
    Event send =
        new Event() {
          private int sent;

          @Override
          public void happen(EventKernel k) {
            k.cancel(timer[0]);
            if (sent++ < packets) {
              timer[0] = k.schedule(Duration.ofSeconds(100).toNanos(), note("timeout"));
              k.schedule(1000, this);
            }
          }
        };
    kernel.schedule(0, send);
    kernel.run();

    assertThat(log).isEmpty();
    assertThat(kernel.happened()).isEqualTo(packets + 1L);
    assertThat(kernel.nowNanos()).isEqualTo(1000L * packets);
  }
}
