package dev.qoe.testkit;

import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.PayloadDecoder;
import dev.qoe.api.spi.PayloadDecoderFactory;
import dev.qoe.api.spi.Secrets;
import dev.qoe.api.spi.Settings;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * What a host lends a plugin, made for tests: a manual clock, threads that end with it, and a
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

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final long PAUSE_NANOS = 1_000_000;

  private final ManualClock clock;
  private final Path scratch;
  private final Map<String, String> secrets;
  private final ExecutorService threads;
  private final List<Progress> progress = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<PayloadDecoderFactory> offered = new CopyOnWriteArrayList<>();
  private final List<OfferedDecoder> decoders = new CopyOnWriteArrayList<>();
  private final Set<Thread> lent = new HashSet<>();
  private int tasks;
  private int lookups;
  private boolean web;

  private TestContext(Path scratch, Map<String, String> secrets) {
    this.clock = ManualClock.at(Instant.parse("2020-01-01T00:00:00Z"));
    this.scratch = scratch;
    this.secrets = Map.copyOf(secrets);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "test-context");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Returns a context at 2020-01-01T00:00:00Z that has no secrets.
   *
   * @param scratch the plugin's own folder, for example a JUnit {@code @TempDir}
   */
  public static TestContext in(Path scratch) {
    return new TestContext(scratch, Map.of());
  }

  /**
   * Returns a context at 2020-01-01T00:00:00Z with these secrets.
   *
   * @param scratch the plugin's own folder, for example a JUnit {@code @TempDir}
   * @param secrets names and secrets
   */
  public static TestContext in(Path scratch, Map<String, String> secrets) {
    return new TestContext(scratch, secrets);
  }

  /**
   * Offers collectors decoders of another plugin's, beside those offered before.
   *
   * @return this context
   */
  public TestContext offering(PayloadDecoderFactory factory) {
    offered.add(factory);
    return this;
  }

  @Override
  public ManualClock clock() {
    return clock;
  }

  /** Moves the clock on instead of waiting; it gives other threads a millisecond. */
  @Override
  public void pause(Duration time) throws InterruptedException {
    synchronized (progress) {
      pauses.add(time);
    }
    LockSupport.parkNanos(PAUSE_NANOS);
    if (Thread.interrupted()) {
      throw new InterruptedException("pause of %s was interrupted".formatted(time));
    }
    clock.advance(time);
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

  @Override
  public HttpClient http() {
    return lend(HttpClient.newBuilder());
  }

  @Override
  public HttpClient http(SSLContext tls) {
    return lend(HttpClient.newBuilder().sslContext(tls));
  }

  @Override
  public Secrets secrets() {
    return name -> {
      synchronized (progress) {
        lookups++;
      }
      return Optional.ofNullable(secrets.get(name));
    };
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

  /** Returns a decoder of one of those {@linkplain #offering offered}. */
  @Override
  public PayloadDecoder decoder(String type, Map<String, ?> settings) {
    String name = "payload decoder '%s'".formatted(type);
    PayloadDecoderFactory factory =
        offered.stream()
            .filter(one -> one.descriptor().type().equals(type))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no %s; the test offers %s"
                            .formatted(
                                name, offered.stream().map(o -> o.descriptor().type()).toList())));
    Settings checked = Settings.of(name, factory.descriptor().settings(), settings);
    OfferedDecoder decoder = new OfferedDecoder(name, factory.create(checked, this));
    decoders.add(decoder);
    return decoder;
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

  /** Returns the times that were waited for, in order. */
  public List<Duration> pauses() {
    synchronized (progress) {
      return List.copyOf(pauses);
    }
  }

  /**
   * Interrupts the threads it lent, which end as soon as their tasks let them, and closes the
   * decoders.
   */
  @Override
  public void close() {
    threads.shutdownNow();
    decoders.forEach(OfferedDecoder::close);
  }

  /** Returns what was used of what takes time: threads, pauses, progress, secrets. */
  List<String> used() {
    synchronized (progress) {
      List<String> used = new ArrayList<>();
      if (tasks > 0) {
        used.add("executor");
      }
      if (!pauses.isEmpty()) {
        used.add("pause");
      }
      if (!progress.isEmpty()) {
        used.add("progress");
      }
      if (lookups > 0) {
        used.add("secrets");
      }
      return used;
    }
  }

  /** Whether a client of the web was lent, whose connections outlive the plugin. */
  boolean lentWeb() {
    synchronized (progress) {
      return web;
    }
  }

  /** Whether the thread belongs to a client that was lent. */
  boolean lent(Thread thread) {
    synchronized (progress) {
      return lent.contains(thread);
    }
  }

  private HttpClient lend(HttpClient.Builder builder) {
    synchronized (progress) {
      web = true;
      Set<Thread> before = webThreads();
      HttpClient client =
          builder
              .executor(threads)
              .connectTimeout(CONNECT_TIMEOUT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
      Set<Thread> after = webThreads();
      after.removeAll(before);
      lent.addAll(after);
      return client;
    }
  }

  /** The client of the web has a thread of its own, which no executor can replace. */
  private static Set<Thread> webThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient-"))
        .collect(Collectors.toCollection(HashSet::new));
  }
}
