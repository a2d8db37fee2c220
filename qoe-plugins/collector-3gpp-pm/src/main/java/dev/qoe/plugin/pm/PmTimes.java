package dev.qoe.plugin.pm;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.GregorianCalendar;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.datatype.DatatypeFactory;

/** Times and durations as XML Schema, and some vendors, write them. */
final class PmTimes {

  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .toFormatter(java.util.Locale.ROOT);
  private static final Pattern DURATION = Pattern.compile("P[0-9YMDTHS.]{1,60}");
  private static final double LONGEST_SECONDS = 400.0 * 86_400;

  private final ZoneId zone;
  private final DatatypeFactory durations;

  /**
   * Creates a reader of times.
   *
   * @param zone where times are that name no zone
   */
  PmTimes(ZoneId zone) {
    this.zone = zone;
    try {
      this.durations = DatatypeFactory.newDefaultInstance();
    } catch (RuntimeException e) {
      throw new IllegalStateException("this Java has no data types of XML", e);
    }
  }

  /** Returns the time written as {@code text}; empty if it is none. */
  Optional<Instant> time(String text) {
    try {
      TemporalAccessor parsed = FORM.parse(text.strip());
      ZoneOffset offset = parsed.query(TemporalQueries.offset());
      LocalDateTime local = LocalDateTime.from(parsed);
      return Optional.of(offset == null ? local.atZone(zone).toInstant() : local.toInstant(offset));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the duration written as {@code text}, in seconds, {@code > 0}; NaN if it is none. */
  double seconds(String text) {
    String form = text.strip();
    if (!DURATION.matcher(form).matches()) {
      return Double.NaN;
    }
    try {
      double seconds =
          durations.newDuration(form).getTimeInMillis(new GregorianCalendar(1970, 0, 1)) / 1e3;
      return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : Double.NaN;
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Double.NaN;
    }
  }
}
