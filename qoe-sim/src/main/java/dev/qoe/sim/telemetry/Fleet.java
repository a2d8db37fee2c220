package dev.qoe.sim.telemetry;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.sim.random.RandomStreams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Fake devices that report round-trip time, packet loss, downlink throughput and processor load,
 * each in its own manner, and go wrong as planned.
 *
 * <p>The fleet moves only when it is told to. What it reports depends on the plan, the path under
 * which the devices hang and the time at which it began, and not on how large the steps are.
 * Confine to one thread.
 *
 * @since 0.1
 */
public final class Fleet {

  /** Bytes received since the device started or its counter was reset: a counter. */
  public static final Kpi BYTES_RECEIVED = Kpi.of("DEV_BYTES_RECEIVED");

  private static final Personality[] PERSONALITIES = Personality.values();

  private final FleetPlan plan;
  private final Instant start;
  private final Map<ElementPath, Personality> devices = new LinkedHashMap<>();
  private final List<DeviceSeries> series = new ArrayList<>();
  private final Duration every;
  private long next;

  private Fleet(FleetPlan plan, ElementPath root, Instant start) {
    this.plan = plan;
    this.start = start;
    every = plan.every();
    int digits = Integer.toString(plan.devices()).length();
    for (int i = 1; i <= plan.devices(); i++) {
      add(root.child(("device-%0" + digits + "d").formatted(i)));
    }
  }

  private void add(ElementPath device) {
    UniformRandomProvider random = RandomStreams.of(plan.seed()).stream(device.text());
    Personality personality = PERSONALITIES[random.nextInt(PERSONALITIES.length)];
    devices.put(device, personality);
    for (DeviceKpi kpi : DeviceKpi.values()) {
      // How much the usual value of this device is that of all: half to one and a half.
      double level = 0.5 + random.nextDouble();
      if (plan.counter() || !kpi.isCounter()) {
        series.add(new DeviceSeries(device, kpi, personality, level, plan));
      }
    }
  }

  /**
   * Returns a fleet whose first reports are due at {@code start}.
   *
   * @param root the element below which its devices hang, {@code device-001} and so on
   */
  public static Fleet of(FleetPlan plan, ElementPath root, Instant start) {
    return new Fleet(plan, root, start);
  }

  /** Returns the devices and what they are like, in the order of their numbers. */
  public Map<ElementPath, Personality> devices() {
    return Collections.unmodifiableMap(devices);
  }

  /** Returns when the next reports are due. */
  public Instant nextReport() {
    return start.plus(every.multipliedBy(next));
  }

  /**
   * Moves on to the next reports and hands them on in the order in which they arrive: device by
   * device, each with what of it comes late.
   *
   * <p>{@link Measurement#ingestTime} is when it arrives, {@link Measurement#time} what the device
   * says; all are flagged synthetic.
   *
   * @param out takes the measurements
   * @param truth takes each fault as it begins, before its first measurement
   */
  public void report(Consumer<Measurement> out, Consumer<InjectedFault> truth) {
    Instant now = nextReport();
    for (DeviceSeries one : series) {
      one.report(next, now, every, out, truth);
    }
    next++;
  }

  /**
   * Moves on by all reports due up to a time and hands them on.
   *
   * @param until inclusive
   * @param out takes the measurements
   * @param truth takes each fault as it begins, before its first measurement
   */
  public void reportUntil(Instant until, Consumer<Measurement> out, Consumer<InjectedFault> truth) {
    while (!nextReport().isAfter(until)) {
      report(out, truth);
    }
  }

  /** Leaves out reports, as if nobody had listened. */
  void skip(long reports) {
    next += reports;
  }

  /** Returns for example {@code 1000 devices every PT10S, 3 faults an hour}. */
  @Override
  public String toString() {
    return "%d devices every %s, %s faults an hour"
        .formatted(plan.devices(), every, Checks.plain(plan.faultsPerHour()));
  }
}
