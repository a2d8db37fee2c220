package dev.qoe.plugin.http;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Fetches pages within limits of time and size, and follows redirects only where it may go.
 *
 * <p>Credentials are shown to the server of the first address alone. Thread-safe.
 */
final class Fetcher {

  private static final int MOST_REDIRECTS = 5;
  private static final String MAY_WANT_KEYS =
      "; some servers end so where they miss or refuse our certificate (setting 'keystore')";

  /** What the JDK says, with no type of its own, where the other end has closed. */
  private static final Set<String> HUNG_UP =
      Set.of("Broken pipe", "Remote host terminated the handshake");

  private final HttpClient client;
  private final Addresses addresses;
  private final Duration limit;
  private final int mostBytes;

  /**
   * Creates a fetcher.
   *
   * @param limit how long one request may take as a whole
   * @param mostBytes how long an answer may be, unpacked
   */
  Fetcher(HttpClient client, Addresses addresses, Duration limit, int mostBytes) {
    this.client = client;
    this.addresses = addresses;
    this.limit = limit;
    this.mostBytes = mostBytes;
  }

  /**
   * Returns the page at an address, or what stands at the end of its redirects.
   *
   * @param headers headers for every server
   * @param secret headers for the server of {@code home} only
   * @param home whose server is trusted with what is secret
   */
  Answer get(URI uri, Map<String, String> headers, Map<String, String> secret, URI home)
      throws PluginException, InterruptedException {
    URI at = uri;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpRequest.Builder request = HttpRequest.newBuilder().GET();
      request.header("Accept-Encoding", "gzip");
      headers.forEach(request::setHeader);
      if (sameServer(at, home)) {
        secret.forEach(request::setHeader);
      }
      Answer answer = send(request, at);
      String location = answer.header("Location");
      if (answer.status() < 300
          || answer.status() >= 400
          || location.isEmpty()
          || answer.status() == 304) {
        return answer;
      }
      at = resolved(at, location);
    }
    throw new PluginException(
        ErrorKind.REJECTED,
        "'%s' redirects more than %d times".formatted(Addresses.shown(uri), MOST_REDIRECTS));
  }

  /** Returns an address told by a page; one of HTTPS must not lead to plain HTTP. */
  static URI resolved(URI from, String location) throws PluginException {
    try {
      URI to = from.resolve(location.strip());
      if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
        throw new PluginException(
            ErrorKind.REJECTED,
            "'%s' leads from HTTPS to '%s', which is not"
                .formatted(Addresses.shown(from), Addresses.shown(to)));
      }
      return to;
    } catch (IllegalArgumentException e) {
      throw new PluginException(
          ErrorKind.MALFORMED,
          "'%s' leads to what is no address: '%s'"
              .formatted(Addresses.shown(from), OwnForms.shown(location)),
          e);
    }
  }

  private static boolean sameServer(URI one, URI other) {
    return String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme())
        && String.valueOf(one.getHost()).equalsIgnoreCase(other.getHost())
        && one.getPort() == other.getPort();
  }

  /** Sends a request and returns the answer, whatever its status. */
  Answer send(HttpRequest.Builder request, URI uri) throws PluginException, InterruptedException {
    addresses.check(uri);
    HttpRequest built = request.uri(uri).version(HttpClient.Version.HTTP_1_1).build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(built, info -> new LimitedBody(mostBytes));
    try {
      HttpResponse<byte[]> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(
          response.uri(),
          response.statusCode(),
          response.headers(),
          ByteBuffer.wrap(unpacked(response, uri)));
    } catch (TimeoutException e) {
      throw new PluginException(
          ErrorKind.UNREACHABLE,
          "'%s' did not answer in full within %s".formatted(Addresses.shown(uri), limit),
          e);
    } catch (ExecutionException e) {
      throw failed(uri, e.getCause() == null ? e : e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private byte[] unpacked(HttpResponse<byte[]> response, URI uri) throws PluginException {
    String encoding =
        response.headers().firstValue("Content-Encoding").orElse("").toLowerCase(Locale.ROOT);
    try {
      return switch (encoding) {
        case "", "identity" -> response.body();
        case "gzip", "x-gzip" ->
            response.body().length == 0
                ? response.body()
                : Gunzip.unpack(response.body(), mostBytes);
        default -> throw new IOException("it is packed as '" + encoding + "', which was not asked");
      };
    } catch (IOException e) {
      throw new PluginException(
          ErrorKind.MALFORMED,
          "answer of '%s' cannot be read: %s".formatted(Addresses.shown(uri), e.getMessage()),
          e);
    }
  }

  private static PluginException failed(URI uri, Throwable cause) {
    String shown = Addresses.shown(uri);
    boolean hungUp = hungUp(cause);
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof LimitedBody.TooLongException) {
        return new PluginException(
            ErrorKind.MALFORMED,
            "answer of '%s' is refused: %s (setting 'max-kilobytes')"
                .formatted(shown, at.getMessage()),
            cause);
      }
      if (at instanceof SSLException && !hungUp) {
        return new PluginException(
            ErrorKind.REJECTED,
            "'%s' cannot be trusted, or does not trust us: %s".formatted(shown, reason(at)),
            cause);
      }
    }
    String why =
        cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException
            ? "no connection: " + cause.getMessage()
            : cause instanceof IOException
                ? "it broke off: "
                    + cause.getMessage()
                    + (hungUp && "https".equalsIgnoreCase(uri.getScheme()) ? MAY_WANT_KEYS : "")
                : cause.toString();
    return new PluginException(
        ErrorKind.UNREACHABLE, "'%s' cannot be read: %s".formatted(shown, why), cause);
  }

  /**
   * Returns whether the other end hung up. Whether that is seen as an end, as a reset or as a pipe
   * that broke depends on what of ours it had not read when it closed.
   */
  private static boolean hungUp(Throwable cause) {
    Throwable root = rootOf(cause);
    return root instanceof EOFException
        || root instanceof SocketException
        || root instanceof ClosedChannelException
        || HUNG_UP.contains(String.valueOf(root.getMessage()));
  }

  /** Returns why a certificate is not taken: what is wrong with it stands deepest. */
  private static String reason(Throwable ofTls) {
    Throwable root = rootOf(ofTls);
    if (root instanceof CertificateExpiredException) {
      return "its certificate has expired: " + root.getMessage();
    }
    if (root instanceof CertificateNotYetValidException) {
      return "its certificate is not valid yet: " + root.getMessage();
    }
    return String.valueOf(ofTls.getMessage());
  }

  private static Throwable rootOf(Throwable e) {
    return e.getCause() == null ? e : rootOf(e.getCause());
  }
}
