package dev.qoe.sim.queue;

import dev.qoe.sim.kernel.Event;
import dev.qoe.sim.kernel.EventKernel;
import dev.qoe.sim.output.Moments;
import dev.qoe.sim.output.TimeAverage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Servers that are requested and released, with a waiting room before them.
 *
 * <p>Who requests a server is told by an event when it has one, at once if one is free; who has one
 * keeps it until {@link #release()}. For customers that only come, are served for a random time and
 * go, a {@link Station} does all this.
 *
 * <p>Nothing is allocated once the room has held its greatest crowd. Confine to one thread.
 *
 * @since 0.1
 */
public final class Resource {

  /** The capacity of a queue that nobody finds full. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final Event NOBODY = kernel -> {};

  private final EventKernel kernel;
  private final int servers;
  private final int capacity;
  private final Queue<Waiter> waiting;
  private final ArrayDeque<Waiter> spare = new ArrayDeque<>();
  private final TimeAverage inQueue;
  private final TimeAverage inService;
  private final Moments waits = Moments.create();
  private long sinceNanos;
  private long tickets;
  private long arrivals;
  private long blocked;
  private long waited;
  private long served;
  private int busy;
  private boolean serving;

  private Resource(EventKernel kernel, int servers, int capacity, Discipline discipline) {
    this.kernel = kernel;
    this.servers = servers;
    this.capacity = capacity;
    waiting =
        switch (discipline) {
          case FIFO -> new ArrayDeque<>();
          case PRIORITY ->
              new PriorityQueue<>(
                  Comparator.comparingInt((Waiter waiter) -> waiter.priority)
                      .thenComparingLong(waiter -> waiter.ticket));
        };
    sinceNanos = kernel.nowNanos();
    inQueue = TimeAverage.from(sinceNanos, 0);
    inService = TimeAverage.from(sinceNanos, 0);
  }

  /** Who waits; used again for others. */
  private static final class Waiter {
    private Event granted = NOBODY;
    private int priority;
    private long ticket;
    private long sinceNanos;
  }

  /**
   * Returns servers with an unlimited waiting room, first come, first served.
   *
   * @param servers how many, {@code >= 1}
   * @throws IllegalArgumentException if {@code servers < 1}
   */
  public static Resource of(EventKernel kernel, int servers) {
    return of(kernel, servers, UNLIMITED, Discipline.FIFO);
  }

  /**
   * Returns servers with a waiting room.
   *
   * @param servers how many, {@code >= 1}
   * @param capacity how many there may be in all, those in service included, {@code >= servers}
   * @param discipline who is served next
   * @throws IllegalArgumentException if a number is outside its range
   */
  public static Resource of(EventKernel kernel, int servers, int capacity, Discipline discipline) {
    Checks.atLeast("servers", servers, 1);
    Checks.atLeast("capacity (those in service included)", capacity, servers);
    return new Resource(kernel, servers, capacity, discipline);
  }

  /** Returns the kernel whose time this resource lives in. */
  public EventKernel kernel() {
    return kernel;
  }

  /** Returns the number of servers that are busy, 0 to the number of servers. */
  public int busy() {
    return busy;
  }

  /** Returns the number of those who wait, {@code >= 0}. */
  public int queueLength() {
    return waiting.size();
  }

  /**
   * Requests a server with priority 0; see {@link #request(Event, int)}.
   *
   * @return false if the resource is full: {@code granted} will not happen
   */
  public boolean request(Event granted) {
    return request(granted, 0);
  }

  /**
   * Requests a server.
   *
   * @param granted happens as soon as the server is there: within this call if one is free
   * @param priority smaller ones go first, if the discipline is by priority
   * @return false if the resource is full: {@code granted} will not happen
   */
  public boolean request(Event granted, int priority) {
    arrivals++;
    if (busy < servers && waiting.isEmpty()) {
      grant(granted, 0);
      return true;
    }
    if (busy + waiting.size() >= capacity) {
      blocked++;
      return false;
    }
    Waiter waiter = spare.isEmpty() ? new Waiter() : spare.pop();
    waiter.granted = granted;
    waiter.priority = priority;
    waiter.ticket = tickets++;
    waiter.sinceNanos = kernel.nowNanos();
    waiting.add(waiter);
    inQueue.set(kernel.nowNanos(), waiting.size());
    return true;
  }

  /**
   * Gives a server back; who waits next gets it within this call.
   *
   * @throws IllegalStateException if no server is busy
   */
  public void release() {
    if (busy == 0) {
      throw new IllegalStateException("no server is busy; release once for each server granted");
    }
    served++;
    inService.set(kernel.nowNanos(), --busy);
    if (!serving) {
      serving = true;
      try {
        serveWaiting();
      } finally {
        serving = false;
      }
    }
  }

  /** A loop, not a recursion, whatever those do who are served: some release at once. */
  private void serveWaiting() {
    while (busy < servers) {
      Waiter next = waiting.poll();
      if (next == null) {
        return;
      }
      inQueue.set(kernel.nowNanos(), waiting.size());
      waited++;
      Event granted = next.granted;
      long nanos = kernel.nowNanos() - next.sinceNanos;
      next.granted = NOBODY;
      spare.push(next);
      grant(granted, nanos);
    }
  }

  private void grant(Event granted, long waitedNanos) {
    waits.add(waitedNanos * 1e-9);
    inService.set(kernel.nowNanos(), ++busy);
    granted.happen(kernel);
  }

  /** Forgets what was seen so far, as at the end of a warm-up; those present stay. */
  public void resetStatistics() {
    sinceNanos = kernel.nowNanos();
    inQueue.reset(sinceNanos);
    inService.reset(sinceNanos);
    waits.clear();
    arrivals = 0;
    blocked = 0;
    waited = 0;
    served = 0;
  }

  /**
   * Returns what was seen since the last reset. The time in system is the mean wait plus the time
   * that servers were busy for each one that left.
   */
  public QueueStatistics statistics() {
    double busySeconds =
        inService.mean(kernel.nowNanos()) * ((kernel.nowNanos() - sinceNanos) * 1e-9);
    return statistics(served == 0 ? Double.NaN : waits.mean() + busySeconds / served);
  }

  QueueStatistics statistics(double meanTimeInSystemSeconds) {
    long nowNanos = kernel.nowNanos();
    double queued = inQueue.mean(nowNanos);
    double inServers = inService.mean(nowNanos);
    return new QueueStatistics(
        Duration.ofNanos(nowNanos - sinceNanos),
        arrivals,
        blocked,
        served,
        inServers / servers,
        queued + inServers,
        queued,
        (long) inQueue.max(),
        waits.n() == 0 ? Double.NaN : (double) waited / waits.n(),
        waits.mean(),
        meanTimeInSystemSeconds);
  }

  @Override
  public String toString() {
    return "%d of %d servers busy, %d waiting".formatted(busy, servers, waiting.size());
  }
}
