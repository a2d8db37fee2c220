package dev.qoe.store.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * All rows of all tables as text, in an order that depends on nothing but the rows.
 *
 * <p>A line {@code table name column...} opens each table; fields are separated by tabs, NULL is
 * {@code \N}, tab, line feed and backslash within text are escaped by a backslash. Numbers given by
 * the database are not written. Confine to one thread.
 */
final class Dump {

  private static final int FETCH_SIZE = 1_000;

  private final Connection connection;
  private final Appendable out;

  Dump(Connection connection, Appendable out) {
    this.connection = connection;
    this.out = out;
  }

  /** Writes everything. */
  void write() throws IOException, SQLException {
    for (Table table :
        List.of(
            JdbcElementStore.TABLE,
            JdbcKpiStore.TABLE,
            JdbcScoreStore.TABLE,
            JdbcAlertStore.TABLE,
            JdbcSimulationRunStore.TABLE)) {
      heading(table.name(), table.columns());
      rows(table.select() + " ORDER BY " + String.join(", ", table.keys()));
    }
    measurements();
    List<String> audit = List.of("at_micros", "principal", "tenant", "action", "subject", "detail");
    heading("qoe_audit", audit);
    rows("SELECT %1$s FROM qoe_audit ORDER BY %1$s".formatted(String.join(", ", audit)));
  }

  /** Writes measurements series by series, so that the primary key gives the order. */
  private void measurements() throws IOException, SQLException {
    heading(
        "qoe_measurement",
        List.of(
            "element",
            "kpi",
            "time_micros",
            "sequence",
            "reading",
            "ingest_micros",
            "unit",
            "quality",
            "flags"));
    try (PreparedStatement names =
            connection.prepareStatement(
                "SELECT id, element, kpi FROM qoe_series ORDER BY element, kpi");
        PreparedStatement values =
            connection.prepareStatement(
                "SELECT m.time_micros, m.sequence, m.reading, m.ingest_micros, u.symbol,"
                    + " m.quality, m.flags"
                    + " FROM qoe_measurement m LEFT JOIN qoe_unit u ON u.id = m.unit_id"
                    + " WHERE m.series_id = ? ORDER BY m.time_micros, m.sequence");
        ResultSet series = names.executeQuery()) {
      values.setFetchSize(FETCH_SIZE);
      while (series.next()) {
        String name = field(series.getString(2)) + "\t" + field(series.getString(3)) + "\t";
        values.setInt(1, series.getInt(1));
        rows(name, values);
      }
    }
  }

  private void heading(String table, List<String> columns) throws IOException {
    out.append("table ").append(table).append(' ').append(String.join(" ", columns)).append('\n');
  }

  private void rows(String sql) throws IOException, SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH_SIZE);
      rows("", statement);
    }
  }

  private void rows(String prefix, PreparedStatement statement) throws IOException, SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        out.append(prefix);
        for (int column = 1; column <= columns; column++) {
          out.append(column == 1 ? "" : "\t").append(field(rows, column));
        }
        out.append('\n');
      }
    }
  }

  private static String field(ResultSet rows, int column) throws SQLException {
    Object value = rows.getObject(column);
    if (value == null) {
      return "\\N";
    }
    return value instanceof Number ? value.toString() : field(rows.getString(column));
  }

  private static String field(String text) {
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
  }
}
