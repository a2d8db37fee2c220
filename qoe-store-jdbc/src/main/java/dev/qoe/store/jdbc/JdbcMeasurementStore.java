package dev.qoe.store.jdbc;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.store.MeasurementStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.StatementContext;

/** Measurements in {@code qoe_measurement}, one row each. Thread-safe. */
final class JdbcMeasurementStore implements MeasurementStore {

  private static final int FETCH_SIZE = 1_000;

  private static final String SELECT =
      "SELECT s.id, s.element, s.kpi, m.time_micros, m.reading, m.ingest_micros, m.quality,"
          + " m.flags, u.symbol, u.quantity, u.in_base FROM qoe_series s JOIN qoe_measurement m ON"
          + " m.series_id = s.id LEFT JOIN qoe_unit u ON u.id = m.unit_id WHERE m.time_micros >="
          + " :from AND m.time_micros < :to AND ";

  private final Database database;
  private final Dictionary<SeriesName> series;
  private final Dictionary<Unit> units;

  JdbcMeasurementStore(Database database) {
    this.database = database;
    Map<String, String> seriesTypes = new LinkedHashMap<>();
    seriesTypes.put("element", "VARCHAR(1000)");
    seriesTypes.put("kpi", "VARCHAR(64)");
    this.series =
        new Dictionary<>(
            database,
            "qoe_series",
            seriesTypes,
            name -> Map.of("element", name.element().text(), "kpi", name.kpi().code()));
    Map<String, String> unitTypes = new LinkedHashMap<>();
    unitTypes.put("symbol", "VARCHAR(200)");
    unitTypes.put("quantity", "VARCHAR(200)");
    unitTypes.put("in_base", "DOUBLE PRECISION");
    this.units =
        new Dictionary<>(
            database,
            "qoe_unit",
            unitTypes,
            unit ->
                Map.of(
                    "symbol", unit.symbol(),
                    "quantity", unit.quantity(),
                    "in_base", unit.inBase()));
  }

  @Override
  public void append(long[] sequences, List<Measurement> measurements) {
    if (measurements.isEmpty()) {
      return;
    }
    series.learn(measurements.stream().map(SeriesName::of).toList());
    units.learn(
        measurements.stream()
            .map(Measurement::unit)
            .filter(unit -> !unit.equals(Unit.DECLARED))
            .toList());
    int[] numbers =
        measurements.stream().mapToInt(each -> series.number(SeriesName.of(each))).toArray();
    MeasurementColumns columns = new MeasurementColumns(measurements.size());
    int row = 0;
    for (int i : inKeyOrder(measurements, numbers)) {
      Measurement measurement = measurements.get(i);
      Unit unit = measurement.unit();
      columns.set(
          row++,
          sequences[i],
          measurement,
          numbers[i],
          unit.equals(Unit.DECLARED) ? null : units.number(unit));
    }
    database.change("keep measurements", columns::insert);
  }

  /** The places of measurements in the order of the table's key, so that each page is met once. */
  private static int[] inKeyOrder(List<Measurement> measurements, int[] numbers) {
    return IntStream.range(0, numbers.length)
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer i) -> numbers[i])
                .thenComparing(i -> measurements.get(i).time()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Override
  public List<Measurement> find(ElementPath element, Kpi kpi, Instant from, Instant to, int limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("limit of measurements must be > 0: " + limit);
    }
    String sql =
        SELECT
            + "s.element = :element AND s.kpi = :kpi"
            + " ORDER BY m.time_micros, m.sequence FETCH FIRST :limit ROWS ONLY";
    return database.read(
        "find measurements",
        handle ->
            handle
                .createQuery(sql)
                .bind("element", element.text())
                .bind("kpi", kpi.code())
                .bind("from", Micros.bound(from))
                .bind("to", Micros.bound(to))
                .bind("limit", limit)
                .map(new MeasurementRows())
                .list());
  }

  @Override
  public void replay(
      ElementPath element, Instant from, Instant to, Consumer<Measurement> consumer) {
    String sql =
        SELECT
            + Subtree.condition("s.element")
            + " ORDER BY m.time_micros, m.sequence, s.element, s.kpi";
    database.stream(
        "replay measurements",
        handle -> {
          try (ResultIterator<Measurement> rows =
              Subtree.of(element)
                  .bind(handle.createQuery(sql))
                  .bind("from", Micros.bound(from))
                  .bind("to", Micros.bound(to))
                  .setFetchSize(FETCH_SIZE)
                  .map(new MeasurementRows())
                  .iterator()) {
            rows.forEachRemaining(consumer);
          }
        });
  }

  @Override
  public long count() {
    return database.read(
        "count measurements",
        handle ->
            handle.createQuery("SELECT COUNT(*) FROM qoe_measurement").mapTo(Long.class).one());
  }

  /** Makes measurements of rows; a series is named but once. Confine to one thread. */
  private static final class MeasurementRows implements RowMapper<Measurement> {

    private final Map<Integer, SeriesName> names = new HashMap<>();

    @Override
    public Measurement map(ResultSet row, StatementContext context) throws SQLException {
      int id = row.getInt("id");
      SeriesName name = names.get(id);
      if (name == null) {
        name =
            new SeriesName(ElementPath.of(row.getString("element")), Kpi.of(row.getString("kpi")));
        names.put(id, name);
      }
      long time = row.getLong("time_micros");
      long ingest = row.getLong("ingest_micros");
      Instant ingestTime = Micros.instant(row.wasNull() ? time : ingest);
      double quality = row.getDouble("quality");
      double trust = row.wasNull() ? 1 : quality;
      String symbol = row.getString("symbol");
      return new Measurement(
          name.element(),
          name.kpi(),
          Micros.instant(time),
          ingestTime,
          row.getDouble("reading"),
          symbol == null
              ? Unit.DECLARED
              : new Unit(symbol, row.getString("quantity"), row.getDouble("in_base")),
          trust,
          QualityBits.flags(row.getInt("flags")));
    }
  }

  /** The name of a series. Immutable. */
  private record SeriesName(ElementPath element, Kpi kpi) {
    static SeriesName of(Measurement measurement) {
      return new SeriesName(measurement.element(), measurement.kpi());
    }
  }
}
