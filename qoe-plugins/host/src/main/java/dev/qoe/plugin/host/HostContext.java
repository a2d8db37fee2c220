package dev.qoe.plugin.host;

import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one thing made by a plugin is lent; its threads end with it. */
final class HostContext implements CollectorContext, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HostContext.class);

  /** What all contexts of a host share. */
  record Shared(
      InstantSource clock, Secrets secrets, Path scratch, WebClients web, Progress progress) {}

  private final String name;
  private final Path folder;
  private final Shared shared;
  private final ThreadPoolExecutor lent;

  /**
   * Creates a context.
   *
   * @param folder the name of its own folder
   */
  HostContext(String name, String folder, Shared shared, Containment walls) {
    this.name = name;
    this.folder = shared.scratch().resolve(folder);
    this.shared = shared;
    this.lent = walls.threads().lend(walls.limits().queued());
  }

  @Override
  public InstantSource clock() {
    return shared.clock();
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  @Override
  public Executor executor() {
    return task -> lent.execute(() -> run(task));
  }

  @Override
  public HttpClient http() {
    return shared.web().client();
  }

  @Override
  public HttpClient http(SSLContext tls) {
    return shared.web().client(tls);
  }

  @Override
  public Secrets secrets() {
    return shared.secrets();
  }

  @Override
  public Path scratch() {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "scratch folder '%s' of %s cannot be made".formatted(folder, name), e);
    }
  }

  @Override
  public void progress(long done, long total, String what) {
    shared.progress().told(name, done, total, what);
  }

  @Override
  public void close() {
    lent.shutdownNow();
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) { // whatever a plugin throws, errors too, ends here
      LOG.warn("a task of {} broke: {}", name, Outcome.textOf(e));
    }
  }
}
