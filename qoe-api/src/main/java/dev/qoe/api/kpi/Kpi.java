package dev.qoe.api.kpi;

import dev.qoe.api.internal.Checks;
import java.util.regex.Pattern;

/**
 * The identity of a key performance indicator: its catalogue code.
 *
 * <p>The constants name the indicators that are used most; any other is had by {@link #of(String)}.
 * What a code means stands in its {@link KpiDefinition}. Immutable.
 *
 * @param code capital letters, digits and {@code _}, starting with a letter; at most 64 characters
 * @since 0.1
 */
public record Kpi(String code) implements Comparable<Kpi> {

  private static final Pattern SYNTAX = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

  /** Received power of the serving LTE cell, in dBm. */
  public static final Kpi LTE_RSRP = of("RAN_LTE_RSRP");

  /** Received quality of the serving LTE cell, in dB. */
  public static final Kpi LTE_RSRQ = of("RAN_LTE_RSRQ");

  /** Signal to interference and noise of the serving LTE cell, in dB. */
  public static final Kpi LTE_SINR = of("RAN_LTE_RSSINR");

  /** Received power of the serving NR cell, in dBm. */
  public static final Kpi NR_RSRP = of("RAN_SS_RSRP");

  /** Received quality of the serving NR cell, in dB. */
  public static final Kpi NR_RSRQ = of("RAN_SS_RSRQ");

  /** Signal to interference and noise of the serving NR cell, in dB. */
  public static final Kpi NR_SINR = of("RAN_SS_SINR");

  /** Received code power of the serving 3G cell, in dBm. */
  public static final Kpi UMTS_RSCP = of("RAN_UMTS_RSCP");

  /** Chip energy over noise of the serving 3G cell, in dB. */
  public static final Kpi UMTS_ECNO = of("RAN_UMTS_ECNO");

  /** Total received power of the serving carrier, in dBm. */
  public static final Kpi RSSI = of("RAN_RSSI");

  /** Channel quality indicator, 0 to 15. */
  public static final Kpi CQI = of("RAN_CQI_AVG");

  /** Strongest neighbour's received power less the serving cell's, in dB. */
  public static final Kpi NEIGHBOUR_DELTA = of("RAN_NEIGHBOUR_DELTA");

  /** Generation of the radio access technology in use: 2, 3, 4 or 5. */
  public static final Kpi RAT_GENERATION = of("RAN_RAT_GENERATION");

  /** Whether the serving cell just changed, 0 or 1; its sum counts handovers. */
  public static final Kpi CELL_CHANGE = of("RAN_CELL_CHANGE");

  /** Whether the radio access technology just changed, 0 or 1. */
  public static final Kpi RAT_CHANGE = of("RAN_RAT_CHANGE");

  /** One-way delay, in ms. */
  public static final Kpi ONE_WAY_DELAY = of("TRN_OWD");

  /** Round-trip time, in ms. */
  public static final Kpi ROUND_TRIP_TIME = of("TRN_RTT");

  /** Largest round-trip time of a burst of probes, in ms. */
  public static final Kpi ROUND_TRIP_TIME_MAX = of("TRN_RTT_MAX");

  /** Standard deviation of the round-trip time within a burst of probes, in ms. */
  public static final Kpi ROUND_TRIP_TIME_DEVIATION = of("TRN_RTT_STDDEV");

  /** Interarrival jitter (RFC 3550), in ms. */
  public static final Kpi JITTER = of("TRN_JITTER_RTP");

  /** Packet loss ratio, 0 to 1. */
  public static final Kpi PACKET_LOSS = of("TRN_LOSS");

  /** Downlink rate that a user achieves while transferring, in Mbit/s. */
  public static final Kpi DOWNLINK_THROUGHPUT = of("SVC_DL_THROUGHPUT");

  /** Uplink rate that a user achieves while transferring, in Mbit/s. */
  public static final Kpi UPLINK_THROUGHPUT = of("SVC_UL_THROUGHPUT");

  /** Conversational quality of voice, a mean opinion score. */
  public static final Kpi VOICE_MOS = of("SVC_MOS_CQE");

  /** Quality of video streaming, a mean opinion score. */
  public static final Kpi VIDEO_MOS = of("SVC_VID_MOS");

  /** Quality of cloud gaming, a mean opinion score. */
  public static final Kpi GAMING_MOS = of("SVC_GAME_MOS");

  /** Quality of web browsing, a mean opinion score. */
  public static final Kpi WEB_MOS = of("SVC_WEB_MOS");

  /** Whether a voice call is up, 0 or 1. */
  public static final Kpi VOICE_ACTIVE = of("SVC_VOICE_ACTIVE");

  /** Speed over ground, in km/h. */
  public static final Kpi SPEED = of("DEV_SPEED");

  /** Processor load of a device, 0 to 1. */
  public static final Kpi CPU_LOAD = of("DEV_CPU_LOAD");

  /** Share of a device's memory in use, 0 to 1. */
  public static final Kpi MEMORY_USED = of("DEV_MEMORY_USED");

  /** Share of a device's disk in use, 0 to 1. */
  public static final Kpi DISK_USED = of("DEV_DISK_USED");

  /** Time a device takes to answer, in ms. */
  public static final Kpi RESPONSE_TIME = of("DEV_RESPONSE_TIME");

  /** Whether a device answers, 0 or 1. */
  public static final Kpi UP = of("DEV_UP");

  /**
   * Creates an identity.
   *
   * @throws IllegalArgumentException if {@code code} breaks the syntax
   */
  public Kpi {
    Checks.matches(
        code, SYNTAX, "KPI code", "capital letters, digits and '_', a letter first, at most 64");
  }

  /** Returns the indicator of that code. */
  public static Kpi of(String code) {
    return new Kpi(code);
  }

  @Override
  public int compareTo(Kpi other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
