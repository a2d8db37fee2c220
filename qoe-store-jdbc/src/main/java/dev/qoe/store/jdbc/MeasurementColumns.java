package dev.qoe.store.jdbc;

import dev.qoe.api.measure.Measurement;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * A batch of measurements column by column, which one statement inserts.
 *
 * <p>Arrays that the database unnests cost one execution per batch instead of one per row, and the
 * same statement leaves out what is there already. Confine to one thread.
 */
final class MeasurementColumns {

  private static final String INSERT =
      """
      INSERT INTO qoe_measurement
        (series_id, time_micros, sequence, reading, ingest_micros, unit_id, quality, flags)
      SELECT b.series_id, b.time_micros, b.sequence, b.reading,
             b.ingest_micros, b.unit_id, b.quality, b.flags
      FROM UNNEST(
        CAST(? AS INTEGER ARRAY), CAST(? AS BIGINT ARRAY), CAST(? AS BIGINT ARRAY),
        CAST(? AS DOUBLE PRECISION ARRAY), CAST(? AS BIGINT ARRAY), CAST(? AS INTEGER ARRAY),
        CAST(? AS DOUBLE PRECISION ARRAY), CAST(? AS INTEGER ARRAY))
        AS b (series_id, time_micros, sequence, reading, ingest_micros, unit_id, quality, flags)
      WHERE NOT EXISTS (
        SELECT 1 FROM qoe_measurement m
        WHERE m.series_id = b.series_id
          AND m.time_micros = b.time_micros
          AND m.sequence = b.sequence)
      """;

  private final Integer[] series;
  private final Long[] times;
  private final Long[] sequences;
  private final Double[] readings;
  private final @Nullable Long[] ingests;
  private final @Nullable Integer[] units;
  private final @Nullable Double[] qualities;
  private final @Nullable Integer[] flags;

  /** Creates room for {@code size} measurements. */
  MeasurementColumns(int size) {
    series = new Integer[size];
    times = new Long[size];
    sequences = new Long[size];
    readings = new Double[size];
    ingests = new Long[size];
    units = new Integer[size];
    qualities = new Double[size];
    flags = new Integer[size];
  }

  /** Sets a row; what is usual stays null. */
  void set(int row, long sequence, Measurement measurement, int seriesId, @Nullable Integer unit) {
    long time = Micros.of(measurement.time());
    long ingest = Micros.of(measurement.ingestTime());
    series[row] = seriesId;
    times[row] = time;
    sequences[row] = sequence;
    readings[row] = measurement.value();
    ingests[row] = ingest == time ? null : ingest;
    units[row] = unit;
    qualities[row] = measurement.quality() == 1 ? null : measurement.quality();
    flags[row] = measurement.flags().isEmpty() ? null : QualityBits.of(measurement.flags());
  }

  /** Inserts what is not there yet. */
  void insert(Handle handle) {
    Connection connection = handle.getConnection();
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      int column = 1;
      set(statement, column++, "int4", series);
      set(statement, column++, "int8", times);
      set(statement, column++, "int8", sequences);
      set(statement, column++, "float8", readings);
      set(statement, column++, "int8", ingests);
      set(statement, column++, "int4", units);
      set(statement, column++, "float8", qualities);
      set(statement, column, "int4", flags);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException("batch of measurements", e, null);
    }
  }

  private static void set(
      PreparedStatement statement, int column, String type, @Nullable Object[] values)
      throws SQLException {
    Array array = statement.getConnection().createArrayOf(type, values);
    statement.setArray(column, array);
  }
}
