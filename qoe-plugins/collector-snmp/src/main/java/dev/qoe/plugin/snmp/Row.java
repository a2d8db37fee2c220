package dev.qoe.plugin.snmp;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
 * One row of a group, by the names of its columns.
 *
 * <p>Immutable.
 *
 * @param group the group
 * @param index the index; of scalars 0
 * @param values what the agent told, by column
 */
record Row(Group group, OID index, BiFunction<Column, OID, @Nullable Variable> values) {

  /** The name by which a template asks for the index. */
  static final String INDEX = "index";

  /** The name by which a template asks for the index with its texts as texts. */
  static final String INDEX_TEXT = "indexText";

  /** Returns the value of a column; null if the agent told none. */
  @Nullable Variable value(String name) {
    Column column = group.columns().get(name);
    if (column == null) {
      return null;
    }
    OID key = key(column);
    return key == null ? null : values.apply(column, key);
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

  /** Returns the number of a column; empty if the agent told none. */
  OptionalDouble number(String name) {
    Column column = group.columns().get(name);
    Variable value = value(name);
    if (column == null || value == null) {
      return OptionalDouble.empty();
    }
    if (column.form() == Column.Form.DATE && value instanceof OctetString octets) {
      Optional<Instant> time = Values.dateAndTime(octets.getValue());
      return time.isPresent()
          ? OptionalDouble.of(time.get().toEpochMilli() / 1e3)
          : OptionalDouble.empty();
    }
    if (column.form() == Column.Form.FLOAT) {
      if (value instanceof OctetString octets) {
        return ieee754(octets.getValue());
      }
      return value instanceof Integer32 || value instanceof UnsignedInteger32
          ? finite(Float.intBitsToFloat(value.toInt()))
          : OptionalDouble.empty();
    }
    if (column.form() == Column.Form.CLOCK) {
      return Values.clock(Values.text(value));
    }
    OptionalDouble number = Values.number(value);
    boolean shifted = !column.hint().isEmpty() && !(value instanceof AssignableFromByteArray);
    return number.isPresent() && shifted
        ? OptionalDouble.of(number.getAsDouble() / DisplayHint.divisor(column.hint()))
        : number;
  }

  /** Whether each column has one of the texts wanted. */
  boolean fits(Map<String, Set<String>> wanted) {
    return wanted.entrySet().stream().allMatch(one -> one.getValue().contains(text(one.getKey())));
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
      OptionalDouble number = value == null ? OptionalDouble.empty() : Values.number(value);
      return number.isPresent() && number.getAsDouble() >= 0
          ? new OID(new int[] {(int) (long) number.getAsDouble()})
          : null;
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
        OptionalDouble number = ieee754(octets);
        yield number.isPresent() ? Double.toString(number.getAsDouble()) : "";
      }
      case PLAIN, CLOCK ->
          column.hint().isEmpty()
              ? Values.text(new OctetString(octets))
              : DisplayHint.octets(octets, column.hint());
    };
  }

  private static OptionalDouble ieee754(byte[] octets) {
    double number =
        switch (octets.length) {
          case Float.BYTES -> ByteBuffer.wrap(octets).getFloat();
          case Double.BYTES -> ByteBuffer.wrap(octets).getDouble();
          default -> Double.NaN;
        };
    return finite(number);
  }

  private static OptionalDouble finite(double number) {
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }
}
