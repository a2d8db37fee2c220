package dev.qoe.core.engine;

import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.KpiKind;
import dev.qoe.api.kpi.Unit;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.window.Arrival;
import dev.qoe.core.window.RatioStatistics;
import dev.qoe.core.window.ValueStatistics;
import dev.qoe.core.window.WindowResult;
import dev.qoe.core.window.WindowedRatio;
import dev.qoe.core.window.WindowedSeries;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The windows of one series: one stream for each declaration. Guarded by the shard's lock. */
final class SeriesWindows {

  private static final Stream[] NONE = {};

  /** What it takes itself. */
  private static final int BYTES = 100;

  private final ShardWindows shard;
  private final LiveSeries target;
  private final List<DeclaredWindows.Declaration> declared;
  private final KpiDefinition definition;
  private Stream[] streams;

  /** The time under which it waits for the end of a window; NEVER if it does not wait. */
  long queuedAt = LiveSeries.NEVER;

  private boolean fresh;
  private boolean resumed;

  /** Whether it takes another amount of memory than was counted. */
  private boolean changed;

  private long takenBytes;

  SeriesWindows(ShardWindows shard, LiveSeries target, List<DeclaredWindows.Declaration> declared) {
    this.shard = shard;
    this.target = target;
    this.declared = declared;
    this.definition = target.meaning.definition;
    boolean ratio = definition.kind() == KpiKind.RATIO && definition.unit().equals(Unit.RATIO);
    this.streams = declared.stream().map(each -> new Stream(each, ratio)).toArray(Stream[]::new);
    count();
  }

  /** Returns whether these are what is wanted of a series of that definition. */
  boolean fits(List<DeclaredWindows.Declaration> wanted, KpiDefinition of) {
    return declared.equals(wanted)
        && definition.unit().equals(of.unit())
        && definition.kind() == of.kind();
  }

  /**
   * Adds a value that was accepted.
   *
   * @param weight how many values it stands for, or of a ratio its denominator; {@code > 0}
   */
  void add(long micros, double value, double weight) {
    fresh = true;
    for (Stream stream : streams) {
      stream.add(micros, value, weight);
    }
    if (queuedAt == LiveSeries.NEVER) {
      shard.await(this);
    }
    if (changed) {
      count();
    }
  }

  /** Returns whether a value has come since this was asked last. */
  boolean takeFresh() {
    boolean was = fresh;
    fresh = false;
    return was;
  }

  /** Closes what holds values and ends by then, less the lateness. */
  void passTo(long micros) {
    for (Stream stream : streams) {
      stream.passTo(micros);
    }
    if (changed) {
      count();
    }
  }

  /** Returns when the first open window is closed if nothing comes; the largest number if never. */
  long dueMicros() {
    long due = Long.MAX_VALUE;
    for (Stream stream : streams) {
      due = Math.min(due, stream.values.dueMicros());
    }
    return due;
  }

  /** Closes all and gives back what they take. */
  void end() {
    passTo(Long.MAX_VALUE);
    streams = NONE;
    shard.engine().taken(-takenBytes);
    takenBytes = 0;
  }

  /**
   * Notes that a value is the first of what a journal still holds of the series: windows that began
   * before may lack values and are not told, unless all that is held came in so much later than the
   * oldest that nothing of them can be missing.
   */
  void resume(long micros, long laterMicros) {
    for (int i = 0; !resumed && i < streams.length; i++) {
      if (laterMicros < streams[i].declared.reachMicros()) {
        streams[i].wholeFrom = micros + streams[i].declared.reachMicros();
      }
    }
    resumed = true;
  }

  /** Returns the newest window that was told; empty before the first. */
  Optional<ToldWindow> newest(String name) {
    for (Stream stream : streams) {
      if (stream.declared.name().equals(name)) {
        return Optional.ofNullable(stream.newest);
      }
    }
    return Optional.empty();
  }

  private void count() {
    changed = false;
    long bytes = BYTES;
    for (Stream stream : streams) {
      bytes += stream.bytes();
    }
    shard.engine().taken(bytes - takenBytes);
    takenBytes = bytes;
  }

  /**
   * The windows of one declaration. Those of a ratio are gathered twice, as values and as sums of
   * their parts, by the same times, so that they close alike: the parts first.
   */
  private final class Stream {
    private final DeclaredWindows.Declaration declared;
    private final ArrayDeque<RatioStatistics> parts = new ArrayDeque<>(2);
    private final WindowedSeries values;
    private final @Nullable WindowedRatio ratios;
    private int held;
    private long wholeFrom = Long.MIN_VALUE;
    private @Nullable ToldWindow newest;

    private Stream(DeclaredWindows.Declaration declared, boolean ratio) {
      this.declared = declared;
      this.values = declared.windows().values(this::tell);
      this.ratios =
          ratio ? declared.windows().ratios(window -> parts.add(window.statistics())) : null;
    }

    private void add(long micros, double value, double weight) {
      Arrival arrival;
      if (ratios == null) {
        arrival = values.add(micros, value, weight == 1 ? 1 : Math.max(1, Math.round(weight)));
      } else {
        var unused = ratios.add(micros, part(value, weight), weight);
        arrival = values.add(micros, value);
      }
      if (values.held() != held) {
        held = values.held();
        changed = true;
      }
      if (arrival != Arrival.ON_TIME && arrival != Arrival.AMENDED) {
        shard.engine().late();
      }
    }

    private void passTo(long micros) {
      if (ratios != null) {
        ratios.passTo(micros);
      }
      values.passTo(micros);
    }

    private void tell(WindowResult<ValueStatistics> window) {
      Optional<RatioStatistics> ratio = Optional.ofNullable(parts.poll());
      if (Micros.of(window.from()) >= wholeFrom) {
        ToldWindow one =
            new ToldWindow(declared.name(), target.element(), target.kpi(), window, ratio);
        if (newest == null || !one.to().isBefore(newest.to())) {
          newest = one;
        }
        shard.engine().tell(one);
        changed = true;
      }
    }

    private long bytes() {
      return values.bytes()
          + (ratios == null ? 0 : ratios.bytes())
          + (newest == null ? 0 : newest.bytes());
    }
  }

  /** Returns the part of a whole, which most often is a count: so without the quotient's error. */
  private static double part(double share, double whole) {
    double part = share * whole;
    double count = Math.rint(part);
    return Math.abs(part - count) <= Math.ulp(part) && count <= whole ? count : part;
  }
}
