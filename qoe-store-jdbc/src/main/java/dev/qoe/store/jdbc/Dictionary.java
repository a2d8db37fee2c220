package dev.qoe.store.jdbc;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The numbers by which long names are stored: a table of names, remembered as they are met.
 *
 * <p>A name keeps its number for ever, so that what is remembered is never wrong; about 150 bytes
 * per name. Thread-safe.
 */
final class Dictionary<K> {

  private final Database database;
  private final Function<K, Map<String, Object>> columns;
  private final String insert;
  private final String select;
  private final Map<K, Integer> known = new ConcurrentHashMap<>();

  /**
   * Creates a dictionary over a table with an identity column {@code id}.
   *
   * @param types the table's other columns and their SQL types
   * @param columns the values of those columns for a name
   */
  Dictionary(
      Database database,
      String table,
      Map<String, String> types,
      Function<K, Map<String, Object>> columns) {
    this.database = database;
    this.columns = columns;
    Set<String> names = types.keySet();
    String given =
        names.stream()
            .map(name -> "CAST(:%s AS %s)".formatted(name, types.get(name)))
            .collect(Collectors.joining(", "));
    String same =
        names.stream().map(name -> name + " = :" + name).collect(Collectors.joining(" AND "));
    this.select = "SELECT id FROM %s WHERE %s".formatted(table, same);
    this.insert =
        "INSERT INTO %s (%s) SELECT %s WHERE NOT EXISTS (%s)"
            .formatted(table, String.join(", ", names), given, select);
  }

  /** Makes sure that the numbers of {@code names} are known. */
  void learn(Collection<K> names) {
    List<K> missing = names.stream().filter(name -> !known.containsKey(name)).distinct().toList();
    if (!missing.isEmpty()) {
      known.putAll(database.write("number series", handle -> number(handle, missing)));
    }
  }

  /** Returns the number of a name that has been learnt. */
  int number(K name) {
    Integer number = known.get(name);
    if (number == null) {
      throw new IllegalStateException("no number has been learnt for '" + name + "'");
    }
    return number;
  }

  private Map<K, Integer> number(Handle handle, List<K> names) {
    try (PreparedBatch batch = handle.prepareBatch(insert)) {
      names.forEach(name -> batch.bindMap(columns.apply(name)).add());
      batch.execute();
    }
    Map<K, Integer> numbers = new LinkedHashMap<>();
    for (K name : names) {
      numbers.put(
          name, handle.createQuery(select).bindMap(columns.apply(name)).mapTo(Integer.class).one());
    }
    return numbers;
  }
}
