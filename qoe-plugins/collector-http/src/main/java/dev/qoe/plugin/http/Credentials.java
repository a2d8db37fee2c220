package dev.qoe.plugin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a collector shows of itself to a server. Thread-safe. */
interface Credentials {

  /** Returns the headers to send. */
  Map<String, String> headers(Fetcher fetcher) throws PluginException, InterruptedException;

  /** What was shown was refused; returns whether showing anew may help. */
  default boolean refused() {
    return false;
  }

  /** Returns credentials that are the same for ever. */
  static Credentials of(Map<String, String> headers) {
    Map<String, String> copy = Map.copyOf(headers);
    return fetcher -> copy;
  }

  /** Returns a name and a password (RFC 7617). */
  static Credentials basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return of(Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(both)));
  }

  /** Returns a token (RFC 6750). */
  static Credentials bearer(String token) {
    return of(Map.of("Authorization", "Bearer " + token));
  }

  /** Tokens that a server gives for a client's name and secret (RFC 6749, 4.4). Thread-safe. */
  final class ClientCredentials implements Credentials {

    /** A token is renewed so long before it ends. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    private final URI server;
    private final String id;
    private final String secret;
    private final String scope;
    private final InstantSource clock;
    private @Nullable String token;
    private Instant renewAt = Instant.EPOCH;

    ClientCredentials(URI server, String id, String secret, String scope, InstantSource clock) {
      this.server = server;
      this.id = id;
      this.secret = secret;
      this.scope = scope;
      this.clock = clock;
    }

    @Override
    public synchronized boolean refused() {
      boolean had = token != null;
      token = null;
      return had;
    }

    @Override
    public synchronized Map<String, String> headers(Fetcher fetcher)
        throws PluginException, InterruptedException {
      String current = token;
      if (current == null || !clock.instant().isBefore(renewAt)) {
        current = ask(fetcher);
        token = current;
      }
      return Map.of("Authorization", "Bearer " + current);
    }

    private String ask(Fetcher fetcher) throws PluginException, InterruptedException {
      String form =
          "grant_type=client_credentials" + (scope.isEmpty() ? "" : "&scope=" + encoded(scope));
      byte[] both = (encoded(id) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(server)
              .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Accept", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(form));
      Answer answer = fetcher.send(request, server);
      String place = "token server '%s'".formatted(Addresses.shown(server));
      if (answer.status() != 200) {
        throw new PluginException(
            answer.status() >= 500 ? ErrorKind.UNREACHABLE : ErrorKind.REJECTED,
            "%s answered %d: check client-id and client-secret".formatted(place, answer.status()));
      }
      JsonNode told =
          JsonDecoder.tree(StandardCharsets.UTF_8.decode(answer.body()).toString(), place);
      String given = told.path("access_token").asText("");
      if (given.isEmpty() || given.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw new PluginException(
            ErrorKind.MALFORMED, place + " gave no access_token that can be sent");
      }
      long life = told.path("expires_in").asLong(USUAL_LIFE.toSeconds());
      renewAt = clock.instant().plusSeconds(Math.max(1, Math.min(life, 86_400))).minus(MARGIN);
      return given;
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }
}
