package dev.qoe.plugin.drivetest;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a first reading of traces tells of their cells, and of the traces themselves.
 *
 * <p>After a change of technology the phone logs a few rows with the values of the previous one, so
 * what a cell is, is put to the vote of all rows. Sums are made trace by trace and joined in the
 * order of names, so they do not depend on who read which trace when. Confine to one thread.
 */
final class CellSurvey implements Line.Handler {

  private static final Pattern AREA = Pattern.compile("[0-9A-Fa-f]{1,8}");

  /** What the rows of one cell say of it. Confine to one thread. */
  static final class Votes {
    private final Map<Rat, Integer> rats = new EnumMap<>(Rat.class);
    private final Map<String, Integer> areas = new TreeMap<>();
    private final Position position = new Position();

    /** Returns the family of technologies that most rows name. */
    Rat rat() {
      return winner(rats).orElse(Rat.UNKNOWN);
    }

    /** Returns the area that most rows name, in hexadecimal; empty if none does. */
    Optional<String> area() {
      return winner(areas);
    }

    /** Returns where the phone was, weighted by how strongly it received the cell. */
    Position position() {
      return position;
    }

    private void add(Votes other) {
      other.rats.forEach((rat, count) -> rats.merge(rat, count, Integer::sum));
      other.areas.forEach((area, count) -> areas.merge(area, count, Integer::sum));
      position.add(other.position);
    }

    /** Returns the key of the largest count, of equal ones the first. */
    private static <K extends Comparable<K>> Optional<K> winner(Map<K, Integer> counts) {
      return counts.entrySet().stream()
          .max(
              Map.Entry.<K, Integer>comparingByValue()
                  .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
          .map(Map.Entry::getKey);
    }
  }

  private final Map<CellId, Votes> votes = new TreeMap<>();
  private @Nullable Instant start;
  private long rows;

  @Override
  public void accept(Line line) {
    if (line instanceof Row row) {
      rows++;
      if (start == null) {
        start = row.time();
      }
      CellId.of(row.rawCellId())
          .ifPresent(cell -> vote(votes.computeIfAbsent(cell, id -> new Votes()), row));
    }
  }

  /** Adds what the survey of another trace found. */
  void add(CellSurvey other) {
    rows += other.rows;
    other.votes.forEach((id, theirs) -> votes.computeIfAbsent(id, i -> new Votes()).add(theirs));
  }

  /** Returns the votes on each cell, in the order of identities. */
  Map<CellId, Votes> votes() {
    return votes;
  }

  /** Returns the time of the first row; empty if there is none. */
  Optional<Instant> start() {
    return Optional.ofNullable(start);
  }

  /** Returns how many rows there are. */
  long rows() {
    return rows;
  }

  private static void vote(Votes votes, Row row) {
    if (row.rat() != Rat.UNKNOWN) {
      votes.rats.merge(row.rat(), 1, Integer::sum);
    }
    area(row.text(Column.AREA).strip()).ifPresent(a -> votes.areas.merge(a, 1, Integer::sum));
    double power = row.within(Column.RSRP, Reading.ABOVE_SENTINEL_DBM, 0);
    double latitude = row.within(Column.LATITUDE, -90, 90);
    double longitude = row.within(Column.LONGITUDE, -180, 180);
    if (!row.ping() && !Double.isNaN(power + latitude + longitude)) {
      votes.position.add(latitude, longitude, Math.pow(10, power / 20));
    }
  }

  /** Returns the area as it is written in element paths; empty if it is missing or 0. */
  private static Optional<String> area(String text) {
    long area = AREA.matcher(text).matches() ? Long.parseLong(text, 16) : 0;
    return area == 0
        ? Optional.empty()
        : Optional.of(Long.toHexString(area).toUpperCase(Locale.ROOT));
  }
}
