package dev.qoe.examples.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.core.service.voice.EModel;
import dev.qoe.core.service.voice.EModelInput;
import dev.qoe.sim.experiment.Experiment;
import dev.qoe.sim.experiment.Parallel;
import dev.qoe.sim.experiment.Range;
import dev.qoe.sim.random.Inversion;
import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.SegmentPlayer;
import dev.qoe.sim.video.SessionResult;
import dev.qoe.sim.video.Trace;
import dev.qoe.sim.video.abr.Bola;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A researcher, with models of their own")
class ResearcherTest {

  private static final Part BACKHAUL_DELAY = Part.BACKHAUL;

  @TempDir private Path folder;

  private enum Part {
    RADIO,
    BACKHAUL
  }

  /** A network as a researcher may model it: parts with a delay each. */
  private record Network(Map<Part, Duration> delays) {

    Network with(Part part, Duration delay) {
      Map<Part, Duration> changed = new EnumMap<>(delays);
      changed.put(part, delay);
      return new Network(changed);
    }

    Duration delay() {
      return delays.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
  }

  /** Voice over that network, with a queue that is another one in each replication. */
  private static final class Voice {

    double mos(Network network, UniformRandomProvider arrivals) {
      long queueing = Math.round(Inversion.exponential(arrivals, 10) * 1e6);
      return EModel.g107()
          .score(EModelInput.builder().oneWayDelay(network.delay().plusNanos(queueing)).build())
          .mos();
    }
  }

  @Test
  @DisplayName("needs a main, a seed and ten lines for a picture")
  void experiment() throws Exception {
    Voice voice = new Voice();
    Network network = new Network(Map.of(Part.RADIO, Duration.ofMillis(120)));

    Experiment.named("20 ms more backhaul")
        .sweep("backhaulDelay", Range.of(0, 100, 5).millis())
        .replications(30)
        .seed(42)
        .measure(
            "voiceMos",
            p ->
                voice.mos(
                    network.with(BACKHAUL_DELAY, p.duration("backhaulDelay")),
                    p.random("arrivals")))
        .run(Parallel.threads(2))
        .plot(folder.resolve("voice.svg"))
        .write(folder.resolve("voice.csv"));

    assertThat(folder.resolve("voice.svg")).content().contains("backhaulDelay (ms)");
    assertThat(Files.readAllLines(folder.resolve("voice.csv"))).hasSize(1 + 21 * 30);
    assertThat(folder.resolve("voice.manifest.json")).content().contains("\"seed\" : 42");
  }

  @Test
  @DisplayName("plays a film over a link, and is told the score and every second")
  void session() throws Exception {
    Path link = folder.resolve("report_bus_0001.json");
    Files.writeString(
        link, "[{\"duration_ms\": 60000, \"bandwidth_kbps\": 1500, \"latency_ms\": 50}]");

    SessionResult session =
        SegmentPlayer.of(Bola.enhanced(), Manifest.bigBuckBunny(), Trace.read(link)).play();

    assertThat(session.mos().mos()).isBetween(1.0, 5.0);
    assertThat(session.mos().explanation()).isNotNull();
    assertThat(session.timeline()).hasSizeGreaterThan(500);
  }
}
