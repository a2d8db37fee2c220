package dev.qoe.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.qoe.api.store.StoreException;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** The tables, brought to this library's version when a database is opened. */
final class Schema {

  private static final String LOCATION = "classpath:dev/qoe/store/jdbc/migration";
  private static final String HISTORY = "qoe_schema_history";

  private Schema() {}

  /** Creates what is missing; refuses tables that a newer version made. */
  static void migrate(HikariDataSource pool, String url, String place) {
    boolean postgres = url.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:");
    Flyway flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(pool)
            .locations(LOCATION)
            .failOnMissingLocations(true)
            .table(HISTORY)
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .placeholders(
                Map.of(
                    "text", postgres ? "TEXT" : "VARCHAR",
                    "collation", postgres ? " COLLATE \"C\"" : ""))
            .load();
    try {
      for (MigrationInfo migration : flyway.info().all()) {
        refuseNewer(migration, place);
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw Failures.explain(place, "create or upgrade the tables", e);
    }
  }

  private static void refuseNewer(MigrationInfo migration, String place) {
    switch (migration.getState()) {
      case FUTURE_SUCCESS, FUTURE_FAILED ->
          throw new StoreException(
              "cannot open history '%s': its tables have version %s, made by a newer version of this library; use that version or another place"
                  .formatted(place, migration.getVersion()),
              new IllegalStateException("unknown migration " + migration.getDescription()));
      default -> {
        // everything else is Flyway's to judge
      }
    }
  }
}
