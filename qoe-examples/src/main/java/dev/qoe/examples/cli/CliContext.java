package dev.qoe.examples.cli;

import dev.qoe.api.spi.CollectorContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** What the command line lends a collector; progress is shown where a person watches. */
final class CliContext implements CollectorContext, AutoCloseable {

  private final ExecutorService executor;
  private final Path scratch;
  private @Nullable ProgressBar bar;

  CliContext(int threads, Path scratch) {
    this.executor = Executors.newFixedThreadPool(threads);
    this.scratch = scratch;
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public Executor executor() {
    return executor;
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  @Override
  public synchronized void progress(long done, long total, String what) {
    if (System.console() == null) {
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("reading")
              .setUnit(" " + what, 1)
              .setInitialMax(total)
              .showSpeed()
              .build();
    }
    bar.maxHint(total).stepTo(done);
  }

  @Override
  public synchronized void close() {
    executor.shutdownNow();
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
