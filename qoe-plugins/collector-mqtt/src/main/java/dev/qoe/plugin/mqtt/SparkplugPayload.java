package dev.qoe.plugin.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a Sparkplug B message holds (Sparkplug 3.0, section 6.4).
 *
 * <p>Immutable.
 *
 * @param timeMillis when it was sent, since 1970; -1 if it does not tell
 * @param seq its number, 0 to 255; -1 if it has none
 * @param metrics what it tells
 */
record SparkplugPayload(long timeMillis, long seq, List<Metric> metrics) {

  private static final int MOST_METRICS = 100_000;

  /**
   * One metric of it. Immutable.
   *
   * @param name its name; empty if only its alias is told
   * @param alias the number that stands for its name; -1 if none
   * @param timeMillis when it was true, since 1970; -1 if it does not tell
   * @param type its data type; 0 if it does not tell
   * @param value its value: a number, a text, true or false; empty if none or too large
   * @param bits its value as it is on the wire, if it is a whole number
   * @param whole whether it is a whole number
   */
  record Metric(
      String name, long alias, long timeMillis, int type, String value, long bits, boolean whole) {

    /** Returns its value as a number, once its type is known; empty if it is none. */
    OptionalDouble number(int knownType) {
      if (!whole) {
        return decimal();
      }
      return switch (knownType) {
        case 1 -> OptionalDouble.of((byte) bits);
        case 2 -> OptionalDouble.of((short) bits);
        case 3 -> OptionalDouble.of((int) bits);
        case 4, 13 -> OptionalDouble.of((double) bits);
        case 5 -> OptionalDouble.of((double) (bits & 0xff));
        case 6 -> OptionalDouble.of((double) (bits & 0xffff));
        case 7 -> OptionalDouble.of((double) (bits & 0xffffffffL));
        default -> OptionalDouble.of(bits >= 0 ? (double) bits : (double) bits + 0x1p64);
      };
    }

    private OptionalDouble decimal() {
      return switch (value) {
        case "true" -> OptionalDouble.of(1);
        case "false" -> OptionalDouble.of(0);
        default -> type == 12 || type == 14 || value.isEmpty() ? OptionalDouble.empty() : parsed();
      };
    }

    private OptionalDouble parsed() {
      try {
        return OptionalDouble.of(Double.parseDouble(value));
      } catch (NumberFormatException e) {
        return OptionalDouble.empty();
      }
    }
  }

  /**
   * Returns what {@code bytes} hold.
   *
   * @throws IllegalArgumentException if they cannot be read
   */
  static SparkplugPayload read(byte[] bytes) {
    Protobuf in = Protobuf.of(bytes);
    long time = -1;
    long seq = -1;
    List<Metric> metrics = new ArrayList<>();
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> time = in.integer();
        case 2 -> metrics.add(metric(in.message()));
        case 3 -> seq = in.integer();
        default -> in.skip();
      }
      if (metrics.size() > MOST_METRICS) {
        throw new IllegalArgumentException("payload has more than 100,000 metrics");
      }
    }
    return new SparkplugPayload(time, seq, List.copyOf(metrics));
  }

  private static Metric metric(Protobuf in) {
    String name = "";
    long alias = -1;
    long time = -1;
    int type = 0;
    boolean nothing = false;
    String value = "";
    long bits = 0;
    boolean whole = false;
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> name = in.text();
        case 2 -> alias = in.integer();
        case 3 -> time = in.integer();
        case 4 -> type = (int) in.integer();
        case 7 -> nothing = in.integer() != 0;
        case 10, 11 -> {
          bits = in.integer();
          whole = true;
          value = Long.toUnsignedString(bits);
        }
        case 12 -> value = Float.toString(in.float32());
        case 13 -> value = Double.toString(in.float64());
        case 14 -> value = Boolean.toString(in.integer() != 0);
        case 15 -> value = in.text();
        default -> in.skip();
      }
    }
    return nothing
        ? new Metric(name, alias, time, type, "", 0, false)
        : new Metric(name, alias, time, type, value, bits, whole);
  }
}
