package dev.qoe.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.api.kpi.Direction;
import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.ImpactLevel;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.KpiKind;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.store.KpiStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Indicator definitions in {@code qoe_kpi}. Thread-safe. */
final class JdbcKpiStore implements KpiStore {

  static final Table TABLE =
      new Table(
          "qoe_kpi",
          List.of("code"),
          List.of(
              "name",
              "description",
              "unit",
              "display_unit",
              "domain",
              "subdomain",
              "kind",
              "min_value",
              "max_value",
              "optimal_value",
              "direction",
              "impact",
              "curve",
              "staleness",
              "source",
              "measurement"));

  private final Database database;

  JdbcKpiStore(Database database) {
    this.database = database;
  }

  @Override
  public void save(Collection<KpiDefinition> definitions) {
    List<Map<String, @Nullable Object>> rows = definitions.stream().map(JdbcKpiStore::row).toList();
    database.change("keep indicator definitions", handle -> TABLE.save(handle, rows));
  }

  @Override
  public List<KpiDefinition> list() {
    return database.read(
        "list indicator definitions",
        handle ->
            handle
                .createQuery(TABLE.select() + " ORDER BY code")
                .map(JdbcKpiStore::definition)
                .list());
  }

  private static Map<String, @Nullable Object> row(KpiDefinition definition) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("code", definition.kpi().code());
    row.put("name", definition.name());
    row.put("description", definition.description());
    row.put("unit", write(definition.unit()));
    row.put("display_unit", write(definition.displayUnit()));
    row.put("domain", definition.domain().name());
    row.put("subdomain", definition.subdomain());
    row.put("kind", definition.kind().name());
    row.put("min_value", definition.min());
    row.put("max_value", definition.max());
    row.put("optimal_value", definition.optimal());
    row.put("direction", definition.direction().name());
    row.put("impact", definition.impact().name());
    row.put("curve", CurveJson.write(definition.curve()));
    row.put("staleness", definition.staleness().toString());
    row.put("source", definition.source());
    row.put("measurement", definition.measurement());
    return row;
  }

  private static KpiDefinition definition(ResultSet row, StatementContext context)
      throws SQLException {
    return new KpiDefinition(
        Kpi.of(row.getString("code")),
        row.getString("name"),
        row.getString("description"),
        unit(row.getString("unit")),
        unit(row.getString("display_unit")),
        Domain.of(row.getString("domain")),
        row.getString("subdomain"),
        KpiKind.valueOf(row.getString("kind")),
        row.getDouble("min_value"),
        row.getDouble("max_value"),
        row.getDouble("optimal_value"),
        Direction.valueOf(row.getString("direction")),
        ImpactLevel.valueOf(row.getString("impact")),
        CurveJson.read(row.getString("curve")),
        Duration.parse(row.getString("staleness")),
        row.getString("source"),
        row.getString("measurement"));
  }

  private static String write(Unit unit) {
    return Json.text(
        Json.object()
            .put("symbol", unit.symbol())
            .put("quantity", unit.quantity())
            .put("inBase", unit.inBase()));
  }

  private static Unit unit(String text) {
    JsonNode tree = Json.parse(text);
    return new Unit(
        Json.string(tree, "symbol"), Json.string(tree, "quantity"), Json.number(tree, "inBase"));
  }
}
