package dev.qoe.core.engine;

import dev.qoe.api.measure.Event;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.internal.Micros;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How events, weighed measurements and elements are written in the journal. */
final class JournalEntries {

  /** An event. */
  static final int EVENT = 1;

  /** A measurement that stands for more or less than one value. */
  static final int WEIGHED = 2;

  /** Elements that were removed. */
  static final int REMOVED = 3;

  /** Elements that were removed and are added again. */
  static final int ADDED = 4;

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

  static byte[] elements(Collection<ElementPath> elements) {
    int size = 4;
    for (ElementPath element : elements) {
      size += bytes(element.text());
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(elements.size());
    elements.forEach(element -> put(out, element.text()));
    return out.array();
  }

  static List<ElementPath> elements(ByteBuffer bytes) {
    ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    List<ElementPath> elements = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      elements.add(ElementPath.of(text(in)));
    }
    return elements;
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
