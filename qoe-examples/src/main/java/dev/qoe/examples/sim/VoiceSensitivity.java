package dev.qoe.examples.sim;

import dev.qoe.core.service.voice.EModel;
import dev.qoe.core.service.voice.EModelInput;
import dev.qoe.core.service.voice.NarrowbandCodec;
import dev.qoe.sim.experiment.Choice;
import dev.qoe.sim.experiment.Experiment;
import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Parallel;
import dev.qoe.sim.experiment.Range;
import dev.qoe.sim.experiment.Trial;
import dev.qoe.sim.sensitivity.SobolDesign;
import dev.qoe.sim.sensitivity.SobolIndices;
import java.nio.file.Path;

/** What moves the MOS of a voice call: delay, loss, its burstiness, or the codec. */
public final class VoiceSensitivity {

  private VoiceSensitivity() {}

  /** Writes data, indices and plot into the folder named by the first argument, or the present. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args.length > 0 ? args[0] : "");
    ExperimentResult result =
        run(Parallel.allProcessors()).write(folder.resolve("voice-sensitivity.csv"));
    SobolIndices indices =
        SobolIndices.of(result, "voiceMos")
            .write(folder.resolve("voice-sensitivity-indices.csv"))
            .plot(folder.resolve("voice-sensitivity.svg"));
    System.out.println(indices);
  }

  static ExperimentResult run(Parallel how) {
    return Experiment.named("What moves voice")
        .sweep("delay", Range.of(20, 400).millis())
        .sweep("loss", Range.of(0, 5).percent())
        .sweep("burstRatio", Range.of(1, 2))
        .sweep("codec", Choice.of("G711_PLC", "G729A_VAD", "GSM_EFR", "AMR_4_75"))
        .design(SobolDesign.of(1024).withSecondOrder())
        .measure("voiceMos", VoiceSensitivity::mos)
        .run(how);
  }

  private static double mos(Trial trial) {
    EModelInput input =
        EModelInput.builder()
            .oneWayDelay(trial.duration("delay"))
            .packetLossPercent(trial.number("loss"))
            .burstRatio(trial.number("burstRatio"))
            .codec(NarrowbandCodec.valueOf(trial.choice("codec")))
            .build();
    return EModel.g107().score(input).mos();
  }
}
