package dev.qoe.store.jdbc;

import dev.qoe.api.store.HistoryStore;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("The store in PostgreSQL, where its server is installed")
class PostgresStoreTest extends HistoryStoreContract {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static PostgresServer server;

  private String schema = "";

  @BeforeAll
  static void start() throws Exception {
    Assumptions.assumeTrue(
        PostgresServer.installed(), "PostgreSQL's initdb is not under /usr/lib/postgresql");
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.stop();
    }
  }

  @Override
  HistoryStore open() throws Exception {
    if (schema.isEmpty()) {
      schema = "s" + SCHEMAS.incrementAndGet();
      try (Connection connection = source("public").getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE SCHEMA " + schema);
      }
    }
    return JdbcStore.connect(source(schema));
  }

  private static PGSimpleDataSource source(String schema) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.url());
    source.setUser("postgres");
    source.setCurrentSchema(schema);
    return source;
  }
}
