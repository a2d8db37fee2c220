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

@DisplayName("The example of a queue against theory")
class QueueAgainstTheoryTest {

  private static final String DIGEST =
      "2e00785cb0463a7e59e014d2c6edfcdd58fad7d5ad37d6cfc76d6bd48b656548";

  @TempDir private Path folder;

  @Test
  @DisplayName("writes the same bytes on 1, 2 and 8 threads")
  void golden() throws Exception {
    for (int threads : new int[] {1, 2, 8}) {
      Path csv = folder.resolve(threads + ".csv");
      QueueAgainstTheory.write(csv, threads);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(csv));
      assertThat(HexFormat.of().formatHex(digest)).as("%d threads", threads).isEqualTo(DIGEST);
    }
  }

  @Test
  @DisplayName("covers theory at every load, with a wait that grows")
  void covers() throws Exception {
    Path csv = folder.resolve("queue.csv");
    QueueAgainstTheory.main(new String[] {csv.toString()});
    List<String> lines = Files.readAllLines(csv);

    assertThat(lines).hasSize(7);
    assertThat(lines.subList(1, 7)).allSatisfy(line -> assertThat(line).endsWith(",20,true"));
    assertThat(lines.subList(1, 7).stream().map(line -> Double.valueOf(line.split(",", -1)[2])))
        .isSorted();
  }
}
