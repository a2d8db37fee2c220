package dev.qoe.plugin.host;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one plugin: those on which it is called, those that it is lent, and those that it
 * makes itself, which are told by their group.
 *
 * <p>The group outlives a reload: what still runs in it from earlier lives has leaked.
 */
final class PluginThreads {

  private static final long IDLE_SECONDS = 5;
  private static final int LENT = 16;

  /** A thread that the host made. */
  private static final class HostThread extends Thread {
    HostThread(ThreadGroup group, Runnable task, String name, @Nullable ClassLoader loader) {
      super(group, task, name);
      setDaemon(true);
      setContextClassLoader(loader);
    }
  }

  private final ThreadGroup group;
  private volatile @Nullable ClassLoader loader;
  private final AtomicInteger made = new AtomicInteger();
  private final ThreadPoolExecutor calls;
  private final List<WeakReference<Thread>> earlier = new ArrayList<>();

  PluginThreads(ThreadGroup group, ClassLoader loader) {
    this.group = group;
    this.loader = loader;
    live().forEach(thread -> earlier.add(new WeakReference<>(thread)));
    this.calls =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            factory("call"));
  }

  /** Runs a call; how many there are at a time is for the caller to limit. */
  void execute(PluginCall call) {
    calls.execute(call);
  }

  /** Returns threads to lend, with a queue of limited length. */
  ThreadPoolExecutor lend(int queued) {
    ThreadPoolExecutor lent =
        new ThreadPoolExecutor(
            LENT,
            LENT,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(queued),
            factory("task"));
    lent.allowCoreThreadTimeOut(true);
    return lent;
  }

  /** Returns how many threads live that the plugin made itself, in this life. */
  int own() {
    return (int)
        live().stream()
            .filter(thread -> !(thread instanceof HostThread) && !isEarlier(thread))
            .count();
  }

  /** Returns how many threads of earlier lives still run. */
  synchronized int leaked() {
    earlier.removeIf(reference -> !alive(reference.get()));
    return earlier.size();
  }

  /**
   * Interrupts the threads on which the plugin is called and waits a while; lets go of its classes.
   */
  void close(Duration patience) throws InterruptedException {
    loader = null;
    calls.shutdownNow();
    calls.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns the live threads of a group, those of its subgroups included. */
  private List<Thread> live() {
    Thread[] threads = new Thread[group.activeCount() + 16];
    int found = group.enumerate(threads, true);
    while (found == threads.length) {
      threads = new Thread[threads.length * 2];
      found = group.enumerate(threads, true);
    }
    return Arrays.asList(threads).subList(0, found);
  }

  private synchronized boolean isEarlier(Thread thread) {
    return earlier.stream().anyMatch(reference -> reference.get() == thread);
  }

  private static boolean alive(@Nullable Thread thread) {
    return thread != null && thread.isAlive();
  }

  private ThreadFactory factory(String what) {
    return task ->
        new HostThread(
            group, task, group.getName() + "-" + what + "-" + made.incrementAndGet(), loader);
  }
}
