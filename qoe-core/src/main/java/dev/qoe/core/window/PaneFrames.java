package dev.qoe.core.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/*
 * Time is cut into panes, as long as the step from one window to the next; a window is the last
 * panes before its end (Li et al.: No Pane, No Gain, SIGMOD Record 34 (2005), 1). A pane is known by
 * its number since 1970, a window by the number of its last pane. Only panes with values are held.
 *
 * The watermark is the newest time less the lateness, so whatever the order within the lateness, no
 * pane that holds values was passed before it held all of them, and windows come out in order.
 */

/** Tumbling and sliding windows. Confine to one thread. */
final class PaneFrames<A extends Accumulator<A>> implements Frames<A> {

  private final long stepMicros;
  private final int panesPerWindow;
  private final long latenessMicros;
  private final long amendableMicros;
  private final Supplier<A> create;
  private final Closing<A> closing;
  private final A whole;
  private final List<Pane<A>> panes = new ArrayList<>();
  private final ArrayDeque<Pane<A>> spare = new ArrayDeque<>();
  private boolean started;
  private long watermark = Long.MIN_VALUE;
  private long next;
  private @Nullable Pane<A> newest;
  private long newestFrom;

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
    this.whole = create.get();
  }

  private static final class Pane<A> {
    private final A gathered;
    private long number;
    private int revision;
    private double memo = Double.NaN;

    Pane(A gathered) {
      this.gathered = gathered;
    }
  }

  @Override
  public @Nullable A at(long micros) {
    if (newest != null
        && newest.number >= next
        && micros >= newestFrom
        && micros < newestFrom + stepMicros) {
      return newest.gathered;
    }
    long number = number(micros);
    if (started && number < number(watermark - amendableMicros)) {
      return null;
    }
    return pane(number).gathered;
  }

  @Override
  public Arrival added(long micros) {
    if (started && micros < next * stepMicros) {
      amend(number(micros));
      return Arrival.AMENDED;
    }
    advanceTo(micros - latenessMicros);
    return Arrival.ON_TIME;
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
  public void finish() {
    if (!panes.isEmpty()) {
      advanceTo((panes.get(panes.size() - 1).number + panesPerWindow) * stepMicros);
    }
  }

  @Override
  public long watermark() {
    return watermark;
  }

  private void amend(long number) {
    long end = Math.min(number + panesPerWindow, next);
    for (long window = number; window < end; window++) {
      pane(window).revision++;
      tell(window);
    }
  }

  private void closeUntil(long end) {
    while (next < end) {
      int at = firstFilled(next - panesPerWindow + 1);
      if (at == panes.size()) {
        next = end;
      } else if (panes.get(at).number > next) {
        next = Math.min(panes.get(at).number, end);
      } else {
        tell(next++);
      }
    }
  }

  private void tell(long window) {
    Pane<A> last = pane(window);
    A gathered = last.gathered;
    if (panesPerWindow > 1) {
      whole.clear();
      int at = firstFilled(window - panesPerWindow + 1);
      while (at < panes.size() && panes.get(at).number <= window) {
        whole.merge(panes.get(at).gathered);
        at++;
      }
      gathered = whole;
    }
    long to = (window + 1) * stepMicros;
    long from = to - panesPerWindow * stepMicros;
    last.memo = closing.close(from, to, gathered, last.revision, last.memo);
  }

  private long number(long micros) {
    return Math.floorDiv(micros, stepMicros);
  }

  /** Returns the place of the first pane with values from that number on. */
  private int firstFilled(long number) {
    int at = place(number);
    while (at < panes.size() && panes.get(at).gathered.isEmpty()) {
      at++;
    }
    return at;
  }

  /** Returns the place of the first pane from that number on. */
  private int place(long number) {
    int at = panes.size();
    while (at > 0 && panes.get(at - 1).number >= number) {
      at--;
    }
    return at;
  }

  private Pane<A> pane(long number) {
    int at = place(number);
    if (at < panes.size() && panes.get(at).number == number) {
      return panes.get(at);
    }
    Pane<A> pane = spare.isEmpty() ? new Pane<>(create.get()) : spare.pop();
    pane.number = number;
    panes.add(at, pane);
    if (at == panes.size() - 1) {
      newest = pane;
      newestFrom = number * stepMicros;
    }
    return pane;
  }

  private void forget(long before) {
    while (!panes.isEmpty() && panes.get(0).number < before) {
      Pane<A> pane = panes.remove(0);
      newest = pane == newest ? null : newest;
      pane.gathered.clear();
      pane.revision = 0;
      pane.memo = Double.NaN;
      spare.push(pane);
    }
  }
}
