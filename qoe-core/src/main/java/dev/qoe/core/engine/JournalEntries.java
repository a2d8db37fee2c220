package dev.qoe.core.engine;

import dev.qoe.api.measure.Event;
import dev.qoe.api.network.ElementPath;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** How events and weighed measurements are written in the journal. */
final class JournalEntries {

  /** An event. */
  static final int EVENT = 1;

  /** A measurement that stands for more or less than one value. */
  static final int WEIGHED = 2;

  private static final int WEIGHED_BYTES = 4 + 8 + 8 + 8 + 8 + 8 + 4;

  private JournalEntries() {}

  record Weighed(
      int id, long micros, long ingest, double value, double quality, double weight, int flags) {}

  static byte[] weighed(
      int id, long micros, long ingest, double value, double quality, double weight, int flags) {
    return ByteBuffer.allocate(WEIGHED_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(id)
        .putLong(micros)
        .putLong(ingest)
        .putDouble(value)
        .putDouble(quality)
        .putDouble(weight)
        .putInt(flags)
        .array();
  }

  static Weighed weighed(ByteBuffer bytes) {
    ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    return new Weighed(
        in.getInt(),
        in.getLong(),
        in.getLong(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getInt());
  }

  static byte[] event(Event event) {
    int size = 8 + 4 + bytes(event.element().text()) + bytes(event.type()) + bytes(event.text());
    for (Map.Entry<String, String> each : event.attributes().entrySet()) {
      size += bytes(each.getKey()) + bytes(each.getValue());
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(Micros.of(event.time()));
    put(out, event.element().text());
    put(out, event.type());
    put(out, event.text());
    out.putInt(event.attributes().size());
    event
        .attributes()
        .forEach(
            (name, value) -> {
              put(out, name);
              put(out, value);
            });
    return out.array();
  }

  static Event event(ByteBuffer bytes) {
    ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long micros = in.getLong();
    ElementPath element = ElementPath.of(text(in));
    String type = text(in);
    String text = text(in);
    Map<String, String> attributes = new TreeMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      String name = text(in);
      attributes.put(name, text(in));
    }
    return new Event(element, type, Micros.instant(micros), text, attributes);
  }

  private static int bytes(String text) {
    return 4 + text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void put(ByteBuffer out, String text) {
    byte[] utf = text.getBytes(StandardCharsets.UTF_8);
    out.putInt(utf.length).put(utf);
  }

  private static String text(ByteBuffer in) {
    byte[] utf = new byte[in.getInt()];
    in.get(utf);
    return new String(utf, StandardCharsets.UTF_8);
  }
}
