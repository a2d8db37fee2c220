package dev.qoe.plugin.drivetest;

import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The entry of the drive-test plugin: it makes collectors that replay what G-NetTrack recorded.
 *
 * <p>The target's element is the root of the network that was driven through, its address a file or
 * a folder. Thread-safe.
 *
 * @since 0.1
 */
public final class DriveTestCollectorFactory implements CollectorFactory {

  private static final int MAX_THREADS = 64;

  private static final Setting<ZoneId> ZONE =
      Setting.zone("zone", ZoneOffset.UTC, "time zone of the times in the files, which name none");
  private static final Setting<Integer> THREADS =
      Setting.integer(
          "threads", 1, "how many traces are read at a time, 1 to 64; the result is the same");
  private static final Setting<Integer> STUCK_AFTER =
      Setting.integer(
          "stuck-after", 60, "how many equal samples of the received power are believed, >= 1");

  /** Creates the entry, as services are made. */
  public DriveTestCollectorFactory() {}

  @Override
  public CollectorDescriptor descriptor() {
    return CollectorDescriptor.of(
            "drivetest",
            "Replays drive tests recorded by G-NetTrack as comma-separated values, plain or gzip.",
            List.of(ZONE, THREADS, STUCK_AFTER),
            Reading.kpis())
        .withEvents(TraceReplay.EVENTS.toArray(String[]::new));
  }

  /**
   * Returns a collector; does no input or output yet.
   *
   * @throws IllegalArgumentException if {@code threads} is not within 1 to 64 or {@code stuck-after
   *     < 1}
   */
  @Override
  public DriveTestCollector create(Settings settings, CollectorContext context) {
    int threads = within(THREADS, settings.get(THREADS), MAX_THREADS);
    int stuckAfter = within(STUCK_AFTER, settings.get(STUCK_AFTER), Integer.MAX_VALUE);
    return new DriveTestCollector(
        new TraceReader(settings.get(ZONE)), threads, stuckAfter, context);
  }

  private static int within(Setting<Integer> setting, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(
          "setting '%s' of collector 'drivetest' must be from 1 to %d: %d"
              .formatted(setting.name(), max, value));
    }
    return value;
  }
}
