package dev.qoe.examples.producer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/**
 * An outlet that posts each message to a web server.
 *
 * <p>Confine to one thread.
 */
public final class HttpOutlet implements Outlet {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int GZIP_MAGIC = 0x1f;

  /** Answers that another attempt may change: RFC 9110, sections 15.5.9 and 15.6, and RFC 6585. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI to;
  private final String key;

  private HttpOutlet(URI to, String key) {
    this.to = to;
    this.key = key;
  }

  /** Returns an outlet that posts to {@code to} without a key. */
  public static HttpOutlet to(URI to) {
    return new HttpOutlet(to, "");
  }

  /** Returns an outlet that posts to {@code to} and shows a key, as header {@code X-API-Key}. */
  public static HttpOutlet to(URI to, String key) {
    return new HttpOutlet(to, key);
  }

  @Override
  public void send(byte[] message) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(message));
    if (message.length > 0 && message[0] == GZIP_MAGIC) {
      request.header("Content-Encoding", "gzip");
    }
    if (!key.isEmpty()) {
      request.header("X-API-Key", key);
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    int status = response.statusCode();
    if (status / 100 == 4 && !PASSING.contains(status)) {
      throw new NotTakenException(
          "'%s' refuses a message with status %d: %s".formatted(to, status, response.body()));
    }
    if (status / 100 != 2) {
      throw new IOException("'%s' answered %d".formatted(to, status));
    }
  }

  /** The client ends by itself once it is not used. */
  @Override
  public void close() {
    // There is nothing to release before Java 21.
  }
}
