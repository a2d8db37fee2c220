package dev.qoe.examples.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Parallel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The example of a queue against theory")
class QueueAgainstTheoryTest {

  private static final String DIGEST =
      "a93b9752ad656b742d095be3eb921f1a24c539a38a748d3790c9493833d56035";

  @TempDir private Path folder;

  @Test
  @DisplayName("writes the same bytes on 1, 2 and 8 threads, and covers theory at every load")
  void golden() throws Exception {
    for (int threads : new int[] {1, 2, 8}) {
      Path csv = folder.resolve(threads + ".csv");
      ExperimentResult result =
          QueueAgainstTheory.run(Parallel.threads(threads).withoutJournal()).write(csv);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(csv));
      assertThat(HexFormat.of().formatHex(digest)).as("%d threads", threads).isEqualTo(DIGEST);
      for (int i = 0; i < result.points().size(); i++) {
        double theory = result.interval(i, "theory").mean();
        assertThat(result.interval(i, "wait", 0.99).contains(theory)).as("load %d", i).isTrue();
      }
    }
  }

  @Test
  @DisplayName("leaves its data, its manifest and its plot in a folder")
  void files() throws Exception {
    QueueAgainstTheory.main(new String[] {folder.toString()});

    assertThat(folder)
        .isDirectoryContaining("glob:**/queue-against-theory.csv")
        .isDirectoryContaining("glob:**/queue-against-theory.manifest.json")
        .isDirectoryContaining("glob:**/queue-against-theory.svg");
  }
}
