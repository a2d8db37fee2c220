package dev.qoe.plugin.snmp;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
  private final Map<OID, @Nullable Variable[]> byIndex = new LinkedHashMap<>();
  private @Nullable OID lastIndex;
  private @Nullable Variable @Nullable [] lastRow;
  private @Nullable String fault;
  private int values;

  Rows(int columns) {
    this.columns = columns;
  }

  /**
   * Sets the value of a column, from 0 on, in the row whose index is what {@code object} has behind
   * its first {@code prefix} parts.
   */
  void put(OID object, int prefix, int column, Variable value) {
    @Nullable Variable[] row = lastRow;
    OID last = lastIndex;
    if (row == null || last == null || !endsWith(object, prefix, last)) {
      last = new OID(object.getValue(), prefix, object.size() - prefix);
      row = byIndex.computeIfAbsent(last, key -> new @Nullable Variable[columns]);
      lastIndex = last;
      lastRow = row;
    }
    row[column] = value;
    values++;
  }

  /** Returns the values of each row by its index, in the order read; null where none is. */
  Map<OID, @Nullable Variable[]> byIndex() {
    return byIndex;
  }

  /** Returns the value of a column in a row; null if there is none. */
  @Nullable Variable get(OID index, int column) {
    if (!index.equals(lastIndex)) { // a row is asked for column by column
      lastIndex = index;
      lastRow = byIndex.get(index);
    }
    return lastRow == null ? null : lastRow[column];
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

  /** Answers follow each other row by row, so most values have the index of the one before. */
  private static boolean endsWith(OID object, int prefix, OID index) {
    int length = index.size();
    if (object.size() - prefix != length) {
      return false;
    }
    for (int i = length - 1; i >= 0; i--) {
      if (object.get(prefix + i) != index.get(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return Arrays.deepToString(byIndex.values().toArray());
  }
}
