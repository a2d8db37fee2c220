package dev.qoe.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.store.SimulationRun;
import dev.qoe.api.store.SimulationRunStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Simulation runs in {@code qoe_run}. Thread-safe. */
final class JdbcSimulationRunStore implements SimulationRunStore {

  static final Table TABLE =
      new Table(
          "qoe_run",
          List.of("tenant", "name", "created_micros"),
          List.of("principal", "type", "parameters", "results", "summary"));

  private final Database database;

  JdbcSimulationRunStore(Database database) {
    this.database = database;
  }

  @Override
  public void save(SimulationRun run) {
    List<Map<String, @Nullable Object>> rows = List.of(row(run));
    database.change("keep a simulation run", handle -> TABLE.save(handle, rows));
  }

  @Override
  public Optional<SimulationRun> latest(Tenant tenant, String name) {
    return database.read(
        "find a simulation run",
        handle ->
            handle
                .createQuery(
                    TABLE.select()
                        + " WHERE tenant = :tenant AND name = :name"
                        + " ORDER BY created_micros DESC FETCH FIRST 1 ROWS ONLY")
                .bind("tenant", tenant.name())
                .bind("name", name)
                .map(JdbcSimulationRunStore::run)
                .findOne());
  }

  @Override
  public List<SimulationRun> list(Tenant tenant) {
    String sql =
        TABLE.select()
            + " WHERE "
            + Subtree.condition("tenant")
            + " ORDER BY created_micros, tenant, name";
    return database.read(
        "list simulation runs",
        handle ->
            Subtree.of(tenant)
                .bind(handle.createQuery(sql))
                .map(JdbcSimulationRunStore::run)
                .list());
  }

  @Override
  public boolean remove(Tenant tenant, String name, Instant createdAt) {
    return database.write(
        "remove a simulation run",
        handle ->
            handle
                    .createUpdate(
                        "DELETE FROM qoe_run WHERE tenant = :tenant AND name = :name"
                            + " AND created_micros = :created")
                    .bind("tenant", tenant.name())
                    .bind("name", name)
                    .bind("created", Micros.of(createdAt))
                    .execute()
                > 0);
  }

  private static Map<String, @Nullable Object> row(SimulationRun run) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("tenant", run.tenant().name());
    row.put("name", run.name());
    row.put("created_micros", Micros.of(run.createdAt()));
    row.put("principal", run.principal());
    row.put("type", run.type());
    row.put("parameters", Json.map(run.parameters()));
    row.put("results", numbers(run.results()));
    row.put("summary", run.summary());
    return row;
  }

  private static SimulationRun run(ResultSet row, StatementContext context) throws SQLException {
    return new SimulationRun(
        Tenant.of(row.getString("tenant")),
        row.getString("name"),
        Micros.instant(row.getLong("created_micros")),
        row.getString("principal"),
        row.getString("type"),
        Json.map(row.getString("parameters")),
        numbers(row.getString("results")),
        row.getString("summary"));
  }

  private static String numbers(Map<String, Double> map) {
    ObjectNode object = Json.object();
    map.forEach((name, number) -> Json.put(object, name, number));
    return Json.text(object);
  }

  private static Map<String, Double> numbers(String text) {
    Map<String, Double> map = new TreeMap<>();
    JsonNode object = Json.parse(text);
    object.fieldNames().forEachRemaining(name -> map.put(name, Json.number(object, name)));
    return map;
  }
}
