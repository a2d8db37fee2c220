package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What the libraries' exceptions mean. */
final class PahoTrouble {

  /**
   * The reasons for which a broker refuses who asks: those of MQTT 3.1.1, section 3.2.2.3 (which
   * the library shifts by nothing), and of MQTT 5, section 3.2.2.2.
   */
  private static final Set<Integer> REFUSED =
      Set.of(1, 2, 4, 5, 0x80, 0x84, 0x85, 0x86, 0x87, 0x8a, 0x8c, 0x8f, 0xa2);

  private static final Set<Integer> BUSY = Set.of(0x88, 0x89, 0x97, 0x9f);

  private PahoTrouble() {}

  /** Waits for an answer, in vain at most so long. */
  static <T> T await(CompletableFuture<T> answer, Connection with)
      throws PluginException, InterruptedException {
    try {
      return answer.get(with.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PluginException told) {
        throw told;
      }
      throw unreachable(with, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new PluginException(
          ErrorKind.UNREACHABLE,
          "broker %s did not answer within %s".formatted(with.address(), with.timeout()),
          e);
    }
  }

  /** Returns what a failure with the library's code means. */
  static PluginException of(Connection with, int code, Throwable thrown) {
    if (REFUSED.contains(code)) {
      return new PluginException(
          ErrorKind.REJECTED,
          "broker %s refuses us: %s (check user, password, client id and its access list)"
              .formatted(with.address(), words(thrown)),
          thrown);
    }
    if (BUSY.contains(code)) {
      return new PluginException(
          ErrorKind.OVERLOADED,
          "broker %s has too much to do: %s".formatted(with.address(), words(thrown)),
          thrown);
    }
    return unreachable(with, thrown);
  }

  static PluginException refusedSubscription(Connection with, String filter, int code) {
    return new PluginException(
        ErrorKind.REJECTED,
        "broker %s refuses the subscription of '%s' with code %d (check its access list)"
            .formatted(with.address(), filter, code));
  }

  private static PluginException unreachable(Connection with, Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof PluginException told) {
        return told;
      }
      if (t instanceof SSLException || t instanceof CertificateException) {
        return new PluginException(
            ErrorKind.REJECTED,
            "no trust between us and broker %s: %s (check certificates, pins and host name)"
                .formatted(with.address(), words(t)),
            thrown);
      }
    }
    return new PluginException(
        ErrorKind.UNREACHABLE,
        "broker %s cannot be reached: %s".formatted(with.address(), words(thrown)),
        thrown);
  }

  /** Returns the words of a failure and of what caused it. */
  static String words(Throwable thrown) {
    Throwable cause = thrown.getCause();
    String own = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    return cause == null || cause == thrown || own.contains(String.valueOf(cause.getMessage()))
        ? own
        : own + ": " + cause.getMessage();
  }
}
