package dev.qoe.plugin.snmp;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snmp4j.smi.UdpAddress;

/** How addresses are written: a host, {@code host:port}, or {@code [2001:db8::1]:port}. */
final class Addresses {

  private static final Pattern FORM =
      Pattern.compile(
          "\\[([0-9a-fA-F:.%]+)\\](?::([0-9]{1,5}))?|([^:\\[\\]\\s]+)(?::([0-9]{1,5}))?|([0-9a-fA-F:]+)");
  private static final int LAST_PORT = 65_535;

  private Addresses() {}

  /**
   * Returns what an address means; a name is looked up.
   *
   * @throws PluginException if it is none, or the name is not known
   */
  static UdpAddress parse(String text, int port) throws PluginException {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw wrong(text, null);
    }
    String host = form.group(1) != null ? form.group(1) : form.group(3);
    String given = form.group(1) != null ? form.group(2) : form.group(4);
    int at = given == null ? port : Integer.parseInt(given);
    if (at < 1 || at > LAST_PORT) {
      throw wrong(text, null);
    }
    try {
      return new UdpAddress(InetAddress.getByName(host == null ? form.group(5) : host), at);
    } catch (UnknownHostException e) {
      throw wrong(text, e);
    }
  }

  private static PluginException wrong(
      String text, @org.jspecify.annotations.Nullable Exception cause) {
    String words =
        "address '%s' must be a known host, with a port from 1 to %d or without (example: 192.0.2.1:161)"
            .formatted(text, LAST_PORT);
    return cause == null
        ? new PluginException(ErrorKind.REJECTED, words)
        : new PluginException(ErrorKind.UNREACHABLE, words, cause);
  }
}
