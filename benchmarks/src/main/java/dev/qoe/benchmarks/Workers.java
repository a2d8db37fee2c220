package dev.qoe.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Threads that do the same thing side by side. */
final class Workers {

  private Workers() {}

  /** What one of several threads does. */
  @FunctionalInterface
  interface Work {
    /** Works; threads are numbered from 0. */
    void run(int thread) throws Exception;
  }

  /** Runs so many threads to their end; throws the first failure. */
  static void run(int count, Work work) throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<Exception> failures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      threads.add(
          new Thread(
              () -> {
                try {
                  work.run(number);
                } catch (Exception e) {
                  synchronized (failures) {
                    failures.add(e);
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }
}
