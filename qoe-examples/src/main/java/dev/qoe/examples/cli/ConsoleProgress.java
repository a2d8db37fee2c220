package dev.qoe.examples.cli;

import dev.qoe.sim.experiment.Progress;
import dev.qoe.sim.experiment.ProgressListener;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Progress, rate and time left on stderr where a person watches, and nothing where none does. */
final class ConsoleProgress implements ProgressListener, AutoCloseable {

  private final String task;
  private final boolean watched;
  private @Nullable ProgressBar bar;

  ConsoleProgress(String task) {
    this.task = task;
    watched = CliContext.terminal();
  }

  @Override
  public synchronized void progress(Progress progress) {
    if (!watched) {
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setUnit(" replications", 1)
              .setInitialMax(progress.total())
              .showSpeed()
              .build();
    }
    bar.maxHint(progress.total()).stepTo(progress.done());
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
