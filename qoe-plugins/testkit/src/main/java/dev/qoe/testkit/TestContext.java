package dev.qoe.testkit;

import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.Secrets;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * What a host lends a collector, made for tests: a manual clock, threads that end with it, and a
 * record of what was used.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class TestContext implements CollectorContext, AutoCloseable {

  /**
   * A message about how far long work has come. Immutable.
   *
   * @param done how many units are done
   * @param total how many there are; 0 if not known
   * @param what what the units are
   */
  public record Progress(long done, long total, String what) {}

  private final ManualClock clock;
  private final Path scratch;
  private final ExecutorService threads;
  private final List<Progress> progress = new ArrayList<>();
  private int tasks;

  private TestContext(Path scratch) {
    this.clock = ManualClock.at(Instant.parse("2020-01-01T00:00:00Z"));
    this.scratch = scratch;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "test-context");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Returns a context at 2020-01-01T00:00:00Z.
   *
   * @param scratch the collector's own folder, for example a JUnit {@code @TempDir}
   */
  public static TestContext in(Path scratch) {
    return new TestContext(scratch);
  }

  @Override
  public ManualClock clock() {
    return clock;
  }

  @Override
  public Executor executor() {
    return task -> {
      synchronized (progress) {
        tasks++;
      }
      threads.execute(task);
    };
  }

  /** Moves the clock on instead of waiting. */
  @Override
  public void pause(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    clock.advance(time);
  }

  @Override
  public HttpClient http() {
    return HttpClient.newBuilder().executor(threads).build();
  }

  @Override
  public HttpClient http(SSLContext tls) {
    return HttpClient.newBuilder().executor(threads).sslContext(tls).build();
  }

  @Override
  public Secrets secrets() {
    return Secrets.none();
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  @Override
  public void progress(long done, long total, String what) {
    synchronized (progress) {
      progress.add(new Progress(done, total, what));
    }
  }

  /** Returns the messages about progress, in order. */
  public List<Progress> progress() {
    synchronized (progress) {
      return List.copyOf(progress);
    }
  }

  /** Returns how many tasks were handed to the executor. */
  public int tasks() {
    synchronized (progress) {
      return tasks;
    }
  }

  /** Interrupts the threads it lent; they end as soon as their tasks let them. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
