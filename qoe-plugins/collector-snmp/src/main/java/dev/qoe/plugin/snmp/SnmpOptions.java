package dev.qoe.plugin.snmp;

import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How agents are asked.
 *
 * <p>Immutable.
 *
 * @param credentials who we are
 * @param port the UDP port of an agent whose address names none, 1 to 65535
 * @param timeout how long to wait for an answer before the next try
 * @param retries how many more tries there are after the first, {@code >= 0}
 * @param maxRepetitions how many rows to ask for at once at most, {@code >= 1}
 * @param maxValues how many values to read of one table at most, {@code >= 1}
 */
record SnmpOptions(
    Credentials credentials,
    int port,
    Duration timeout,
    int retries,
    int maxRepetitions,
    int maxValues) {

  static final Setting<Version> VERSION = Setting.choice("version", Version.V2C, "version of SNMP");
  static final Setting<Integer> PORT =
      Setting.integer("port", 161, "UDP port where the address names none")
          .where(port -> port >= 1 && port <= 65_535, "from 1 to 65535");
  static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout", Duration.ofSeconds(2), "how long to wait before the next try")
          .where(
              time -> time.toMillis() >= 1 && time.compareTo(Duration.ofMinutes(1)) <= 0,
              "from PT0.001S to PT1M");
  static final Setting<Integer> RETRIES =
      Setting.integer("retries", 1, "how many more tries after the first")
          .where(tries -> tries >= 0 && tries <= 10, "from 0 to 10");
  static final Setting<Integer> MAX_REPETITIONS =
      Setting.integer("max-repetitions", 25, "how many rows to ask for at once at most")
          .where(rows -> rows >= 1 && rows <= 1000, "from 1 to 1000");
  static final Setting<Integer> MAX_VALUES =
      Setting.integer("max-values", 200_000, "how many values to read of one table at most")
          .where(values -> values >= 1, "at least 1");

  /** Returns the settings that all agents share. */
  static List<Setting<?>> settings() {
    return List.of(
        VERSION,
        Credentials.COMMUNITY,
        Credentials.USER,
        Credentials.AUTHENTICATION,
        Credentials.AUTH_PASSWORD,
        Credentials.PRIVACY,
        Credentials.PRIV_PASSWORD,
        Credentials.CONTEXT,
        PORT,
        TIMEOUT,
        RETRIES,
        MAX_REPETITIONS,
        MAX_VALUES);
  }

  /**
   * Returns what the settings say.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  static SnmpOptions of(Settings settings) {
    return new SnmpOptions(
        Credentials.of(settings.get(VERSION), settings.get(Credentials.CONTEXT), settings),
        settings.get(PORT),
        settings.get(TIMEOUT),
        settings.get(RETRIES),
        settings.get(MAX_REPETITIONS),
        settings.get(MAX_VALUES));
  }
}
