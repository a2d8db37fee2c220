package dev.qoe.plugin.snmp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.qoe.api.network.ElementPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.smi.AbstractVariable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/** A value of any octets has a text, and a number that is finite or none, however it is read. */
class ValueFuzz {

  private static final ElementPath ROUTER = ElementPath.of("acme/router");
  private static final Profiles PROFILES = Profiles.with(List.of());
  private static final Map<String, Column> COLUMNS = columns();
  private static final Group GROUP =
      new Group(
          "fuzz",
          true,
          Template.of("port-{plain|index}"),
          "port",
          COLUMNS,
          List.of(),
          List.of(),
          Map.of(),
          Map.of(),
          List.of(),
          Map.of());

  private static Map<String, Column> columns() {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Column.Form form : Column.Form.values()) {
      for (String hint : List.of("", "d-2", "1x:", "*1d./1x", "2d-1d-1d,1d:1d:1d.1d,1a1d:1d")) {
        String name = form.name().toLowerCase(java.util.Locale.ROOT) + hint;
        OID oid = new OID("1.3.6.1.9").append(columns.size());
        columns.put(name, new Column(name, oid, form, hint, 0, "", columns.size()));
      }
    }
    Column by = columns.values().iterator().next();
    for (int key : List.of(1, -1, 3)) {
      String name = "key" + key;
      columns.put(name, new Column(name, by.oid(), Column.Form.PLAIN, "", key, "", columns.size()));
    }
    columns.put(
        "by", new Column("by", by.oid(), Column.Form.PLAIN, "", 0, by.name(), columns.size()));
    return columns;
  }

  /** The first octet is the type, the second how many are the index; the others are the value. */
  @FuzzTest(maxDuration = "60s")
  void conversions(byte[] bytes) {
    if (bytes.length < 2) {
      return;
    }
    int index = Math.min(bytes.length - 2, bytes[1] & 0x1F);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(BER.OID);
    message.write(index + 1);
    message.write(0x2B);
    message.write(bytes, 2, index);
    int length = bytes.length - 2 - index;
    message.write(bytes[0]);
    message.write(0x82);
    message.write(length >> 8);
    message.write(length);
    message.write(bytes, 2 + index, length);
    BERInputStream in = new BERInputStream(ByteBuffer.wrap(message.toByteArray()));
    OID oid = new OID();
    Variable value;
    try {
      oid.decodeBER(in);
      value = AbstractVariable.createFromBER(in);
    } catch (IOException | IllegalArgumentException e) {
      return; // the message is dropped
    }
    convert(oid, value);
  }

  /** Reads a value in every way there is. */
  static void convert(OID index, Variable value) {
    Variable[] values = new Variable[COLUMNS.size()];
    java.util.Arrays.fill(values, value);
    Row row = Row.of(GROUP, index, Instant.EPOCH, values, (column, other) -> value);
    for (Column column : COLUMNS.values()) {
      if (Double.isInfinite(row.number(column))) {
        throw new AssertionError("%s as %s is infinite".formatted(value, column));
      }
      ROUTER.child(Template.segment(row.text(column.name())));
    }
    ROUTER.child(Template.segment(row.text(Row.INDEX_TEXT)));
    ROUTER.child(Template.segment(GROUP.element().fill(row::text)));
    PROFILES.nameOf(index);
  }
}
