package dev.qoe.plugin.snmp;

import org.snmp4j.smi.OID;

/**
 * An object that a profile names: a column of a table, or a scalar without its final 0.
 *
 * <p>Immutable.
 *
 * @param name what the profile calls it
 * @param oid its object identifier
 * @param form how its value is read
 * @param hint its display hint; empty if it has none
 * @param key how many parts of a row's index are the index here, from the left, or from the right
 *     if negative; 0 for all
 * @param by the column whose value is the index here; empty if it is the row's own
 * @param place where it stands among the columns of its group, from 0 on
 */
record Column(String name, OID oid, Form form, String hint, int key, String by, int place) {

  /** How the octets of a value are read. */
  enum Form {
    /** As its type says. */
    PLAIN,
    /** As DateAndTime (RFC 2579). */
    DATE,
    /** As octets in hexadecimal, with colons. */
    HEX,
    /** As a number of IEEE 754 with 32 or 64 bits. */
    FLOAT,
    /** As hours, minutes and seconds with colons, in seconds. */
    CLOCK
  }

  /** Whether it is indexed as the row is. */
  boolean own() {
    return key == 0 && by.isEmpty();
  }

  /** Returns what the columns that are read along with this one have in common. */
  String company() {
    return key + " " + by;
  }
}
