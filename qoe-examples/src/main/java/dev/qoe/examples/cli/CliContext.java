package dev.qoe.examples.cli;

import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.Secrets;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** What the command line lends a collector; progress is shown where a person watches. */
final class CliContext implements CollectorContext, AutoCloseable {

  private final ExecutorService executor;
  private final Path scratch;
  private final boolean watched = terminal();
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
  public void pause(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  @Override
  public HttpClient http() {
    return HttpClient.newBuilder().executor(executor).build();
  }

  @Override
  public HttpClient http(SSLContext tls) {
    return HttpClient.newBuilder().executor(executor).sslContext(tls).build();
  }

  @Override
  public Secrets secrets() {
    return Secrets.environment();
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  @Override
  public synchronized void progress(long done, long total, String what) {
    if (!watched) {
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

  /**
   * Whether stderr is a terminal, as the system's own device files tell; false where it has none.
   */
  static boolean terminal() {
    try {
      String device = Path.of("/dev/fd/2").toRealPath().toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
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
