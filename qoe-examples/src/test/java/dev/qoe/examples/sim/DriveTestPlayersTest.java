package dev.qoe.examples.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Parallel;
import dev.qoe.sim.output.Interval;
import dev.qoe.sim.video.Trace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriveTestPlayersTest {

  private static final Path DATA = Path.of("data", "drive-test");

  @TempDir private Path folder;

  @DisplayName("The data are the same bytes on any number of threads, and stay what they were")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void sameBytes(int threads) throws Exception {
    List<Trace> stretches = DriveTestPlayers.stretches(DATA);
    Path csv = folder.resolve("players.csv");

    DriveTestPlayers.compare(stretches, Parallel.threads(threads).withoutJournal()).write(csv);

    assertThat(stretches).hasSize(18);
    assertThat(Files.readAllLines(csv)).hasSize(1 + 18 * 5 * 3);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(csv));
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo("ad31193096c82dcc14020b00a3f76883f7c273cd0e108f04526ff5bba1a3d757");
  }

  @DisplayName("BOLA is surely better than the throughput rule on this link; the plot shows all")
  @Test
  void comparison() throws Exception {
    DriveTestPlayers.main(new String[] {DATA.toString(), folder.toString()});

    assertThat(folder.resolve("drive-test-players.csv")).exists();
    assertThat(folder.resolve("drive-test-players.manifest.json")).exists();
    assertThat(folder.resolve("drive-test-players.svg")).content().contains("<svg", "bolae");
    ExperimentResult result =
        DriveTestPlayers.compare(
            DriveTestPlayers.stretches(DATA), Parallel.threads(2).withoutJournal());
    Interval gain = DriveTestPlayers.difference(result, 1);
    assertThat(gain.lower()).isPositive();
    assertThat(gain.upper()).isLessThan(0.6);
    assertThat(DriveTestPlayers.report(result))
        .contains("bola        4.44", "against throughput 0.30 +- 0.2", ": sure");
  }
}
