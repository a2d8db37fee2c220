package dev.qoe.core.window;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/*
 * Time is cut into panes, as long as the step from one window to the next; a window is the last
 * panes before its end (Li et al.: No Pane, No Gain, SIGMOD Record 34 (2005), 1). A pane is known by
 * its number since 1970, a window by the number of its last pane. Only panes that hold values, or
 * the memory of a window that was told, are kept, in a list from the oldest to the newest; those
 * that are forgotten serve again.
 *
 * The watermark is the newest time less the lateness, so whatever the order within the lateness, no
 * pane that holds values was passed before it held all of them, and windows come out in order. Time
 * moves on before a value is added: what it closes cannot hold it.
 */

/** Tumbling and sliding windows. Confine to one thread. */
final class PaneFrames<A extends Accumulator<A>> implements Frames<A> {

  private static final int PANE_BYTES = 56;

  private final long stepMicros;
  private final long latenessMicros;
  private final long amendableMicros;
  private final int panesPerWindow;
  private final Supplier<A> create;
  private final Closing<A> closing;
  private final @Nullable A whole;
  private @Nullable Pane<A> oldest;
  private @Nullable Pane<A> newest;
  private @Nullable Pane<A> spare;
  private int made;
  private boolean started;
  private long watermark = Long.MIN_VALUE;
  private long next;

  PaneFrames(
      long sizeMicros,
      long stepMicros,
      long latenessMicros,
      long amendableMicros,
      Supplier<A> create,
      Closing<A> closing) {
    this.stepMicros = stepMicros;
    this.panesPerWindow = Math.toIntExact(sizeMicros / stepMicros);
    this.latenessMicros = latenessMicros;
    this.amendableMicros = amendableMicros;
    this.create = create;
    this.closing = closing;
    this.whole = panesPerWindow > 1 ? create.get() : null;
  }

  private static final class Pane<A> {
    private final A gathered;
    private long number;
    private int revision;
    private double memo = Double.NaN;
    private @Nullable Pane<A> earlier;
    private @Nullable Pane<A> later;

    Pane(A gathered) {
      this.gathered = gathered;
    }
  }

  @Override
  public @Nullable A at(long micros) {
    advanceTo(micros - latenessMicros);
    if (newest != null && newest.number >= next) {
      long into = micros - newest.number * stepMicros;
      if (into >= 0 && into < stepMicros) {
        return newest.gathered;
      }
    }
    long number = number(micros);
    return number < number(watermark - amendableMicros) ? null : pane(number).gathered;
  }

  @Override
  public Arrival added(long micros) {
    if (micros >= next * stepMicros) {
      return Arrival.ON_TIME;
    }
    long number = number(micros);
    long end = Math.min(number + panesPerWindow, next);
    for (long window = number; window < end; window++) {
      Pane<A> last = pane(window);
      last.revision++;
      tell(last);
    }
    return Arrival.AMENDED;
  }

  @Override
  public void advanceTo(long micros) {
    if (started && micros <= watermark) {
      return;
    }
    watermark = micros;
    if (!started) {
      started = true;
      next = number(micros);
    } else if (micros >= (next + 1) * stepMicros) {
      closeUntil(number(micros));
      forget(number(watermark - amendableMicros) - panesPerWindow + 1);
    }
  }

  @Override
  public void pass(long micros) {
    Pane<A> last = newest;
    while (last != null && last.gathered.isEmpty()) {
      last = last.earlier;
    }
    if (last != null) {
      advanceTo(Math.min(micros - latenessMicros, (last.number + panesPerWindow) * stepMicros));
    }
  }

  @Override
  public long due() {
    Pane<A> first = newest == null ? null : firstFilled(next - panesPerWindow + 1);
    return first == null
        ? Long.MAX_VALUE
        : (Math.max(first.number, next) + 1) * stepMicros + latenessMicros;
  }

  @Override
  public int held() {
    return made;
  }

  @Override
  public long bytes() {
    long sum = whole == null ? 0 : whole.bytes();
    for (Pane<A> pane = oldest; pane != null; pane = pane.later) {
      sum += PANE_BYTES + pane.gathered.bytes();
    }
    for (Pane<A> pane = spare; pane != null; pane = pane.later) {
      sum += PANE_BYTES + pane.gathered.bytes();
    }
    return sum;
  }

  @Override
  public void finish() {
    if (newest != null) {
      advanceTo((newest.number + panesPerWindow) * stepMicros);
    }
  }

  @Override
  public long watermark() {
    return watermark;
  }

  private void closeUntil(long end) {
    while (next < end) {
      Pane<A> first = firstFilled(next - panesPerWindow + 1);
      if (first == null) {
        next = end;
      } else if (first.number > next) {
        next = Math.min(first.number, end);
      } else {
        tell(pane(next));
        next++;
      }
    }
  }

  /** Tells the window that ends with that pane. */
  private void tell(Pane<A> last) {
    A gathered = last.gathered;
    if (whole != null) {
      whole.clear();
      Pane<A> pane = firstFilled(last.number - panesPerWindow + 1);
      while (pane != null && pane.number <= last.number) {
        whole.merge(pane.gathered);
        pane = pane.later;
      }
      gathered = whole;
    }
    long to = (last.number + 1) * stepMicros;
    long from = to - panesPerWindow * stepMicros;
    last.memo = closing.close(from, to, gathered, last.revision, last.memo);
  }

  private long number(long micros) {
    return Math.floorDiv(micros, stepMicros);
  }

  /** Returns the first pane with values from that number on. */
  private @Nullable Pane<A> firstFilled(long number) {
    Pane<A> before = lastBefore(number);
    Pane<A> pane = before == null ? oldest : before.later;
    while (pane != null && pane.gathered.isEmpty()) {
      pane = pane.later;
    }
    return pane;
  }

  /** Returns the last pane before that number. */
  private @Nullable Pane<A> lastBefore(long number) {
    Pane<A> pane = newest;
    while (pane != null && pane.number >= number) {
      pane = pane.earlier;
    }
    return pane;
  }

  /** Returns the pane of that number, which is made if there is none. */
  private Pane<A> pane(long number) {
    Pane<A> before = lastBefore(number);
    Pane<A> after = before == null ? oldest : before.later;
    if (after != null && after.number == number) {
      return after;
    }
    Pane<A> pane = spare;
    if (pane == null) {
      pane = new Pane<>(create.get());
      made++;
    } else {
      spare = pane.later;
    }
    pane.number = number;
    pane.earlier = before;
    pane.later = after;
    if (before == null) {
      oldest = pane;
    } else {
      before.later = pane;
    }
    if (after == null) {
      newest = pane;
    } else {
      after.earlier = pane;
    }
    return pane;
  }

  private void forget(long before) {
    while (oldest != null && oldest.number < before) {
      Pane<A> pane = oldest;
      oldest = pane.later;
      pane.gathered.clear();
      pane.revision = 0;
      pane.memo = Double.NaN;
      pane.later = spare;
      spare = pane;
    }
    if (oldest == null) {
      newest = null;
    } else {
      oldest.earlier = null;
    }
  }
}
