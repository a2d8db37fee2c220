package dev.qoe.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("qoe plugins")
class PluginsCommandTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("prints what is built in, with its settings")
  void builtIn() {
    Run run = Run.of("plugins");
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"id\":\"drivetest\"", "\"state\":\"started\"", "\"cause\":\"\"")
                    .contains("\"kind\":\"collector\"", "\"type\":\"drivetest\"")
                    .contains("\"name\":\"zone\"", "\"default\":\"Z\"", "\"required\":false"))
        .anySatisfy(
            line -> assertThat(line).contains("\"id\":\"html\"", "\"kind\":\"report-renderer\""));
  }

  @Test
  @DisplayName("prints the cause for each file that cannot be used, and fails")
  void bad() throws IOException {
    Files.writeString(folder.resolve("bad.jar"), "no jar");
    Run run = Run.of("plugins", folder.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).hasSize(1);
    assertThat(run.out().get(0))
        .contains("\"id\":\"bad.jar\"", "\"state\":\"refused\"")
        .contains("it is no readable archive", "\"extensions\":[]");
  }

  @Test
  @DisplayName("is quiet about an empty folder and fails for none")
  void folders() {
    assertThat(Run.of("plugins", folder.toString()).exit()).isZero();
    Run missing = Run.of("plugins", folder.resolve("none").toString());
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.err()).contains("none' cannot be read: there is no such folder");
  }
}
