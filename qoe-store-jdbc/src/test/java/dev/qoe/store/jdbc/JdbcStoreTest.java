package dev.qoe.store.jdbc;

import static dev.qoe.store.jdbc.Samples.CELL;
import static dev.qoe.store.jdbc.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.kpi.UtilityCurve;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A store on JDBC")
class JdbcStoreTest {

  @TempDir Path folder;

  @Test
  @DisplayName("An embedded store is the file qoe.mv.db in the folder given")
  void file() {
    JdbcStore.embedded(folder.resolve("a/b")).close();

    assertThat(folder.resolve("a/b/qoe.mv.db")).isRegularFile();
  }

  @Test
  @DisplayName("A folder that cannot be made is refused with its name and a remedy")
  void folderIsFile() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "text");

    assertThatThrownBy(() -> JdbcStore.embedded(file.resolve("history")))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(
            "cannot open history '%s': its folder cannot be made",
            file.resolve("history/qoe.mv.db"))
        .hasMessageEndingWith("use a folder that can be written");
  }

  @Test
  @DisplayName("A path that H2 would misread is refused")
  void semicolon() {
    assertThatThrownBy(() -> JdbcStore.embedded(folder.resolve("a;INIT=DROP")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not hold a semicolon");
  }

  @Test
  @DisplayName("A file that is no H2 database is refused and left as it is")
  void notADatabase() throws IOException {
    String text = "time,value\n1,2\n".repeat(2_000);
    Path file = Files.writeString(folder.resolve("qoe.mv.db"), text);

    assertThatThrownBy(() -> JdbcStore.embedded(folder))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "cannot open the database in history '%s': its file must be an H2 database that this"
                + " version can read; move the file away or use another folder",
            file);
    assertThat(file).hasContent(text);
  }

  @Test
  @DisplayName("Tables that a newer version made are refused")
  void newerTables() throws SQLException {
    JdbcStore.embedded(folder).close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:" + folder.resolve("qoe"), "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO \"qoe_schema_history\" SELECT 99, '99', 'future', 'SQL', 'V99__future.sql',"
              + " 1, 'sa', CURRENT_TIMESTAMP, 1, TRUE");
    }

    assertThatThrownBy(() -> JdbcStore.embedded(folder))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "cannot open history '%s': its tables have version 99, made by a newer version of this"
                + " library; use that version or another place",
            folder.resolve("qoe.mv.db"));
  }

  @Test
  @DisplayName("A refused password is not in the message")
  void secret() throws SQLException {
    String url = "jdbc:h2:mem:secret;DB_CLOSE_DELAY=-1";
    try (Connection owner = DriverManager.getConnection(url, "joan", "right")) {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL(url);
      source.setUser("joan");
      source.setPassword("hunter2");

      assertThatThrownBy(() -> JdbcStore.connect(source))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("user or password were refused")
          .hasMessageNotContaining("hunter2");
      assertThat(owner.isClosed()).isFalse();
    }
  }

  @Test
  @DisplayName("A full disk, wherever it shows, is called by its name")
  void fullDisk() {
    Throwable failure =
        new IllegalStateException(
            new SQLException(
                "IO error", "90031", 90031, new IOException("No space left on device")));

    assertThat(Failures.explain("out/qoe.mv.db", "keep measurements", failure))
        .hasMessage(
            "cannot keep measurements in history 'out/qoe.mv.db': the disk is full; free space,"
                + " then open the history again");
  }

  @Test
  @DisplayName("Tables of the caller's own in the same schema stay")
  void sharedSchema() throws SQLException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:" + folder.resolve("shared"));
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE element (id INT)");
      statement.execute("INSERT INTO element VALUES (7)");

      try (JdbcStore store = JdbcStore.connect(source)) {
        store.elements().save(List.of(Samples.element(CELL.text())));
      }

      assertThat(statement.executeQuery("SELECT id FROM element").next()).isTrue();
    }
  }

  @Test
  @DisplayName("A pool of the caller's is used as it is and not closed")
  void callersPool() {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl("jdbc:h2:" + folder.resolve("pooled"));
      JdbcStore store = JdbcStore.connect(pool);
      store.close();
      store.close();

      assertThat(pool.isClosed()).isFalse();
      assertThatThrownBy(() -> store.measurements().count())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("it is closed");
    }
  }

  @Test
  @DisplayName("An interrupted thread may write, and neither the file nor the interrupt is lost")
  void interrupted() {
    try (JdbcStore store = JdbcStore.embedded(folder)) {
      Thread.currentThread().interrupt();
      for (int batch = 0; batch < 20; batch++) {
        CrashWriter.append(store, (long) batch * CrashWriter.BATCH);
      }
      assertThat(Thread.interrupted()).isTrue();

      assertThat(store.measurements().count()).isEqualTo(20L * CrashWriter.BATCH);
    }
  }

  @Test
  @DisplayName("A time too far for microseconds is refused")
  void farTime() {
    try (JdbcStore store = JdbcStore.embedded(folder)) {
      assertThatThrownBy(
              () ->
                  store
                      .measurements()
                      .append(1, List.of(Measurement.of(CELL, Kpi.JITTER, Instant.MAX, 1))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must lie within 292,000 years of 1970");
    }
  }

  @Test
  @DisplayName("A number that is none, and an infinite one, survive")
  void oddNumbers() {
    try (JdbcStore store = JdbcStore.embedded(folder)) {
      List<Measurement> odd = new ArrayList<>();
      for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE}) {
        odd.add(Measurement.of(CELL, Kpi.JITTER, START, value));
      }
      store.measurements().append(1, odd);

      assertThat(store.measurements().find(CELL, Kpi.JITTER, START, Instant.MAX, 9)).isEqualTo(odd);
    }
  }

  @Test
  @DisplayName("Stores told the same in another order dump the same text")
  void dump() throws IOException {
    String forwards;
    String backwards;
    try (JdbcStore store = JdbcStore.embedded(folder.resolve("forwards"))) {
      steps(store).forEach(Runnable::run);
      forwards = dump(store);
    }
    try (JdbcStore store = JdbcStore.embedded(folder.resolve("backwards"))) {
      List<Runnable> steps = steps(store);
      Collections.reverse(steps);
      steps.forEach(Runnable::run);
      backwards = dump(store);
    }

    assertThat(backwards).isEqualTo(forwards);
    assertThat(forwards.lines().filter(line -> line.startsWith("table "))).hasSize(7);
    assertThat(forwards)
        .contains("acme/cork/site-301/cell-19736841\tTRN_LOSS\t1581609261123456\t5\t0.25\t")
        .contains("\t1581609262123456\t%\t0.5\t3\n")
        .contains("a");
  }

  private static List<Runnable> steps(JdbcStore store) {
    Measurement doubtful =
        Measurement.of(CELL, Kpi.PACKET_LOSS, START, 0.25)
            .in(Unit.PERCENT)
            .receivedAt(START.plusSeconds(1))
            .trusted(0.5, QualityFlag.SUSPECT, QualityFlag.STUCK);
    List<Runnable> steps = new ArrayList<>();
    steps.add(() -> store.measurements().append(5, List.of(doubtful)));
    steps.add(
        () ->
            store
                .measurements()
                .append(9, Samples.measurements(ElementPath.of("acme/x"), Kpi.JITTER, 3)));
    steps.add(
        () -> store.elements().save(List.of(Samples.element("acme/x"), Samples.element("acme/y"))));
    steps.add(() -> store.elements().save(List.of(Samples.element("acme/w"))));
    steps.add(
        () ->
            store
                .kpis()
                .save(List.of(Samples.definition("TRN_LOSS", new UtilityCurve.Linear(1, 0)))));
    steps.add(() -> store.scores().append(List.of(Samples.score(CELL, START, 30))));
    steps.add(() -> store.scores().append(List.of(Samples.score(CELL, START.plusSeconds(1), 30))));
    steps.add(() -> store.alerts().save(Samples.alert("acme/x", "a", START, AlertState.OPEN)));
    steps.add(() -> store.runs().save(Samples.run("acme", "busy hour", START)));
    steps.add(() -> store.runs().save(Samples.run("acme", "busy hour", START.plusSeconds(1))));
    steps.add(() -> store.audit().append(Samples.audit("acme", START, "one")));
    steps.add(() -> store.audit().append(Samples.audit("acme", START, "two")));
    return steps;
  }

  private static String dump(JdbcStore store) throws IOException {
    StringBuilder text = new StringBuilder();
    store.dump(text);
    return text.toString();
  }
}
