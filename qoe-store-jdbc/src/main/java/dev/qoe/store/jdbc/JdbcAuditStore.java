package dev.qoe.store.jdbc;

import dev.qoe.api.access.AuditEntry;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.store.AuditStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

/** Audit entries in {@code qoe_audit}, to which rows are only added. Thread-safe. */
final class JdbcAuditStore implements AuditStore {

  private final Database database;

  JdbcAuditStore(Database database) {
    this.database = database;
  }

  @Override
  public void append(AuditEntry entry) {
    database.change(
        "keep an audit entry",
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO qoe_audit (at_micros, principal, tenant, action, subject, detail)"
                        + " VALUES (:at, :principal, :tenant, :action, :subject, :detail)")
                .bind("at", Micros.of(entry.at()))
                .bind("principal", entry.principal())
                .bind("tenant", entry.tenant().name())
                .bind("action", entry.action())
                .bind("subject", entry.subject())
                .bind("detail", entry.detail())
                .execute());
  }

  @Override
  public List<AuditEntry> list(Tenant tenant) {
    String sql =
        "SELECT at_micros, principal, tenant, action, subject, detail FROM qoe_audit WHERE "
            + Subtree.condition("tenant")
            + " ORDER BY at_micros, id";
    return database.read(
        "list audit entries",
        handle ->
            Subtree.of(tenant).bind(handle.createQuery(sql)).map(JdbcAuditStore::entry).list());
  }

  private static AuditEntry entry(ResultSet row, StatementContext context) throws SQLException {
    return new AuditEntry(
        Micros.instant(row.getLong("at_micros")),
        row.getString("principal"),
        Tenant.of(row.getString("tenant")),
        row.getString("action"),
        row.getString("subject"),
        row.getString("detail"));
  }
}
