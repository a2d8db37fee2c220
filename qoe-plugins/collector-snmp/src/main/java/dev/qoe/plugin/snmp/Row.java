package dev.qoe.plugin.snmp;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.AssignableFromByteArray;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;

/**
 * One row of a group, by its columns.
 *
 * <p>Confine to one thread.
 */
final class Row {

  /** The name by which a template asks for the index. */
  static final String INDEX = "index";

  /** The name by which a template asks for the index with its texts as texts. */
  static final String INDEX_TEXT = "indexText";

  private final Group group;
  private final OID index;
  private final Instant time;
  private final @Nullable Variable[] values;
  private final BiFunction<Column, OID, @Nullable Variable> others;

  private Row(
      Group group,
      OID index,
      Instant time,
      @Nullable Variable[] values,
      BiFunction<Column, OID, @Nullable Variable> others) {
    this.group = group;
    this.index = index;
    this.time = time;
    this.values = values;
    this.others = others;
  }

  /**
   * Returns a row.
   *
   * @param index the index; of scalars 0
   * @param time when it was read
   * @param values the values of the columns with the row's own index, by their places; is kept
   * @param others what has the values of the other columns, by their own indexes
   */
  static Row of(
      Group group,
      OID index,
      Instant time,
      @Nullable Variable[] values,
      BiFunction<Column, OID, @Nullable Variable> others) {
    return new Row(group, index, time, values, others);
  }

  /** Returns the group that it is of. */
  Group group() {
    return group;
  }

  /** Returns the index; of scalars 0. */
  OID index() {
    return index;
  }

  /** Returns when it was read. */
  Instant time() {
    return time;
  }

  /** Returns the value of a column; null if the agent told none. */
  @Nullable Variable value(Column column) {
    if (column.own()) {
      return values[column.place()];
    }
    OID key = key(column);
    return key == null ? null : others.apply(column, key);
  }

  /** Returns the value of the column of that name; null if there is none or none was told. */
  @Nullable Variable value(String name) {
    Column column = group.columns().get(name);
    return column == null ? null : value(column);
  }

  /** Returns the text of a column, or of the index; empty if the agent told none. */
  String text(String name) {
    if (name.equals(INDEX)) {
      return index.toDottedString();
    }
    if (name.equals(INDEX_TEXT)) {
      return indexText();
    }
    Column column = group.columns().get(name);
    Variable value = value(name);
    if (column == null || value == null) {
      return "";
    }
    if (value instanceof OctetString octets && !(value instanceof Opaque)) {
      return text(column, octets.getValue());
    }
    return Values.text(value);
  }

  /** Returns the number that the column of that name is; NaN if it is none or none was told. */
  double number(String name) {
    Column column = group.columns().get(name);
    return column == null ? Double.NaN : number(column);
  }

  /** Returns the number that a column is; NaN if it is none or none was told. */
  double number(Column column) {
    Variable value = value(column);
    return value == null ? Double.NaN : number(column, value);
  }

  /** Returns the number that a column's value is; NaN if it is none. */
  static double number(Column column, Variable value) {
    return switch (column.form()) {
      case PLAIN, HEX -> {
        double number = Values.number(value);
        boolean shifted =
            !column.hint().isEmpty()
                && !(value instanceof AssignableFromByteArray)
                && DisplayHint.isForNumbers(column.hint());
        yield shifted ? number / DisplayHint.divisor(column.hint()) : number;
      }
      case DATE ->
          value instanceof OctetString octets
              ? Values.dateAndTime(octets.getValue())
                  .map(date -> date.toEpochMilli() / 1e3)
                  .orElse(Double.NaN)
              : Values.number(value);
      case FLOAT -> {
        if (value instanceof OctetString octets) {
          yield ieee754(octets.getValue());
        }
        yield value instanceof Integer32 || value instanceof UnsignedInteger32
            ? Values.finite(Float.intBitsToFloat(value.toInt()))
            : Double.NaN;
      }
      case CLOCK -> Values.clock(Values.text(value));
    };
  }

  /** Whether each column has one of the texts wanted. */
  boolean fits(Map<String, Set<String>> wanted) {
    for (Map.Entry<String, Set<String>> one : wanted.entrySet()) {
      if (!one.getValue().contains(text(one.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /** A text in an index is its length and its characters (RFC 2578, 7.7). */
  private String indexText() {
    int[] parts = index.getValue();
    StringJoiner text = new StringJoiner("-");
    for (int at = 0; at < parts.length; ) {
      int end = at + 1 + parts[at];
      boolean isText =
          parts[at] > 1
              && parts[at] < parts.length - at
              && Arrays.stream(parts, at + 1, end).allMatch(c -> c > ' ' && c < 127);
      if (isText) {
        text.add(new String(parts, at + 1, parts[at]));
        at = end;
      } else {
        text.add(Integer.toUnsignedString(parts[at++]));
      }
    }
    return text.toString();
  }

  private @Nullable OID key(Column column) {
    if (!column.by().isEmpty()) {
      Variable value = value(column.by());
      if (value instanceof OID oid) {
        return oid;
      }
      double number = value == null ? Double.NaN : Values.number(value);
      return number >= 0 ? new OID(new int[] {(int) (long) number}) : null;
    }
    int parts = Math.abs(column.key());
    if (parts == 0 || parts >= index.size()) {
      return parts == 0 || parts == index.size() ? index : null;
    }
    int from = column.key() > 0 ? 0 : index.size() - parts;
    return new OID(index.getValue(), from, parts);
  }

  private static String text(Column column, byte[] octets) {
    return switch (column.form()) {
      case HEX -> Values.hex(octets);
      case DATE -> Values.dateAndTime(octets).map(Instant::toString).orElse("");
      case FLOAT -> {
        double number = ieee754(octets);
        yield Double.isNaN(number) ? "" : Double.toString(number);
      }
      case PLAIN, CLOCK ->
          column.hint().isEmpty() || DisplayHint.isForNumbers(column.hint())
              ? Values.text(new OctetString(octets))
              : DisplayHint.octets(octets, column.hint());
    };
  }

  private static double ieee754(byte[] octets) {
    double number =
        switch (octets.length) {
          case Float.BYTES -> ByteBuffer.wrap(octets).getFloat();
          case Double.BYTES -> ByteBuffer.wrap(octets).getDouble();
          default -> Double.NaN;
        };
    return Values.finite(number);
  }
}
