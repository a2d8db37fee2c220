package dev.qoe.plugin.http;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.Locale;
import java.util.Set;

/**
 * Which addresses may be talked to: those of HTTP, and if so configured none of a private network.
 *
 * <p>A name is resolved and checked right before it is connected to. The virtual machine keeps what
 * it resolved for a while (30 s unless configured), so that the connection goes to what was
 * checked; where that is switched off, private addresses cannot be told apart for sure and nothing
 * is fetched. Immutable.
 */
final class Addresses {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final boolean privateToo;

  Addresses(boolean privateToo) {
    this.privateToo = privateToo;
  }

  /**
   * Checks where a request would go.
   *
   * @throws PluginException if it may not go there
   */
  void check(URI uri) throws PluginException {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme) || uri.getHost() == null) {
      throw new PluginException(
          ErrorKind.REJECTED,
          "address '%s' must be of HTTP (example: https://host/path)".formatted(shown(uri)));
    }
    if (privateToo) {
      return;
    }
    if ("0".equals(Security.getProperty("networkaddress.cache.ttl"))) {
      throw new PluginException(
          ErrorKind.REJECTED,
          "private addresses cannot be refused while Java keeps no resolved names: set the security"
              + " property networkaddress.cache.ttl to 1 or more");
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
        if (isPrivate(address)) {
          throw new PluginException(
              ErrorKind.REJECTED,
              "address '%s' is a private one (%s), which the setting 'private-addresses' refuses"
                  .formatted(shown(uri), address.getHostAddress()));
        }
      }
    } catch (UnknownHostException e) {
      throw new PluginException(
          ErrorKind.UNREACHABLE,
          "host of '%s' is not known: check its name".formatted(shown(uri)),
          e);
    }
  }

  /** Returns an address without what may be secret: user and query. */
  static String shown(URI uri) {
    String text = uri.toString();
    int query = text.indexOf('?');
    String shown = query < 0 ? text : text.substring(0, query);
    String user = uri.getRawUserInfo();
    return user == null ? shown : shown.replace(user + "@", "");
  }

  /** Whether an address is of this machine, a private network or no host at all (RFC 6890). */
  static boolean isPrivate(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    if (address instanceof Inet4Address) {
      return first == 0
          || first >= 240
          || (first == 100 && second >= 64 && second < 128)
          || (first == 192 && second == 0 && bytes[2] == 0)
          || (first == 198 && (second == 18 || second == 19));
    }
    boolean uniqueLocal = (first & 0xFE) == 0xFC;
    boolean holdsIpv4 = first == 0 || (first == 0x20 && second == 0x02);
    return uniqueLocal || holdsIpv4;
  }
}
