package dev.qoe.plugin.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a source writes time: as ISO 8601, as a count since 1970, or by a pattern.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class TimeFormat {

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);
  private static final int MOST_DIGITS = 40;
  private static final Map<String, BigDecimal> COUNTS =
      Map.of(
          "s",
          NANOS,
          "ms",
          BigDecimal.valueOf(1_000_000L),
          "us",
          BigDecimal.valueOf(1_000L),
          "ns",
          BigDecimal.ONE);

  private final String format;
  private final @Nullable BigDecimal nanos;
  private final @Nullable DateTimeFormatter pattern;
  private final ZoneId zone;

  private TimeFormat(
      String format, @Nullable BigDecimal nanos, @Nullable DateTimeFormatter pattern, ZoneId zone) {
    this.format = format;
    this.nanos = nanos;
    this.pattern = pattern;
    this.zone = zone;
  }

  /**
   * Returns a format.
   *
   * @param format {@code iso}, or {@code s}, {@code ms}, {@code us} or {@code ns} since 1970, or a
   *     pattern such as {@code yyyy.MM.dd_HH.mm.ss}
   * @param zone the zone of times that name none
   * @throws IllegalArgumentException if it is none of these
   */
  public static TimeFormat of(String format, ZoneId zone) {
    if (format.equals("iso") || COUNTS.containsKey(format)) {
      return new TimeFormat(format, COUNTS.get(format), null, zone);
    }
    try {
      return new TimeFormat(format, null, DateTimeFormatter.ofPattern(format, Locale.ROOT), zone);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "format of times must be iso, s, ms, us, ns or a pattern such as yyyy-MM-dd HH:mm:ss: '%s'"
              .formatted(format),
          e);
    }
  }

  /**
   * Returns the time that {@code text} tells.
   *
   * @throws IllegalArgumentException if it tells none
   */
  public Instant parse(String text) {
    try {
      if (nanos != null) {
        return count(text, nanos);
      }
      return pattern == null ? iso(text) : instant(pattern.parse(text));
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "time must be written as %s: '%s'".formatted(format, text), e);
    }
  }

  private static Instant count(String text, BigDecimal unit) {
    if (text.length() > MOST_DIGITS) {
      throw new NumberFormatException("too long");
    }
    BigDecimal number = new BigDecimal(text);
    if (Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS) {
      throw new ArithmeticException("too large");
    }
    BigDecimal[] parts =
        number.multiply(unit).setScale(0, RoundingMode.DOWN).divideAndRemainder(NANOS);
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
  }

  private Instant iso(String text) {
    int length = text.length();
    if (length > 0 && (text.charAt(length - 1) == 'Z' || text.charAt(length - 1) == 'z')) {
      return Instant.parse(text);
    }
    boolean offset = length > 10 && (text.indexOf('+', 10) > 0 || text.indexOf('-', 10) > 0);
    return offset
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
  }

  private Instant instant(TemporalAccessor parsed) {
    return parsed.isSupported(ChronoField.INSTANT_SECONDS)
        ? Instant.from(parsed)
        : LocalDateTime.from(parsed).atZone(zone).toInstant();
  }

  @Override
  public String toString() {
    return format;
  }
}
