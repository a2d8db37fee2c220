package dev.qoe.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.qoe.api.store.AlertStore;
import dev.qoe.api.store.AuditStore;
import dev.qoe.api.store.ElementStore;
import dev.qoe.api.store.HistoryStore;
import dev.qoe.api.store.KpiStore;
import dev.qoe.api.store.MeasurementStore;
import dev.qoe.api.store.ScoreStore;
import dev.qoe.api.store.SimulationRunStore;
import dev.qoe.api.store.StoreException;
import dev.qoe.store.jdbc.internal.SteadyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * History in a relational database: an H2 file of its own, or any H2 or PostgreSQL data source.
 *
 * <p>The tables are created and upgraded when the store is opened; their names begin with {@code
 * qoe_}. What a call has kept when it returns outlives the process, and a loss of power once {@link
 * #sync} has returned. Times are kept to the microsecond. All methods block on input and output;
 * those that cannot do what they are asked throw {@link StoreException}. Thread-safe.
 *
 * @since 0.1
 */
public final class JdbcStore implements HistoryStore {

  private static final String FILE = "qoe";
  private static final int EMBEDDED_CONNECTIONS = 4;
  private static final int CONNECTIONS = 8;

  private final Database database;
  private final ElementStore elements;
  private final KpiStore kpis;
  private final MeasurementStore measurements;
  private final ScoreStore scores;
  private final AlertStore alerts;
  private final AuditStore audit;
  private final SimulationRunStore runs;

  private JdbcStore(Database database) {
    this.database = database;
    this.elements = new JdbcElementStore(database);
    this.kpis = new JdbcKpiStore(database);
    this.measurements = new JdbcMeasurementStore(database);
    this.scores = new JdbcScoreStore(database);
    this.alerts = new JdbcAlertStore(database);
    this.audit = new JdbcAuditStore(database);
    this.runs = new JdbcSimulationRunStore(database);
  }

  /**
   * Opens the H2 database {@code qoe.mv.db} in {@code folder}; both are created if missing.
   *
   * <p>One process may have it open at a time.
   *
   * @throws IllegalArgumentException if the path holds a semicolon
   * @throws StoreException if the folder cannot be written, another process has the database open,
   *     the file is no H2 database, or a newer version of this library made its tables
   */
  public static JdbcStore embedded(Path folder) {
    Path file = folder.resolve(FILE + ".mv.db");
    String base = folder.resolve(FILE).toAbsolutePath().normalize().toString();
    if (base.indexOf(';') >= 0) {
      throw new IllegalArgumentException(
          "history folder must not hold a semicolon: '%s'; choose another name".formatted(folder));
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StoreException(
          "cannot open history '%s': its folder cannot be made (%s); use a folder that can be written"
              .formatted(file, e),
          e);
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new StoreException(
          "cannot open history '%s': it must be writable; give this user the right to write or use another folder"
              .formatted(file),
          new IOException("not writable: " + file));
    }
    HikariConfig config = pool(EMBEDDED_CONNECTIONS);
    SteadyFiles.register();
    JdbcDataSource h2 = new JdbcDataSource(); // of the same loader as the file system
    // WRITE_DELAY=0: what is committed is written before the call returns.
    h2.setURL(
        "jdbc:h2:%s:%s;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0".formatted(SteadyFiles.SCHEME, base));
    h2.setUser("sa");
    h2.setPassword("");
    config.setDataSource(h2);
    config.setMaxLifetime(0);
    return open(config, true, file.toString());
  }

  /**
   * Opens the tables in a database of the caller's, H2 or PostgreSQL (tested with 15), and creates
   * them in its default schema if missing.
   *
   * <p>A data source that does not pool connections is pooled here; {@link #close()} ends that pool
   * but not the data source.
   *
   * @throws StoreException if the database cannot be reached, refuses the user, or a newer version
   *     of this library made its tables
   */
  public static JdbcStore connect(DataSource dataSource) {
    String place = place(dataSource);
    if (dataSource instanceof HikariDataSource pool) {
      return open(pool, false, false, place);
    }
    HikariConfig config = pool(CONNECTIONS);
    config.setDataSource(dataSource);
    return open(config, false, place);
  }

  @Override
  public ElementStore elements() {
    return elements;
  }

  @Override
  public KpiStore kpis() {
    return kpis;
  }

  @Override
  public MeasurementStore measurements() {
    return measurements;
  }

  @Override
  public ScoreStore scores() {
    return scores;
  }

  @Override
  public AlertStore alerts() {
    return alerts;
  }

  @Override
  public AuditStore audit() {
    return audit;
  }

  @Override
  public SimulationRunStore runs() {
    return runs;
  }

  /**
   * Writes all rows as text, in the order of their keys: two stores that were told the same give
   * the same text.
   *
   * @throws IOException if {@code out} cannot be written
   */
  public void dump(Appendable out) throws IOException {
    try {
      database.stream(
          "dump the tables",
          handle -> {
            try {
              new Dump(handle.getConnection(), out).write();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            } catch (SQLException e) {
              throw Failures.explain(database.place(), "dump the tables", e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Forces the file of an {@link #embedded} store to the disk. A database of the caller's is left
   * alone: what a commit outlives there is for its settings to say.
   */
  @Override
  public void sync() {
    database.force();
  }

  @Override
  public void close() {
    database.close();
  }

  /** Returns for example {@code history 'out/qoe.mv.db'}. */
  @Override
  public String toString() {
    return "history '" + database.place() + "'";
  }

  private static HikariConfig pool(int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("qoe-history");
    config.setMaximumPoolSize(connections);
    return config;
  }

  private static JdbcStore open(HikariConfig config, boolean embedded, String place) {
    try {
      return open(new HikariDataSource(config), true, embedded, place);
    } catch (HikariPool.PoolInitializationException e) {
      throw Failures.explain(place, "open the database", e);
    }
  }

  private static JdbcStore open(
      HikariDataSource pool, boolean owned, boolean embedded, String place) {
    Database database = new Database(pool, owned, embedded, place);
    try {
      Schema.migrate(pool, url(pool), place);
      return new JdbcStore(database);
    } catch (SQLException e) {
      database.close();
      throw Failures.explain(place, "open the database", e);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static String url(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return connection.getMetaData().getURL();
    }
  }

  /** Returns a database's address without what may hold a secret. */
  private static String place(DataSource dataSource) {
    try {
      return url(dataSource).replaceFirst("[;?].*", "").replaceFirst("//[^/]*@", "//");
    } catch (SQLException e) {
      String name = dataSource.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      throw Failures.explain(name, "reach the database", e);
    }
  }
}
