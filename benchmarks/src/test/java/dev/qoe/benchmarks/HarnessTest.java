package dev.qoe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command line of harnesses")
class HarnessTest {

  @TempDir Path folder;

  @Test
  @DisplayName("writes a page of the harness's name")
  void writes() throws Exception {
    String pages = folder.toString();
    Harness.main(new String[] {"memory", folder.resolve("files").toString(), pages, "abc", "100"});
    assertThat(folder.resolve("memory.md")).content().startsWith("# Memory\n");
  }

  @Test
  @DisplayName("says what arguments it takes")
  void arguments() {
    assertThatThrownBy(() -> Harness.main(new String[0]))
        .hasMessage("expected 4 or 5 arguments, got 0: NAME FOLDER PAGES COMMIT [AMOUNT]");
  }
}
