package dev.qoe.plugin.host;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The web clients that a host lends: made on threads of the host's, so that theirs do not count as
 * the plugin's.
 *
 * <p>Thread-safe.
 */
final class WebClients implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "qoe-web");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable HttpClient plain;

  synchronized HttpClient client() {
    if (plain == null) {
      plain = make(() -> builder().build());
    }
    return plain;
  }

  HttpClient client(SSLContext tls) {
    return make(() -> builder().sslContext(tls).build());
  }

  private HttpClient make(Supplier<HttpClient> maker) {
    return CompletableFuture.supplyAsync(maker, threads).join();
  }

  private HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .executor(threads)
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
