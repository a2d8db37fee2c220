package dev.qoe.benchmarks;

import dev.qoe.sim.kernel.Event;
import dev.qoe.sim.kernel.EventKernel;
import dev.qoe.sim.queue.Arrivals;
import dev.qoe.sim.queue.Resource;
import dev.qoe.sim.queue.Station;
import dev.qoe.sim.queue.TimeDistribution;
import dev.qoe.sim.random.RandomStreams;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import umontreal.ssj.simevents.Simulator;

/**
 * Events per second of the discrete-event kernel, and of SSJ's with its default splay tree.
 *
 * <p>The hold model keeps a number of events pending, each of which schedules itself anew after an
 * exponential time. M/M/1 at a load of 0.9 has two pending at most; its model is the same few lines
 * for both kernels, drawing the same numbers. {@code station} is M/M/1 with the library's own parts
 * and all their statistics.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EventKernelBenchmark {

  private static final int EVENTS = 200_000;
  private static final double LOAD = 0.9;

  /** Draws exponential times, of mean 1, from a fixed seed. */
  private static final class Exponential {

    private final SplittableRandom random = new SplittableRandom(1);

    double next() {
      return -Math.log1p(-random.nextDouble());
    }

    long nextNanos() {
      return (long) (next() * 1e9);
    }
  }

  /** A kernel of this library in the middle of a hold model. */
  @State(Scope.Thread)
  public static class Hold {

    @Param({"10", "1000", "100000"})
    public int pending;

    private final EventKernel kernel = EventKernel.create();
    private final Exponential times = new Exponential();
    private int left;

    @Setup
    public void schedule() {
      for (int i = 0; i < pending; i++) {
        kernel.schedule(times.nextNanos(), new Held());
      }
    }

    private final class Held implements Event {
      @Override
      public void happen(EventKernel now) {
        now.schedule(times.nextNanos(), this);
        if (--left == 0) {
          now.stop();
        }
      }
    }
  }

  /** A simulator of SSJ in the middle of a hold model. */
  @State(Scope.Thread)
  public static class SsjHold {

    @Param({"10", "1000", "100000"})
    public int pending;

    private final Simulator simulator = new Simulator();
    private final Exponential times = new Exponential();
    private int left;

    @Setup
    public void schedule() {
      simulator.init();
      for (int i = 0; i < pending; i++) {
        new SsjHeld(simulator).schedule(times.next());
      }
    }

    private final class SsjHeld extends umontreal.ssj.simevents.Event {

      SsjHeld(Simulator simulator) {
        super(simulator);
      }

      @Override
      public void actions() {
        schedule(times.next());
        if (--left == 0) {
          simulator.stop();
        }
      }
    }
  }

  /** M/M/1 by hand on a kernel of this library. */
  @State(Scope.Thread)
  public static class Queue {

    private final EventKernel kernel = EventKernel.create();
    private final Exponential times = new Exponential();
    private final Event departure = this::depart;
    private final Event arrival = this::arrive;
    private int left;
    private int customers;

    @Setup
    public void schedule() {
      kernel.schedule(times.nextNanos(), arrival);
    }

    private void arrive(EventKernel now) {
      now.schedule((long) (times.nextNanos() / LOAD), arrival);
      if (customers++ == 0) {
        now.schedule(times.nextNanos(), departure);
      }
      count();
    }

    private void depart(EventKernel now) {
      if (--customers > 0) {
        now.schedule(times.nextNanos(), departure);
      }
      count();
    }

    private void count() {
      if (--left == 0) {
        kernel.stop();
      }
    }
  }

  /** M/M/1 by hand on a simulator of SSJ. */
  @State(Scope.Thread)
  public static class SsjQueue {

    private final Simulator simulator = new Simulator();
    private final Exponential times = new Exponential();
    private final Departure departure = new Departure(simulator);
    private int left;
    private int customers;

    @Setup
    public void schedule() {
      simulator.init();
      new Arrival(simulator).schedule(times.next());
    }

    private void count() {
      if (--left == 0) {
        simulator.stop();
      }
    }

    private final class Arrival extends umontreal.ssj.simevents.Event {

      Arrival(Simulator simulator) {
        super(simulator);
      }

      @Override
      public void actions() {
        schedule(times.next() / LOAD);
        if (customers++ == 0) {
          departure.schedule(times.next());
        }
        count();
      }
    }

    private final class Departure extends umontreal.ssj.simevents.Event {

      Departure(Simulator simulator) {
        super(simulator);
      }

      @Override
      public void actions() {
        if (--customers > 0) {
          schedule(times.next());
        }
        count();
      }
    }
  }

  /** M/M/1 with the library's station, statistics and random streams. */
  @State(Scope.Thread)
  public static class Stations {

    private final EventKernel kernel = EventKernel.create();
    private int left;

    @Setup
    public void schedule() {
      RandomStreams streams = RandomStreams.of(1);
      Station station =
          Station.of(
                  Resource.of(kernel, 1),
                  TimeDistribution.exponential(LOAD),
                  streams.stream("service"))
              .onDeparture(now -> count());
      Arrivals.start(
          kernel,
          TimeDistribution.exponential(1),
          streams.stream("arrivals"),
          now -> {
            station.arrive();
            count();
          });
    }

    private void count() {
      if (--left == 0) {
        kernel.stop();
      }
    }
  }

  /** Hold model, this library. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long hold(Hold state) {
    state.left = EVENTS;
    state.kernel.run();
    return state.kernel.nowNanos();
  }

  /** Hold model, SSJ. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public double holdSsj(SsjHold state) {
    state.left = EVENTS;
    state.simulator.start();
    return state.simulator.time();
  }

  /** M/M/1 by hand, this library. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long mm1(Queue state) {
    state.left = EVENTS;
    state.kernel.run();
    return state.kernel.nowNanos();
  }

  /** M/M/1 by hand, SSJ. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public double mm1Ssj(SsjQueue state) {
    state.left = EVENTS;
    state.simulator.start();
    return state.simulator.time();
  }

  /** M/M/1 with the library's own station. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long station(Stations state) {
    state.left = EVENTS;
    state.kernel.run();
    return state.kernel.nowNanos();
  }
}
