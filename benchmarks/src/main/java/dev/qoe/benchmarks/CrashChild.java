package dev.qoe.benchmarks;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.measure.Series;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.engine.Source;
import dev.qoe.core.engine.SourceOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The process that is killed: it records without end, and tells on its standard output what was
 * acknowledged as durable.
 *
 * <p>Lines: {@code ready}, {@code durable SOURCE PLACE}: all before that place, {@code broken
 * TEXT}. <i>Confine to one thread.</i>
 */
final class CrashChild {

  static final String READY = "ready";
  static final String DURABLE = "durable";
  static final String BROKEN = "broken";

  private static final int BATCH = 200;

  private final QoeEngine engine;
  private final double perSecond;
  private final PrintStream out;

  private CrashChild(QoeEngine engine, double perSecond, PrintStream out) {
    this.engine = engine;
    this.perSecond = perSecond;
    this.out = out;
  }

  /**
   * Records until it is killed, or for some time.
   *
   * @param folder where journal and history are
   * @param perSecond how many measurements each source offers a second, {@code > 0}
   * @param from the first place of each source
   * @param nanos after which time it ends; each source offers at least one batch
   * @param out is told what is durable
   */
  static void run(Path folder, double perSecond, long[] from, long nanos, PrintStream out)
      throws Exception {
    try (QoeEngine engine = CrashLoad.open(folder, CrashLoad.store(folder))) {
      CrashChild child = new CrashChild(engine, perSecond, out);
      child.say(READY);
      long start = System.nanoTime();
      Workers.run(from.length, source -> child.record(source, from[source], start, nanos));
    }
  }

  private void record(int number, long from, long start, long nanos) {
    Source source = engine.source(SourceOptions.of(CrashLoad.source(number)));
    Series[] series = new Series[CrashLoad.SERIES];
    for (int i = 0; i < series.length; i++) {
      series[i] = source.series(CrashLoad.element(number, i), CrashLoad.kpi(i));
    }
    long place = from;
    do {
      for (long end = place + BATCH; place < end; place++) {
        record(series[(int) (place % series.length)], number, place);
      }
      long reached = place;
      source.whenDurable(
          answer -> {
            if (answer == Acceptance.ACCEPTED) {
              say(DURABLE + " " + number + " " + reached);
            }
          });
      Ledger ledger = engine.ledger();
      if (!ledger.balanced() || ledger.inFlight() < 0) {
        say(BROKEN + " " + ledger);
      }
      long due = start + (long) ((place - from) / perSecond * TimeUnit.SECONDS.toNanos(1));
      LockSupport.parkNanos(due - System.nanoTime());
    } while (System.nanoTime() - start < nanos);
  }

  /** Records until it is taken; each value that is not is an answer to try again. */
  private void record(Series series, int source, long place) {
    Acceptance answer;
    do {
      answer = series.record(CrashLoad.micros(place), CrashLoad.value(source, place));
      if (answer == Acceptance.REFUSED) {
        say(BROKEN + " refused: " + series + " at place " + place);
      }
    } while (answer == Acceptance.RETRY_LATER);
  }

  private void say(String line) {
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }

  /**
   * Records until it is killed.
   *
   * @param arguments the folder, measurements a second, the first place of each source
   */
  public static void main(String[] arguments) throws Exception {
    long[] from = new long[arguments.length - 2];
    for (int i = 0; i < from.length; i++) {
      from[i] = Long.parseLong(arguments[i + 2]);
    }
    run(
        Path.of(arguments[0]),
        Double.parseDouble(arguments[1]),
        from,
        TimeUnit.HOURS.toNanos(1),
        System.out);
  }
}
