package dev.qoe.plugin.snmp;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/**
 * What was read of the columns of a table, by index, and what ended the reading too early.
 *
 * <p>Confine to one thread.
 */
final class Rows {

  private final int columns;
  private final Map<OID, @Nullable Variable[]> byIndex = new TreeMap<>();
  private @Nullable String fault;
  private int values;

  Rows(int columns) {
    this.columns = columns;
  }

  /** Sets the value of a column, from 0 on, in the row of that index. */
  void put(OID index, int column, Variable value) {
    byIndex.computeIfAbsent(index, key -> new @Nullable Variable[columns])[column] = value;
    values++;
  }

  /** Returns the values of each row by its index, in the order of indexes; null where none is. */
  Map<OID, @Nullable Variable[]> byIndex() {
    return byIndex;
  }

  /** Returns the value of a column in a row; null if there is none. */
  @Nullable Variable get(OID index, int column) {
    @Nullable Variable[] row = byIndex.get(index);
    return row == null ? null : row[column];
  }

  /** Returns how many values were read, {@code >= 0}. */
  int values() {
    return values;
  }

  /** Returns why the reading ended too early, in a sentence; empty if it did not. */
  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  /** Notes the first reason why the reading ended too early. */
  void fault(String why) {
    if (fault == null) {
      fault = why;
    }
  }

  @Override
  public String toString() {
    return Arrays.deepToString(byIndex.values().toArray());
  }
}
