package dev.qoe.examples.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The example of more backhaul delay")
class MoreBackhaulDelayTest {

  private static final String DIGEST =
      "944b2d87bf39cd9868f5136feb44ba522c05e2f3fd9441eae520931f7c804c92";

  @TempDir private Path folder;

  @Test
  @DisplayName("writes the same bytes as ever")
  void golden() throws Exception {
    Path csv = folder.resolve("delay.csv");

    MoreBackhaulDelay.main(new String[] {csv.toString()});

    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(csv));
    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(DIGEST);
  }

  @Test
  @DisplayName("shows opinions that only fall with delay")
  void falls() throws Exception {
    Path csv = folder.resolve("delay.csv");
    MoreBackhaulDelay.main(new String[] {csv.toString()});

    List<String> lines = Files.readAllLines(csv);

    assertThat(lines).hasSize(22);
    for (int column = 1; column <= 4; column++) {
      int at = column;
      assertThat(
              lines.subList(1, 22).stream()
                  .map(line -> -Double.parseDouble(line.split(",", -1)[at])))
          .as("column %d", column)
          .isSorted();
    }
  }
}
