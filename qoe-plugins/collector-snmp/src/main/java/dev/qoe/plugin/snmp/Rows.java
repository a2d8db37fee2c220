package dev.qoe.plugin.snmp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/**
 * What was read of the columns of a table and not yet handed on, by index; and what ended the
 * reading too early.
 *
 * <p>Confine to one thread.
 */
final class Rows {

  private final int columns;
  private final List<Cells> all = new ArrayList<>();
  private int last;
  private @Nullable String fault;
  private int values;
  private int count;

  /**
   * The values of one row.
   *
   * <p>Confine to one thread.
   */
  static final class Cells {

    private final OID index;
    private final Instant time;
    private final @Nullable Variable[] values;

    private Cells(OID index, Instant time, int columns) {
      this.index = index;
      this.time = time;
      this.values = new @Nullable Variable[columns];
    }

    /** Returns the index. */
    OID index() {
      return index;
    }

    /** Returns when the first of its values came. */
    Instant time() {
      return time;
    }

    /** Returns the values of the columns, null where there is none; they are not copied. */
    @Nullable Variable[] values() {
      return values;
    }

    /** Returns the value of a column, from 0 on; null if there is none. */
    @Nullable Variable get(int column) {
      return values[column];
    }
  }

  Rows(int columns) {
    this.columns = columns;
  }

  /**
   * Sets the value of a column, from 0 on, in the row whose index is what {@code object} has behind
   * its first {@code prefix} parts.
   */
  void put(OID object, int prefix, int column, Variable value, Instant time) {
    int[] parts = object.getValue();
    if (last == all.size() || compare(parts, prefix, last) != 0) {
      last = place(parts, prefix);
      if (last == all.size() || compare(parts, prefix, last) != 0) {
        OID index = new OID(parts, prefix, parts.length - prefix);
        all.add(last, new Cells(index, time, columns));
        count++;
      }
    }
    all.get(last).values[column] = value;
    values++;
  }

  /** Returns all rows that are here, in the order of their indexes. */
  List<Cells> all() {
    return all;
  }

  /** Removes all rows. */
  void clear() {
    all.clear();
    last = 0;
  }

  /** Returns how many rows were read, {@code >= 0}. */
  int count() {
    return count;
  }

  /** Returns a row; null if there is none. */
  @Nullable Cells get(OID index) {
    int place = place(index.getValue(), 0);
    return place < all.size() && compare(index.getValue(), 0, place) == 0 ? all.get(place) : null;
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

  /** Returns where an index stands, or has to: most come in order, behind the last. */
  private int place(int[] parts, int prefix) {
    int low = 0;
    int high = all.size();
    for (int middle = high - 1; low < high; middle = (low + high) >>> 1) {
      int order = compare(parts, prefix, middle);
      if (order == 0) {
        return middle;
      }
      low = order > 0 ? middle + 1 : low;
      high = order < 0 ? middle : high;
    }
    return low;
  }

  /** Compares what is behind the first {@code prefix} parts with the index of a row. */
  private int compare(int[] parts, int prefix, int row) {
    int[] index = all.get(row).index.getValue();
    int both = Math.min(parts.length - prefix, index.length);
    for (int i = 0; i < both; i++) {
      if (parts[prefix + i] != index[i]) {
        return Integer.compareUnsigned(parts[prefix + i], index[i]);
      }
    }
    return parts.length - prefix - index.length;
  }
}
