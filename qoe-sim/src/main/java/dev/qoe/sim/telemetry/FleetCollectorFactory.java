package dev.qoe.sim.telemetry;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The entry of the collector {@code fleet}: fake devices below the target's element, for demos and
 * load tests.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class FleetCollectorFactory implements CollectorFactory {

  private static final Setting<Integer> DEVICES =
      Setting.integer("devices", 100, "how many devices, 1 to 100000");
  private static final Setting<Duration> EVERY =
      Setting.duration("every", Duration.ofSeconds(10), "how often each reports, 1 ms to a day");
  private static final Setting<Integer> SEED =
      Setting.integer("seed", 1, "of all that is random: the same seed, the same reports");
  private static final Setting<Double> FAULTS_PER_HOUR =
      Setting.number(
          "faults-per-hour", 0, "how many faults befall each indicator in an hour, 0 to 3600");
  private static final Setting<String> FAULTS =
      Setting.text("faults", "all", "labels of faults, joined by commas, or all");
  private static final Setting<Boolean> COUNTER =
      Setting.flag("counter", false, "whether devices also report a counter of bytes");
  private static final Setting<Boolean> TRUTH =
      Setting.flag("truth", false, "whether an event tells of each fault as it begins");

  /** For the service loader. */
  public FleetCollectorFactory() {}

  @Override
  public CollectorDescriptor descriptor() {
    Set<Kpi> kpis = new TreeSet<>();
    for (DeviceKpi kpi : DeviceKpi.values()) {
      kpis.add(kpi.kpi());
    }
    return CollectorDescriptor.of(
        "fleet",
        "Makes up devices with personalities and faults.",
        List.of(DEVICES, EVERY, SEED, FAULTS_PER_HOUR, FAULTS, COUNTER, TRUTH),
        kpis);
  }

  /**
   * Returns a collector; the fleet of a target is made when it is first read.
   *
   * @throws IllegalArgumentException if settings are outside their ranges; the message names all
   *     that are
   */
  @Override
  public Collector create(Settings settings, CollectorContext context) {
    List<String> mistakes = new ArrayList<>();
    Fault[] faults = faults(settings.get(FAULTS), mistakes);
    FleetPlan plan = FleetPlan.of(1, settings.get(SEED));
    plan = settings.get(COUNTER) ? plan.withCounter() : plan;
    FleetPlan chosen = plan;
    int devices = settings.get(DEVICES);
    check(mistakes, DEVICES, () -> FleetPlan.of(devices, 0));
    check(mistakes, EVERY, () -> chosen.every(settings.get(EVERY)));
    check(
        mistakes, FAULTS_PER_HOUR, () -> chosen.withFaults(settings.get(FAULTS_PER_HOUR), faults));
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException("collector 'fleet': " + String.join("; ", mistakes));
    }
    FleetPlan whole = plan.withFaults(settings.get(FAULTS_PER_HOUR), faults);
    return new FleetCollector(
        new FleetPlan(
            devices,
            settings.get(EVERY),
            whole.seed(),
            whole.faultsPerHour(),
            whole.faults(),
            whole.counter()),
        settings.get(TRUTH),
        context.clock());
  }

  private static Fault[] faults(String labels, List<String> mistakes) {
    List<Fault> faults = new ArrayList<>();
    if (!labels.equals("all")) {
      for (String label : labels.split(",", -1)) {
        check(mistakes, FAULTS, () -> faults.add(Fault.of(label.strip())));
      }
    }
    return faults.toArray(Fault[]::new);
  }

  private static void check(List<String> mistakes, Setting<?> setting, Runnable part) {
    try {
      part.run();
    } catch (IllegalArgumentException e) {
      mistakes.add("setting '%s': %s".formatted(setting.name(), e.getMessage()));
    }
  }
}
