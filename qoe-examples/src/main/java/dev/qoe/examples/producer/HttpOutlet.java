package dev.qoe.examples.producer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * An outlet that posts each message to a web server.
 *
 * <p>Confine to one thread.
 */
public final class HttpOutlet implements Outlet {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int GZIP_MAGIC = 0x1f;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI to;

  private HttpOutlet(URI to) {
    this.to = to;
  }

  /** Returns an outlet that posts to {@code to}. */
  public static HttpOutlet to(URI to) {
    return new HttpOutlet(to);
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
    int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
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
