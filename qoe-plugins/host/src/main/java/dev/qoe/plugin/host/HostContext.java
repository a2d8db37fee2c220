package dev.qoe.plugin.host;

import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.PayloadDecoder;
import dev.qoe.api.spi.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one thing made by a plugin is lent; its threads and decoders end with it. */
final class HostContext implements CollectorContext, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HostContext.class);

  /** What all contexts of a host share. */
  record Shared(
      InstantSource clock,
      Secrets secrets,
      Path scratch,
      WebClients web,
      Progress progress,
      Lender lender) {}

  /** What lends decoders. */
  @FunctionalInterface
  interface Lender {

    /**
     * Returns a new decoder.
     *
     * @param borrower who asks, for messages
     * @param folder the name of the borrower's own folder
     * @throws IllegalArgumentException if there is none of the type, or it cannot be made
     */
    LentDecoder lend(String borrower, String folder, String type, Map<String, ?> settings);
  }

  private final String name;
  private final String folder;
  private final Shared shared;
  private final ThreadPoolExecutor lent;
  private final List<LentDecoder> decoders = new ArrayList<>();
  private boolean closed;

  /**
   * Creates a context.
   *
   * @param folder the name of its own folder
   */
  HostContext(String name, String folder, Shared shared, Containment walls) {
    this.name = name;
    this.folder = folder;
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
    Path own = shared.scratch().resolve(folder);
    try {
      return Files.createDirectories(own);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "scratch folder '%s' of %s cannot be made".formatted(own, name), e);
    }
  }

  @Override
  public void progress(long done, long total, String what) {
    shared.progress().told(name, done, total, what);
  }

  @Override
  public PayloadDecoder decoder(String type, Map<String, ?> settings) {
    LentDecoder decoder = shared.lender().lend(name, folder, type, settings);
    if (!keep(decoder)) {
      decoder.close();
      throw new IllegalArgumentException(
          "%s is closed and is lent no payload decoder '%s'".formatted(name, type));
    }
    return decoder;
  }

  private synchronized boolean keep(LentDecoder decoder) {
    return !closed && decoders.add(decoder);
  }

  @Override
  public void close() {
    lent.shutdownNow();
    List<LentDecoder> last;
    synchronized (this) {
      closed = true;
      last = List.copyOf(decoders);
      decoders.clear();
    }
    last.forEach(LentDecoder::close);
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) { // whatever a plugin throws, errors too, ends here
      LOG.warn("a task of {} broke: {}", name, Outcome.textOf(e));
    }
  }
}
