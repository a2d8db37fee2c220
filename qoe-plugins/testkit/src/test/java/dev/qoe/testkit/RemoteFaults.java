package dev.qoe.testkit;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a plugin with another end does when that is dead or silent: right, or wrong in some way. */
enum RemoteFaults {
  NONE,
  SILENT_ABOUT_DEATH,
  SLOW_ABOUT_DEATH,
  DEAF_TO_INTERRUPTS;

  static final Duration DEADLINE = Duration.ofMillis(800);
  static final Duration GRACE = Duration.ofSeconds(1);

  /** Longer than grace is given. */
  static final Duration DEAF = Duration.ofSeconds(2);

  /** Reaches for the other end: {@code dead}, {@code silent}, or one that is well. */
  void reach(String end) throws PluginException, InterruptedException {
    switch (end) {
      case "dead" -> {
        if (this == SLOW_ABOUT_DEATH) {
          new CountDownLatch(1).await(2 * DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (this != SILENT_ABOUT_DEATH) {
          throw new PluginException(ErrorKind.UNREACHABLE, "nobody answers");
        }
      }
      case "silent" -> {
        if (this == DEAF_TO_INTERRUPTS) {
          long deaf = System.nanoTime() + DEAF.toNanos();
          while (System.nanoTime() < deaf) {
            CollectorTckTest.awaitOrGo(new CountDownLatch(1), Duration.ofMillis(5));
            boolean ignored = Thread.interrupted();
          }
          return;
        }
        new CountDownLatch(1).await();
      }
      default -> {}
    }
  }
}
