package dev.qoe.store.jdbc;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.ElementStatus;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.store.ElementStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Elements in {@code qoe_element}. Thread-safe. */
final class JdbcElementStore implements ElementStore {

  static final Table TABLE =
      new Table(
          "qoe_element",
          List.of("path"),
          List.of(
              "tenant",
              "display_name",
              "type",
              "domain",
              "subdomain",
              "protocol_layer",
              "address",
              "geometry",
              "status",
              "weight",
              "expected_kpis",
              "labels",
              "created_micros",
              "updated_micros",
              "last_seen_micros"));

  private final Database database;

  JdbcElementStore(Database database) {
    this.database = database;
  }

  @Override
  public void save(Collection<NetworkElement> elements) {
    List<Map<String, @Nullable Object>> rows =
        elements.stream().map(JdbcElementStore::row).toList();
    database.change("keep elements", handle -> TABLE.save(handle, rows));
  }

  @Override
  public boolean remove(ElementPath path) {
    return database.write(
        "remove an element",
        handle ->
            handle
                    .createUpdate("DELETE FROM qoe_element WHERE path = :path")
                    .bind("path", path.text())
                    .execute()
                > 0);
  }

  @Override
  public Optional<NetworkElement> find(ElementPath path) {
    return database.read(
        "find an element",
        handle ->
            handle
                .createQuery(TABLE.select() + " WHERE path = :path")
                .bind("path", path.text())
                .map(JdbcElementStore::element)
                .findOne());
  }

  @Override
  public List<NetworkElement> list(Tenant tenant) {
    String sql = TABLE.select() + " WHERE " + Subtree.condition("tenant") + " ORDER BY path";
    return database.read(
        "list elements",
        handle ->
            Subtree.of(tenant).bind(handle.createQuery(sql)).map(JdbcElementStore::element).list());
  }

  private static Map<String, @Nullable Object> row(NetworkElement element) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("path", element.path().text());
    row.put("tenant", element.path().tenant().name());
    row.put("display_name", element.displayName());
    row.put("type", element.type());
    row.put("domain", element.domain().name());
    row.put("subdomain", element.subdomain());
    row.put("protocol_layer", element.protocolLayer());
    row.put("address", element.address());
    row.put("geometry", GeometryJson.write(element.geometry()));
    row.put("status", element.status().name());
    row.put("weight", element.weight());
    row.put("expected_kpis", Json.strings(element.expectedKpis()));
    row.put("labels", Json.map(element.labels()));
    row.put("created_micros", Micros.of(element.createdAt()));
    row.put("updated_micros", Micros.of(element.updatedAt()));
    row.put("last_seen_micros", Micros.of(element.lastSeenAt()));
    return row;
  }

  private static NetworkElement element(ResultSet row, StatementContext context)
      throws SQLException {
    return NetworkElement.builder(ElementPath.of(row.getString("path")), row.getString("type"))
        .displayName(row.getString("display_name"))
        .domain(Domain.of(row.getString("domain")))
        .subdomain(row.getString("subdomain"))
        .protocolLayer(row.getString("protocol_layer"))
        .address(row.getString("address"))
        .geometry(GeometryJson.read(row.getString("geometry")))
        .status(ElementStatus.valueOf(row.getString("status")))
        .weight(row.getDouble("weight"))
        .expectedKpis(
            new TreeSet<>(
                Json.list(row.getString("expected_kpis"), node -> Kpi.of(node.textValue()))))
        .labels(Json.map(row.getString("labels")))
        .createdAt(Micros.instant(row.getLong("created_micros")))
        .updatedAt(Micros.instant(row.getLong("updated_micros")))
        .lastSeenAt(Micros.instant(row.getLong("last_seen_micros")))
        .build();
  }
}
