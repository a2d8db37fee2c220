package dev.qoe.plugin.drivetest;

/**
 * A column of a drive test that is read; all others are passed over.
 *
 * <p>Immutable.
 */
enum Column {
  /** Local time without a zone, {@code yyyy.MM.dd_HH.mm.ss}. */
  TIMESTAMP("Timestamp", Kind.ESSENTIAL),
  /** Name of the mode of the radio, see {@link Rat}. */
  NETWORK_MODE("NetworkMode", Kind.ESSENTIAL),
  /** {@code I} idle, {@code D} data, {@code V} voice, {@code VD} both. */
  STATE("State", Kind.ESSENTIAL),
  /** Identity of the serving cell, decimal. */
  RAW_CELL_ID("RAWCELLID", Kind.ESSENTIAL),
  /** Tracking or location area, hexadecimal. */
  AREA("LACHEX", Kind.TEXT),
  /** In degrees, WGS 84. */
  LONGITUDE("Longitude", Kind.NUMBER),
  /** In degrees, WGS 84. */
  LATITUDE("Latitude", Kind.NUMBER),
  /** In km/h. */
  SPEED("Speed", Kind.NUMBER),
  /** RSRP in dBm; on 3G rows RSCP. */
  RSRP("RSRP", Kind.NUMBER),
  /** RSRQ in dB; on 3G rows Ec/N0. */
  RSRQ("RSRQ", Kind.NUMBER),
  /** In dB. */
  SNR("SNR", Kind.NUMBER),
  /** 0 to 15. */
  CQI("CQI", Kind.NUMBER),
  /** In dBm. */
  RSSI("RSSI", Kind.NUMBER),
  /** In kbit/s. */
  DOWNLINK("DL_bitrate", Kind.NUMBER),
  /** In kbit/s. */
  UPLINK("UL_bitrate", Kind.NUMBER),
  /** In ms. */
  PING_MEAN("PINGAVG", Kind.NUMBER),
  /** In ms. */
  PING_MAX("PINGMAX", Kind.NUMBER),
  /** In ms. */
  PING_DEVIATION("PINGSTDEV", Kind.NUMBER),
  /** In percent. */
  PING_LOSS("PINGLOSS", Kind.NUMBER),
  /** Strongest neighbour's RSRP in dBm. */
  NEIGHBOUR_RSRP("NRxRSRP", Kind.NUMBER);

  private enum Kind {
    ESSENTIAL,
    TEXT,
    NUMBER
  }

  private final String header;
  private final Kind kind;

  Column(String header, Kind kind) {
    this.header = header;
    this.kind = kind;
  }

  /** Returns its name in the first line of a file. */
  String header() {
    return header;
  }

  /** Returns whether rows mean nothing without it. */
  boolean essential() {
    return kind == Kind.ESSENTIAL;
  }

  /** Returns whether it holds numbers. */
  boolean number() {
    return kind == Kind.NUMBER;
  }
}
