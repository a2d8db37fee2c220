package dev.qoe.plugin.snmp;

/** A version of SNMP, by which requests are encoded. */
enum Version {
  V1,
  V2C,
  V3
}
