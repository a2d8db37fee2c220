package dev.qoe.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The embedded store and other processes")
class EmbeddedProcessTest {

  @TempDir Path folder;

  @Test
  @DisplayName("What a killed process was told to be kept is there, and comes but once if replayed")
  void killed() throws Exception {
    Process writer = start();
    long acknowledged = lastLineAfter(writer, 20);

    try (JdbcStore store = JdbcStore.embedded(folder)) {
      long kept = store.measurements().count();
      assertThat(kept).isGreaterThan(acknowledged);

      CrashWriter.append(store, acknowledged + 1 - CrashWriter.BATCH);
      CrashWriter.append(store, acknowledged + 1);

      long expected = Math.max(kept, acknowledged + 1 + CrashWriter.BATCH);
      List<Measurement> all =
          store
              .measurements()
              .find(Samples.CELL, Kpi.JITTER, Samples.START, Instant.MAX, Integer.MAX_VALUE);
      assertThat(all.stream().mapToDouble(Measurement::value).toArray())
          .containsExactly(DoubleStream.iterate(0, value -> value + 1).limit(expected).toArray());
    }
  }

  @Test
  @DisplayName("A database that another process has open is refused with place and remedy")
  void locked() throws Exception {
    Process writer = start();
    try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isNotNull();

      assertThatThrownBy(() -> JdbcStore.embedded(folder))
          .isInstanceOf(StoreException.class)
          .hasMessage(
              "cannot open the database in history '%s': another process has it open; end that"
                  + " process or use another folder",
              folder.resolve("qoe.mv.db"));
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            CrashWriter.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Kills a process after it has printed some lines; returns the last number it printed. */
  private static long lastLineAfter(Process process, int lines)
      throws IOException, InterruptedException {
    String last = "";
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (int line = 0; line < lines; line++) {
        last = String.valueOf(output.readLine());
      }
      process.toHandle().destroyForcibly(); // unlike the process, it leaves the output readable
      for (String rest = output.readLine(); rest != null; rest = output.readLine()) {
        last = rest;
      }
    }
    process.waitFor();
    return Long.parseLong(last);
  }
}
