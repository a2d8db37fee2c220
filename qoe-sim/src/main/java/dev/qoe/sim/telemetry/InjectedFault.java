package dev.qoe.sim.telemetry;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Event;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;
import java.util.Map;

/**
 * A fault that a fleet put into its telemetry: the truth by which a detector is judged.
 *
 * <p>Immutable.
 *
 * @param fault what went wrong
 * @param element the device
 * @param kpi the indicator
 * @param from the event time of the first value that is wrong or missing
 * @param to the event time of the last one
 * @since 0.1
 */
public record InjectedFault(Fault fault, ElementPath element, Kpi kpi, Instant from, Instant to) {

  /** The type of the event that tells of a fault. */
  public static final String EVENT = "injected-fault";

  /** Returns it as an event at its beginning. */
  public Event event() {
    return new Event(
        element,
        EVENT,
        from,
        "%s of %s".formatted(fault.label(), kpi),
        Map.of(
            "fault",
            fault.label(),
            "kpi",
            kpi.code(),
            "from",
            from.toString(),
            "to",
            to.toString()));
  }
}
