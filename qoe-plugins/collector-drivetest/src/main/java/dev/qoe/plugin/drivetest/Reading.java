package dev.qoe.plugin.drivetest;

import dev.qoe.api.kpi.Kpi;
import java.util.List;
import java.util.Set;

/**
 * How an indicator is read from a column.
 *
 * <p>Bounds are those in which a value can be true; radio bounds are those of 3GPP TS 36.133 and TS
 * 25.133, widened where phones report more. Immutable.
 *
 * @param kpi the indicator
 * @param column where it stands
 * @param min the smallest number there
 * @param max the largest number there
 * @param perUnit how many of the column's units make one of the indicator's
 */
record Reading(Kpi kpi, Column column, double min, double max, double perUnit) {

  /** The least power that is not a sign for none: phones write -140 and -200 dBm for that. */
  static final double ABOVE_SENTINEL_DBM = Math.nextUp(-140.0);

  /** What Android writes for a value that it does not have. */
  static final double NO_VALUE = Integer.MAX_VALUE;

  private static final Reading RSSI = of(Kpi.RSSI, Column.RSSI, -120, 0);

  /** The radio columns of LTE rows, and of 5G rows, which hold the values of the LTE anchor. */
  static final List<Reading> LTE_RADIO =
      List.of(
          of(Kpi.LTE_RSRP, Column.RSRP, ABOVE_SENTINEL_DBM, -44),
          of(Kpi.LTE_RSRQ, Column.RSRQ, -30, 0),
          of(Kpi.LTE_SINR, Column.SNR, -20, 40),
          of(Kpi.CQI, Column.CQI, 0, 15),
          RSSI);

  /** The radio columns of 3G rows, which stand under LTE's names. */
  static final List<Reading> UMTS_RADIO =
      List.of(
          of(Kpi.UMTS_RSCP, Column.RSRP, ABOVE_SENTINEL_DBM, -25),
          of(Kpi.UMTS_ECNO, Column.RSRQ, -30, 0),
          RSSI);

  /** The bit rates, which mean something while data are transferred. */
  static final List<Reading> TRAFFIC =
      List.of(
          new Reading(Kpi.DOWNLINK_THROUGHPUT, Column.DOWNLINK, 0, 1e8, 1000),
          new Reading(Kpi.UPLINK_THROUGHPUT, Column.UPLINK, 0, 1e8, 1000));

  /** The times of pings that came back. */
  static final List<Reading> PING_TIMES =
      List.of(
          of(Kpi.ROUND_TRIP_TIME, Column.PING_MEAN, 0, 1e6),
          of(Kpi.ROUND_TRIP_TIME_MAX, Column.PING_MAX, 0, 1e6),
          of(Kpi.ROUND_TRIP_TIME_DEVIATION, Column.PING_DEVIATION, 0, 1e6));

  /** The share of pings that did not come back. */
  static final Reading PING_LOSS = new Reading(Kpi.PACKET_LOSS, Column.PING_LOSS, 0, 100, 100);

  /** The speed of the phone. */
  static final Reading SPEED = of(Kpi.SPEED, Column.SPEED, 0, 1500);

  /** The power of the strongest neighbour, from which its lead over the serving cell is made. */
  static final Reading NEIGHBOUR_POWER =
      of(Kpi.NEIGHBOUR_DELTA, Column.NEIGHBOUR_RSRP, ABOVE_SENTINEL_DBM, -25);

  /** Returns the radio columns of a family of technologies; none if they cannot be told. */
  static List<Reading> radio(Rat rat) {
    return switch (rat) {
      case LTE -> LTE_RADIO;
      case UMTS -> UMTS_RADIO;
      case GSM, UNKNOWN -> List.of();
    };
  }

  /** Returns whether it is a received power, of which low values stand for none. */
  boolean power() {
    return column == Column.RSRP || column == Column.NEIGHBOUR_RSRP;
  }

  /** Returns whether {@code value} stands for no value. */
  boolean missing(double value) {
    return Double.isNaN(value) || value == NO_VALUE || (power() && value < min);
  }

  /** Returns whether {@code value} can be true. */
  boolean holds(double value) {
    return value >= min && value <= max;
  }

  private static Reading of(Kpi kpi, Column column, double min, double max) {
    return new Reading(kpi, column, min, max, 1);
  }

  /** Returns the indicators that are read or made from drive tests. */
  static Set<Kpi> kpis() {
    return Set.of(
        Kpi.LTE_RSRP,
        Kpi.LTE_RSRQ,
        Kpi.LTE_SINR,
        Kpi.CQI,
        Kpi.RSSI,
        Kpi.UMTS_RSCP,
        Kpi.UMTS_ECNO,
        Kpi.NEIGHBOUR_DELTA,
        Kpi.DOWNLINK_THROUGHPUT,
        Kpi.UPLINK_THROUGHPUT,
        Kpi.ROUND_TRIP_TIME,
        Kpi.ROUND_TRIP_TIME_MAX,
        Kpi.ROUND_TRIP_TIME_DEVIATION,
        Kpi.PACKET_LOSS,
        Kpi.RAT_GENERATION,
        Kpi.CELL_CHANGE,
        Kpi.RAT_CHANGE,
        Kpi.VOICE_ACTIVE,
        Kpi.SPEED);
  }
}
