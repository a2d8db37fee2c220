package dev.qoe.plugin.snmp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;

/**
 * What the values of SNMP mean.
 *
 * <p>Nothing here throws, whatever an agent sends. Immutable.
 */
final class Values {

  /** A number at the beginning of a text, which agents send for want of a type with a point. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\s*([+-]?[0-9]{1,300}(?:\\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,3})?)\\s*([^0-9]*)");

  private static final Pattern CLOCK =
      Pattern.compile("\\s*([0-9]{1,6}):([0-9]{1,2}):([0-9]{1,2})\\s*");

  /** The tag of a number inside an Opaque (net-snmp, NET-SNMP-TC). */
  private static final int OPAQUE = 0x9f;

  private static final int OPAQUE_FLOAT = 0x78;
  private static final int OPAQUE_DOUBLE = 0x79;
  private static final int OPAQUE_COUNTER64 = 0x76;

  private Values() {}

  /**
   * Returns the number that a value is; time ticks in seconds, a 64-bit count unsigned. NaN if it
   * is none, or none that is finite.
   */
  static double number(Variable value) {
    if (value instanceof TimeTicks ticks) {
      return ticks.getValue() / 100.0;
    }
    if (value instanceof Counter64 count) {
      return unsigned(count.toLong());
    }
    if (value instanceof Opaque opaque) {
      return opaque(opaque.getValue());
    }
    if (value instanceof OctetString octets) {
      return number(ascii(octets));
    }
    if (value instanceof IpAddress || value instanceof Null) {
      return Double.NaN;
    }
    try {
      return value.toLong();
    } catch (UnsupportedOperationException e) {
      return Double.NaN;
    }
  }

  /** Returns the number that a text begins with, if only a unit follows; else NaN. */
  static double number(String text) {
    Matcher number = NUMBER.matcher(text);
    return number.matches() ? finite(Double.parseDouble(number.group(1))) : Double.NaN;
  }

  /** Returns the seconds that hours, minutes and seconds with colons are; NaN if it is no such. */
  static double clock(String text) {
    Matcher clock = CLOCK.matcher(text);
    if (!clock.matches()) {
      return Double.NaN;
    }
    double hours = Integer.parseInt(clock.group(1));
    return 3600 * hours + 60 * Integer.parseInt(clock.group(2)) + Integer.parseInt(clock.group(3));
  }

  /** Returns a number, or NaN if it is not finite. */
  static double finite(double number) {
    return Double.isFinite(number) ? number : Double.NaN;
  }

  /** Returns a value as people read it: octets as text if they are, else in hexadecimal. */
  static String text(Variable value) {
    if (value instanceof Opaque opaque) {
      double number = opaque(opaque.getValue());
      return Double.isNaN(number) ? hex(opaque.getValue()) : Double.toString(number);
    }
    if (value instanceof OctetString octets) {
      return text(octets.getValue());
    }
    return value instanceof TimeTicks ticks ? Long.toString(ticks.getValue()) : value.toString();
  }

  /** Returns octets in hexadecimal, with colons. */
  static String hex(byte[] octets) {
    return HexFormat.ofDelimiter(":").formatHex(octets);
  }

  /**
   * Returns the time that a DateAndTime tells (RFC 2579, 2); without a zone it is taken for UTC.
   * Empty if it tells none.
   */
  static Optional<Instant> dateAndTime(byte[] octets) {
    if (octets.length != 8 && octets.length != 11) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(octets);
    int year = in.getShort() & 0xFFFF;
    try {
      LocalDateTime local =
          LocalDateTime.of(
              year,
              in.get(),
              in.get(),
              in.get(),
              in.get(),
              Math.min(59, in.get()),
              in.get() * 100_000_000);
      ZoneOffset zone = ZoneOffset.UTC;
      if (octets.length == 11) {
        int sign = in.get() == '-' ? -1 : 1;
        zone = ZoneOffset.ofHoursMinutes(sign * in.get(), sign * in.get());
      }
      return Optional.of(local.toInstant(zone));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the number without a sign that 64 bits are. */
  static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1) * 2.0 + (bits & 1);
  }

  private static String text(byte[] octets) {
    int length = octets.length;
    while (length > 0 && octets[length - 1] == 0) {
      length--;
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, 0, length)).toString();
      boolean readable =
          text.chars()
              .allMatch(c -> c == '\n' || c == '\r' || c == '\t' || !Character.isISOControl(c));
      return readable ? text.strip() : hex(octets);
    } catch (CharacterCodingException e) {
      return hex(octets);
    }
  }

  private static String ascii(OctetString octets) {
    return new String(octets.getValue(), StandardCharsets.ISO_8859_1).replace("\0", "");
  }

  private static double opaque(byte[] octets) {
    if (octets.length < 3 || (octets[0] & 0xFF) != OPAQUE || octets[2] != octets.length - 3) {
      return Double.NaN;
    }
    ByteBuffer in = ByteBuffer.wrap(octets, 3, octets.length - 3);
    int tag = octets[1];
    double value;
    if (tag == OPAQUE_FLOAT && in.remaining() == Float.BYTES) {
      value = in.getFloat();
    } else if (tag == OPAQUE_DOUBLE && in.remaining() == Double.BYTES) {
      value = in.getDouble();
    } else if (tag == OPAQUE_COUNTER64 && in.remaining() >= 1 && in.remaining() <= Long.BYTES) {
      long bits = 0;
      while (in.hasRemaining()) {
        bits = (bits << 8) | (in.get() & 0xFF);
      }
      value = unsigned(bits);
    } else {
      value = Double.NaN;
    }
    return finite(value);
  }
}
