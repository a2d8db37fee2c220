package dev.qoe.plugin.report.html;

import dev.qoe.api.score.Contribution;
import dev.qoe.api.score.QoeClass;
import dev.qoe.api.score.Score;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How numbers, times and findings are written for people.
 *
 * <p>Numbers have the digits they deserve; times are UTC; a unit never parts from its number.
 * Thread-safe.
 */
final class Wording {

  /** What stands where there is nothing to tell. */
  static final String NOTHING = "–";

  private static final char KEEP = '\u00A0';
  private static final int FINE_MINUTES = 5;
  private static final double NEGLIGIBLE_POINTS = 0.05;
  private static final DateTimeFormatter DAY = format("uuuu-MM-dd");
  private static final DateTimeFormatter CLOCK = format("HH:mm:ss");
  private static final DateTimeFormatter MINUTE = format("HH:mm");

  private Wording() {}

  /** Returns a score with one decimal, rounded so that it stays in its class. */
  static String score(double value) {
    String rounded = fixed(value, 1);
    boolean moved = QoeClass.of(Double.parseDouble(rounded)) != QoeClass.of(value);
    return moved ? fixed(Math.floor(value * 10) / 10, 1) : rounded;
  }

  /** Returns a score in number and word, for example {@code 41.4 (fair)}. */
  static String judged(double value) {
    return Double.isNaN(value) ? "no score" : score(value) + " (" + QoeClass.of(value).word() + ")";
  }

  /** Returns points lost, for example {@code −10.3}. */
  static String lost(double points) {
    return "−" + fixed(points, 1);
  }

  /** Returns a share of 0 to 1 in percent. */
  static String percent(double share) {
    return fixed(100 * share, 0) + KEEP + "%";
  }

  /** Returns a whole number in groups of three digits. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns a number and what it counts, for example {@code 1 cell} or {@code 3 cells}. */
  static String count(long number, String one, String many) {
    return count(number) + KEEP + (number == 1 ? one : many);
  }

  /** Returns a value with about three digits and its unit. */
  static String value(double value, String unit) {
    double size = Math.abs(value);
    String number = fixed(value, size >= 100 || value == Math.rint(value) ? 0 : size >= 1 ? 1 : 2);
    String signed = number.replace('-', '−');
    return unit.isEmpty() ? signed : signed + KEEP + unit;
  }

  /** Returns a number with so many decimals, never {@code -0}. */
  static String fixed(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.startsWith("-") && Double.parseDouble(text) == 0 ? text.substring(1) : text;
  }

  /** Returns for example {@code 2020-02-13 15:54:38 UTC}. */
  static String time(Instant time) {
    return DAY.format(time) + KEEP + CLOCK.format(time) + KEEP + "UTC";
  }

  /** Returns for example {@code 15:54}. */
  static String minute(Instant time) {
    return MINUTE.format(time);
  }

  /** Returns for example {@code 15:54:38}. */
  static String clock(Instant time) {
    return CLOCK.format(time);
  }

  /** Returns for example {@code 2020-02-13}. */
  static String day(Instant time) {
    return DAY.format(time);
  }

  /** Returns for example {@code 2020-02-13, 15:02:01 to 16:04:57 UTC}. */
  static String span(Instant from, Instant to) {
    return day(from).equals(day(to))
        ? day(from) + ", " + clock(from) + " to " + clock(to) + KEEP + "UTC"
        : time(from) + " to " + time(to);
  }

  /**
   * Returns for example {@code 2020-02-13, 15:02 to 16:05 UTC}: curves and tracks come in steps, so
   * that the seconds of a longer stretch mean nothing.
   */
  static String roughly(Span span) {
    boolean fine = span.length().toMinutes() < FINE_MINUTES;
    if (fine) {
      return span(span.from(), span.to());
    }
    String from = day(span.from()) + ", " + minute(span.from());
    String end = day(span.from()).equals(day(span.to())) ? "" : day(span.to()) + ", ";
    return from + " to " + end + minute(span.to()) + KEEP + "UTC";
  }

  /** Returns a length of time in its largest unit, for example {@code about 11 min}. */
  static String roughly(Duration length) {
    return length.toMinutes() < FINE_MINUTES
        ? duration(length)
        : "about " + duration(Duration.ofMinutes(Math.round(length.toSeconds() / 60.0)));
  }

  /** Returns a length of time in its two largest units, for example {@code 10 min 35 s}. */
  static String duration(Duration length) {
    if (length.toDays() > 0) {
      return pair(length.toDays(), "d", length.toHoursPart(), "h");
    }
    if (length.toHours() > 0) {
      return pair(length.toHours(), "h", length.toMinutesPart(), "min");
    }
    if (length.toMinutes() > 0) {
      return pair(length.toMinutes(), "min", length.toSecondsPart(), "s");
    }
    return "" + length.toSeconds() + KEEP + "s";
  }

  /** Returns what cost a score most, with value and wish; a dash if nothing did. */
  static String mainLoss(Score score) {
    if (!score.known()) {
      return "nothing recent is known";
    }
    return score.contributions().stream()
        .findFirst()
        .filter(first -> first.points() >= NEGLIGIBLE_POINTS)
        .map(first -> mainLoss(score, first))
        .orElse("nothing");
  }

  /** Returns the last segment of a name or path, for example {@code cell-19736841}. */
  static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns a sentence's worth of text with a capital first letter. */
  static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String mainLoss(Score score, Contribution first) {
    String place = first.element().equals(score.element()) ? "" : " at " + first.element().name();
    return first.name() + " " + lost(first.points()) + " (" + first.detail() + ")" + place;
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    String text = "" + large + KEEP + largeUnit;
    return small == 0 ? text : text + KEEP + small + KEEP + smallUnit;
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
