package dev.qoe.sim.telemetry;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a fleet of fake devices is made of.
 *
 * <p>Immutable.
 *
 * @param devices how many devices, 1 to 100,000
 * @param every how often each reports, 1 ms to a day
 * @param seed of all that is random
 * @param faultsPerHour how many faults befall each indicator of each device in an hour, on average,
 *     0 to 3600; at most one begins in an interval, and none while another lasts
 * @param faults which faults there are
 * @param counter whether each device also reports {@link Fleet#BYTES_RECEIVED}
 * @since 0.1
 */
public record FleetPlan(
    int devices,
    Duration every,
    long seed,
    double faultsPerHour,
    Set<Fault> faults,
    boolean counter) {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Creates a plan; the set is copied.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public FleetPlan {
    Checks.within("devices", devices, 1, 100_000);
    if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "interval of reports must be from PT0.001S to PT24H: " + every);
    }
    Checks.within("faults per hour", faultsPerHour, 0, 3600);
    EnumSet<Fault> copy = EnumSet.noneOf(Fault.class);
    copy.addAll(faults);
    faults = Collections.unmodifiableSet(copy);
  }

  /** Returns a fleet without faults or counters, each device reporting every ten seconds. */
  public static FleetPlan of(int devices, long seed) {
    return new FleetPlan(devices, Duration.ofSeconds(10), seed, 0, Set.of(), false);
  }

  /** Returns this plan with another interval of reports. */
  public FleetPlan every(Duration interval) {
    return new FleetPlan(devices, interval, seed, faultsPerHour, faults, counter);
  }

  /** Returns this plan with faults; with all of them if none is named. */
  public FleetPlan withFaults(double perHour, Fault... kinds) {
    Set<Fault> chosen =
        kinds.length == 0 ? EnumSet.allOf(Fault.class) : Set.copyOf(Arrays.asList(kinds));
    return new FleetPlan(devices, every, seed, perHour, chosen, counter);
  }

  /** Returns this plan with a counter on each device. */
  public FleetPlan withCounter() {
    return new FleetPlan(devices, every, seed, faultsPerHour, faults, true);
  }

  /** Returns this plan with another seed. */
  public FleetPlan withSeed(long value) {
    return new FleetPlan(devices, every, value, faultsPerHour, faults, counter);
  }

  /** Returns how many values all devices together report at a time. */
  public long valuesPerReport() {
    return (long) devices * (DeviceKpi.values().length - (counter ? 0 : 1));
  }
}
