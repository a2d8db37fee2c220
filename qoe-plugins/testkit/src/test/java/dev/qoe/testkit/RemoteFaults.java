package dev.qoe.testkit;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** What a plugin with another end does when that is dead or silent: right, or wrong in some way. */
enum RemoteFaults {
  NONE,
  SILENT_ABOUT_DEATH,
  SLOW_ABOUT_DEATH,
  DEAF_TO_INTERRUPTS;

  private static final Duration BRIEF = Duration.ofMillis(300);

  /** Returns the deadline, and the grace, of the kit's own tests. */
  static Duration patience() {
    return Rule.current().limit(BRIEF);
  }

  /** Reaches for the other end: {@code dead}, {@code silent}, or one that is well. */
  void reach(String end) throws PluginException, InterruptedException {
    switch (end) {
      case "dead" -> {
        if (this == SLOW_ABOUT_DEATH && Rule.current().isBroken()) {
          Rule.current().sitOut();
        }
        if (this != SILENT_ABOUT_DEATH) {
          throw new PluginException(ErrorKind.UNREACHABLE, "nobody answers");
        }
      }
      case "silent" -> {
        if (this == DEAF_TO_INTERRUPTS) {
          Rule.current().sitOut();
          return;
        }
        new CountDownLatch(1).await();
      }
      default -> {}
    }
  }
}
