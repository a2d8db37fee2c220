package dev.qoe.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.qoe.core.service.voice.EModel;
import dev.qoe.core.service.voice.EModelInput;
import dev.qoe.sim.output.StoppingRule;
import dev.qoe.sim.random.Inversion;
import dev.qoe.sim.scenario.ScenarioRun;
import dev.qoe.sim.scenario.Scenarios;
import dev.qoe.sim.sensitivity.SobolDesign;
import dev.qoe.sim.sensitivity.SobolIndices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The manual's pieces on experiments")
class ManualTest {

  @TempDir private Path folder;

  private static double voiceMos(Duration delay, UniformRandomProvider queueing) {
    double millis = Inversion.exponential(queueing, 10);
    return mos(delay.plusNanos(Math.round(millis * 1e6)), 1);
  }

  private static double mos(Duration delay, double lossPercent) {
    return EModel.g107()
        .score(EModelInput.builder().oneWayDelay(delay).packetLossPercent(lossPercent).build())
        .mos();
  }

  @Test
  @DisplayName("run an experiment from sweep to file")
  void experiment() throws Exception {
    ExperimentResult result =
        Experiment.named("20 ms more backhaul")
            .sweep("backhaulDelay", Range.of(100, 200, 20).millis())
            .replications(30)
            .seed(42)
            .measure(
                "voiceMos",
                trial -> voiceMos(trial.duration("backhaulDelay"), trial.random("queueing")))
            .run(Parallel.threads(2))
            .plot(folder.resolve("voice.svg"))
            .write(folder.resolve("voice.csv"));

    assertThat(result.difference(1, 0, "voiceMos").upper()).isNegative();
    assertThat(result.difference(1, 0, "voiceMos").halfWidth())
        .isLessThan(result.interval(1, "voiceMos").halfWidth());
    assertThat(folder.resolve("voice.manifest.json")).isNotEmptyFile();
    ExperimentResult precise =
        result.experiment().replications(StoppingRule.relative(0.05)).run(Parallel.threads(2));
    assertThat(precise.values(0, "voiceMos")).hasSize(10);
  }

  @Test
  @DisplayName("tell which parameter matters")
  void sensitivity() throws Exception {
    ExperimentResult result =
        Experiment.named("What moves voice")
            .sweep("delay", Range.of(20, 400).millis())
            .sweep("loss", Range.of(0, 5).percent())
            .design(SobolDesign.of(256).withSecondOrder())
            .measure("mos", trial -> mos(trial.duration("delay"), trial.number("loss")))
            .run(Parallel.threads(2));
    SobolIndices indices = SobolIndices.of(result, "mos");
    indices.plot(folder.resolve("sensitivity.svg"));

    assertThat(indices.first("delay").value() + indices.first("loss").value()).isBetween(0.8, 1.05);
  }

  @Test
  @DisplayName("run the scenario's file")
  void scenario() throws Exception {
    String file =
        """
        {"type": "experiment", "name": "20 ms more backhaul", "seed": 42,
         "parameters": {
           "delay": {"min": 0, "max": 100, "step": 20, "unit": "ms"},
           "codec": {"choices": ["G711_PLC", "G729A_VAD"]}},
         "random": {"queueing": {"distribution": "exponential", "mean": 10, "unit": "ms"}},
         "replications": 30,
         "measures": {
           "voiceMos": {"model": "g107", "output": "mos",
             "inputs": {"Ta": {"sum": ["delay", "queueing"], "unit": "ms"},
                        "codec": {"parameter": "codec"}, "Ppl": 1}}}}
        """;
    List<String> lines = new ArrayList<>();
    Scenarios.standard()
        .read(new ObjectMapper().readTree(file), folder)
        .run(ScenarioRun.to(line -> lines.add(line.toString())));

    assertThat(lines).hasSize(12);
  }
}
