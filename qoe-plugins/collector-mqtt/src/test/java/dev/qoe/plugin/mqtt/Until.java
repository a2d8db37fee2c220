package dev.qoe.plugin.mqtt;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does. */
final class Until {

  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(5);

  private Until() {}

  static void holds(String what, Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("not within %s: %s".formatted(patience, what));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }

  static void holds(String what, BooleanSupplier condition) {
    holds(what, Duration.ofSeconds(20), condition);
  }
}
