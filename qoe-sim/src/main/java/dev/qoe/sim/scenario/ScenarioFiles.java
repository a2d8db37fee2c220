package dev.qoe.sim.scenario;

import dev.qoe.sim.experiment.Experiment;
import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Parallel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * Runs an experiment as a scenario does: with a journal, data and plots where there is a folder.
 */
final class ScenarioFiles {

  private ScenarioFiles() {}

  /**
   * Runs it; where there is a folder, {@code NAME.csv}, its manifest, {@code NAME.svg} and {@code
   * NAME.png} are written.
   *
   * @param words what the scenario says: a journal of other words is not gone on with
   */
  static ExperimentResult run(Experiment experiment, ScenarioRun run, String name, String words)
      throws IOException {
    Parallel how = Parallel.threads(run.threads()).progress(run.progress());
    if (run.folder().isEmpty()) {
      return experiment.run(how.withoutJournal());
    }
    Path folder = Files.createDirectories(run.folder().get());
    CRC32 digest = new CRC32();
    digest.update(words.getBytes(StandardCharsets.UTF_8));
    Path journal = folder.resolve("%s-%08x.journal".formatted(name, digest.getValue()));
    ExperimentResult result = experiment.run(how.journal(journal));
    result
        .write(folder.resolve(name + ".csv"))
        .plot(folder.resolve(name + ".svg"))
        .plot(folder.resolve(name + ".png"));
    Files.deleteIfExists(journal);
    return result;
  }
}
