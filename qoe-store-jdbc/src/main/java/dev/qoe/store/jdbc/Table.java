package dev.qoe.store.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are replaced by their keys: updated where they are, inserted where not.
 *
 * <p>That way is the same in every database. Immutable.
 *
 * @param name the table's name
 * @param keys the columns of its primary key
 * @param values its other columns
 */
record Table(String name, List<String> keys, List<String> values) {

  /** Keeps rows; of several with one key the last counts. */
  void save(Handle handle, Collection<Map<String, @Nullable Object>> rows) {
    Map<List<@Nullable Object>, Map<String, @Nullable Object>> distinct = new LinkedHashMap<>();
    rows.forEach(row -> distinct.put(keys.stream().map(row::get).toList(), row));
    List<Map<String, @Nullable Object>> pending = List.copyOf(distinct.values());
    int[] updated = execute(handle, update(), pending);
    List<Map<String, @Nullable Object>> missing = new ArrayList<>();
    for (int i = 0; i < updated.length; i++) {
      if (updated[i] == 0) {
        missing.add(pending.get(i));
      }
    }
    execute(handle, insert(), missing);
  }

  /** Returns {@code SELECT} of all columns, up to where a {@code WHERE} may follow. */
  String select() {
    return "SELECT " + String.join(", ", columns()) + " FROM " + name;
  }

  List<String> columns() {
    return Stream.concat(keys.stream(), values.stream()).toList();
  }

  private String update() {
    return "UPDATE %s SET %s WHERE %s"
        .formatted(name, assignments(values, ", "), assignments(keys, " AND "));
  }

  private String insert() {
    return "INSERT INTO %s (%s) VALUES (%s)"
        .formatted(
            name,
            String.join(", ", columns()),
            columns().stream().map(column -> ":" + column).collect(Collectors.joining(", ")));
  }

  private static String assignments(List<String> columns, String separator) {
    return columns.stream()
        .map(column -> column + " = :" + column)
        .collect(Collectors.joining(separator));
  }

  private static int[] execute(
      Handle handle, String sql, List<Map<String, @Nullable Object>> rows) {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedBatch batch = handle.prepareBatch(sql)) {
      rows.forEach(row -> batch.bindMap(row).add());
      return batch.execute();
    }
  }
}
