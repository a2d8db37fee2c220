package dev.qoe.examples.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Output;
import dev.qoe.sim.experiment.Parallel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The example of more backhaul delay")
class MoreBackhaulDelayTest {

  private static final String DIGEST =
      "a7f043378d46b6a898b50e25f58dca2c987e339808d1214bc6fd4b843a4a0e4c";

  @TempDir private Path folder;

  @Test
  @DisplayName("writes the same bytes on 1, 2 and 8 threads")
  void golden() throws Exception {
    for (int threads : new int[] {1, 2, 8}) {
      Path csv = folder.resolve(threads + ".csv");
      MoreBackhaulDelay.run(Parallel.threads(threads).withoutJournal()).write(csv);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(csv));
      assertThat(HexFormat.of().formatHex(digest)).as("%d threads", threads).isEqualTo(DIGEST);
    }
  }

  @Test
  @DisplayName("shows opinions that never rise with delay, and a score that surely falls")
  void falls() {
    ExperimentResult result = MoreBackhaulDelay.run(Parallel.threads(2).withoutJournal());

    for (Output output : result.experiment().outputs()) {
      double[] means =
          IntStream.range(0, result.points().size())
              .mapToDouble(i -> -result.interval(i, output.name()).mean())
              .toArray();
      assertThat(means).as(output.name()).hasSize(21).isSorted();
    }
    assertThat(MoreBackhaulDelay.difference(result, "gamingMos").upper()).isLessThan(-0.3);
    assertThat(MoreBackhaulDelay.difference(result, "score").upper()).isNegative();
  }

  @Test
  @DisplayName("leaves its data, its manifest and its plot in a folder")
  void files() throws Exception {
    MoreBackhaulDelay.main(new String[] {folder.toString()});

    assertThat(folder.resolve("more-backhaul-delay.csv")).isNotEmptyFile();
    assertThat(folder.resolve("more-backhaul-delay.manifest.json"))
        .content()
        .contains("\"seed\" : 42");
    assertThat(folder.resolve("more-backhaul-delay.svg"))
        .content()
        .contains("cloud gaming", "delay added, one way (ms)");
  }
}
