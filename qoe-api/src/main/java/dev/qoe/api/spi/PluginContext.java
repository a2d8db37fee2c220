package dev.qoe.api.spi;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/**
 * What a host lends a plugin: the only way to time, threads, the web, secrets and disk.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public interface PluginContext {

  /** Returns the source of the current time. */
  InstantSource clock();

  /**
   * Waits as long as {@code time}, as the {@linkplain #clock clock} tells it: before another try,
   * for example.
   *
   * <p>Blocks; an interrupt ends it.
   *
   * @param time how long, {@code >= 0}
   * @throws InterruptedException if the thread is interrupted
   */
  void pause(Duration time) throws InterruptedException;

  /**
   * Returns the threads on which a plugin may run work of its own. Their number is limited; when
   * the plugin is closed they are interrupted and what has not begun is dropped.
   *
   * <p>It throws {@link java.util.concurrent.RejectedExecutionException} when there is too much to
   * do.
   */
  Executor executor();

  /** Returns a client that trusts what the JVM trusts and follows no redirects. */
  HttpClient http();

  /** Returns a client that trusts, and shows, what {@code tls} says, and follows no redirects. */
  HttpClient http(SSLContext tls);

  /** Returns where secrets come from that the settings do not hold, such as keys of devices. */
  Secrets secrets();

  /** Returns a folder that is the plugin's own and survives restarts. */
  Path scratch();
}
