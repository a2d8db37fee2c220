package dev.qoe.sim.telemetry;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;

/**
 * What a fake device reports, and what is usual for it.
 *
 * <p>Immutable.
 */
enum DeviceKpi {
  ROUND_TRIP_TIME("TRN_RTT", "ms", 40, 2.5, 1, 5_000, 1000),
  PACKET_LOSS("TRN_LOSS", "ratio", 0.004, 0.0004, 0, 1, 100),
  DOWNLINK("SVC_DL_THROUGHPUT", "Mbit/s", 60, 4, 0.1, 2_000, 1000),
  CPU_LOAD("DEV_CPU_LOAD", "ratio", 0.45, 0.04, 0, 1, 100),
  BYTES_RECEIVED("DEV_BYTES_RECEIVED", "B", 7.5e6, 5e5, 0, 1e12, 1000);

  private final String code;
  private final String symbol;
  final double usual;
  final double spread;
  final double min;
  final double max;

  /** By how much too large values in the wrong unit are. */
  final double wrongUnit;

  DeviceKpi(
      String code,
      String symbol,
      double usual,
      double spread,
      double min,
      double max,
      double wrongUnit) {
    this.code = code;
    this.symbol = symbol;
    this.usual = usual;
    this.spread = spread;
    this.min = min;
    this.max = max;
    this.wrongUnit = wrongUnit;
  }

  Kpi kpi() {
    return Kpi.of(code);
  }

  Unit unit() {
    return Unit.of(symbol);
  }

  /** Returns whether it counts up; its other values are then increments per second. */
  boolean isCounter() {
    return this == BYTES_RECEIVED;
  }
}
