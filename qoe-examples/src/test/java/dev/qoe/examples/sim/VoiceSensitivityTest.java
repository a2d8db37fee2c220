package dev.qoe.examples.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Parallel;
import dev.qoe.sim.sensitivity.SobolIndices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The example of what moves voice")
class VoiceSensitivityTest {

  private static final String DIGEST =
      "f97c09f96b4602247682b12768340717ed37722daf7c852cae023dcbff28d7cb";

  @TempDir private Path folder;

  @Test
  @DisplayName(
      "writes the same bytes on 1, 2 and 8 threads, and finds loss and codec to matter most")
  void golden() throws Exception {
    for (int threads : new int[] {1, 2, 8}) {
      Path csv = folder.resolve(threads + ".csv");
      ExperimentResult result =
          VoiceSensitivity.run(Parallel.threads(threads).withoutJournal()).write(csv);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(csv));
      assertThat(HexFormat.of().formatHex(digest)).as("%d threads", threads).isEqualTo(DIGEST);
      SobolIndices indices = SobolIndices.of(result, "voiceMos");
      double burst = indices.total("burstRatio").value();
      for (String strong : new String[] {"delay", "loss", "codec"}) {
        assertThat(indices.total(strong).value()).as(strong).isGreaterThan(2 * burst);
      }
    }
  }

  @Test
  @DisplayName("leaves its data, its manifest, its indices and its plot in a folder")
  void files() throws Exception {
    VoiceSensitivity.main(new String[] {folder.toString()});

    assertThat(folder)
        .isDirectoryContaining("glob:**/voice-sensitivity.csv")
        .isDirectoryContaining("glob:**/voice-sensitivity.manifest.json")
        .isDirectoryContaining("glob:**/voice-sensitivity-indices.csv")
        .isDirectoryContaining("glob:**/voice-sensitivity.svg");
  }
}
