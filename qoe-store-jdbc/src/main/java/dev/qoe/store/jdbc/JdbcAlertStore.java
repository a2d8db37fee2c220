package dev.qoe.store.jdbc;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Cause;
import dev.qoe.api.alert.Severity;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.store.AlertStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Alerts in {@code qoe_alert}. Thread-safe. */
final class JdbcAlertStore implements AlertStore {

  static final Table TABLE =
      new Table(
          "qoe_alert",
          List.of("tenant", "id"),
          List.of(
              "reduction_key",
              "element",
              "rule",
              "type",
              "severity",
              "message",
              "kpis",
              "cause_code",
              "cause_text",
              "evidence",
              "history",
              "annotations",
              "state",
              "created_micros"));

  private static final List<String> LASTING =
      Arrays.stream(AlertState.values()).filter(AlertState::lasting).map(AlertState::name).toList();

  private static final String OF_TENANT = TABLE.select() + " WHERE " + Subtree.condition("tenant");
  private static final String IN_ORDER = " ORDER BY created_micros, tenant, id";

  private final Database database;

  JdbcAlertStore(Database database) {
    this.database = database;
  }

  @Override
  public void save(Alert alert) {
    List<Map<String, @Nullable Object>> rows = List.of(row(alert));
    database.change("keep an alert", handle -> TABLE.save(handle, rows));
  }

  @Override
  public Optional<Alert> find(Tenant tenant, String id) {
    return database.read(
        "find an alert",
        handle ->
            handle
                .createQuery(TABLE.select() + " WHERE tenant = :tenant AND id = :id")
                .bind("tenant", tenant.name())
                .bind("id", id)
                .map(JdbcAlertStore::alert)
                .findOne());
  }

  @Override
  public List<Alert> lasting(Tenant tenant) {
    return database.read(
        "list lasting alerts",
        handle ->
            Subtree.of(tenant)
                .bind(handle.createQuery(OF_TENANT + " AND state IN (<states>)" + IN_ORDER))
                .bindList("states", LASTING)
                .map(JdbcAlertStore::alert)
                .list());
  }

  @Override
  public List<Alert> list(Tenant tenant) {
    return database.read(
        "list alerts",
        handle ->
            Subtree.of(tenant)
                .bind(handle.createQuery(OF_TENANT + IN_ORDER))
                .map(JdbcAlertStore::alert)
                .list());
  }

  private static Map<String, @Nullable Object> row(Alert alert) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("tenant", alert.tenant().name());
    row.put("id", alert.id());
    row.put("reduction_key", alert.reductionKey());
    row.put("element", alert.element().text());
    row.put("rule", alert.rule());
    row.put("type", alert.type());
    row.put("severity", alert.severity().name());
    row.put("message", alert.message());
    row.put("kpis", Json.strings(alert.kpis()));
    row.put("cause_code", alert.cause().code());
    row.put("cause_text", alert.cause().text());
    row.put("evidence", Json.list(alert.evidence(), AlertJson::write));
    row.put("history", Json.list(alert.history(), AlertJson::write));
    row.put("annotations", Json.list(alert.annotations(), AlertJson::write));
    row.put("state", alert.state().name());
    row.put("created_micros", Micros.of(alert.createdAt()));
    return row;
  }

  private static Alert alert(ResultSet row, StatementContext context) throws SQLException {
    return new Alert(
        row.getString("id"),
        row.getString("reduction_key"),
        ElementPath.of(row.getString("element")),
        row.getString("rule"),
        row.getString("type"),
        Severity.valueOf(row.getString("severity")),
        row.getString("message"),
        new TreeSet<>(Json.list(row.getString("kpis"), node -> Kpi.of(node.textValue()))),
        new Cause(row.getString("cause_code"), row.getString("cause_text")),
        Json.list(row.getString("evidence"), AlertJson::evidence),
        Json.list(row.getString("history"), AlertJson::transition),
        Json.list(row.getString("annotations"), AlertJson::annotation));
  }
}
