package dev.qoe.plugin.snmp;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where notifications are taken, from whom, and whose they are.
 *
 * <p>Immutable.
 *
 * @param address the address to listen at
 * @param port the UDP port, 1 to 65535
 * @param communities the communities of v1 and v2c that are taken
 * @param users who may send by v3; without a user nobody
 * @param elements the elements of senders, by address
 * @param otherwise the element of senders not named, with {@code {source}} for their address; empty
 *     if they are refused
 * @param perSecond how many datagrams of one sender are taken a second, {@code >= 1}
 * @param sameWithin within what time a repeated datagram is taken for the same
 * @param profiles the names of notifications and objects
 */
record TrapOptions(
    InetAddress address,
    int port,
    List<String> communities,
    Credentials users,
    Map<String, ElementPath> elements,
    String otherwise,
    int perSecond,
    Duration sameWithin,
    Profiles profiles) {

  static final Setting<String> ADDRESS =
      Setting.text("address", "0.0.0.0", "address to listen at, as numbers");
  static final Setting<Integer> PORT =
      Setting.integer("port", 162, "UDP port to listen at")
          .where(port -> port >= 1 && port <= 65_535, "from 1 to 65535");
  static final Setting<Map<String, String>> ELEMENTS =
      Setting.map("elements", "elements of senders, by their address");
  static final Setting<String> OTHERWISE =
      Setting.text(
          "element",
          "",
          "element of senders not named, with {source} for the address; else refused");
  static final Setting<Integer> PER_SECOND =
      Setting.integer("per-second", 100, "how many datagrams of one sender are taken a second")
          .where(rate -> rate >= 1, "at least 1");
  static final Setting<Duration> SAME_WITHIN =
      Setting.duration(
              "same-within",
              Duration.ofSeconds(30),
              "within what time a repeated datagram is the same notification")
          .where(time -> !time.isNegative() && time.toDays() < 1, "from PT0S to below PT24H");
  static final Setting<List<String>> PROFILE_FILES =
      Setting.list("profile-files", List.of(), "files with profiles of your own, for their names");

  private static final String SOURCE = "{source}";

  /** Returns the settings there are. */
  static List<Setting<?>> settings() {
    List<Setting<?>> settings =
        new ArrayList<>(
            List.of(
                ADDRESS,
                PORT,
                Credentials.COMMUNITY,
                ELEMENTS,
                OTHERWISE,
                PER_SECOND,
                SAME_WITHIN,
                PROFILE_FILES));
    settings.addAll(Credentials.userSettings());
    return settings;
  }

  /**
   * Returns what the settings say.
   *
   * @throws IllegalArgumentException if they contradict each other; the message names all mistakes
   */
  static TrapOptions of(Settings settings) {
    List<String> mistakes = new ArrayList<>();
    Map<String, ElementPath> elements = new HashMap<>();
    settings
        .get(ELEMENTS)
        .forEach(
            (address, path) ->
                element(ELEMENTS.name(), path, mistakes)
                    .ifPresent(of -> elements.put(address, of)));
    String otherwise = settings.get(OTHERWISE);
    if (!otherwise.isEmpty()) {
      element(OTHERWISE.name(), otherwise.replace(SOURCE, "192.0.2.1"), mistakes);
    } else if (elements.isEmpty()) {
      mistakes.add(
          "one of the settings 'elements' and 'element' must be given (example: acme/{source})");
    }
    InetAddress address = InetAddress.getLoopbackAddress();
    try {
      address = InetAddress.getByName(settings.get(ADDRESS));
    } catch (UnknownHostException e) {
      mistakes.add("setting 'address' is no address: '%s'".formatted(settings.get(ADDRESS)));
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
    return new TrapOptions(
        address,
        settings.get(PORT),
        List.of(settings.get(Credentials.COMMUNITY).split(",", -1)),
        Credentials.of(Version.V2C, "", settings),
        Map.copyOf(elements),
        otherwise,
        settings.get(PER_SECOND),
        settings.get(SAME_WITHIN),
        Profiles.with(settings.get(PROFILE_FILES).stream().map(Path::of).toList()));
  }

  /** Returns the element of a sender; empty if it is not known. */
  Optional<ElementPath> elementOf(String source) {
    ElementPath named = elements.get(source);
    if (named != null || otherwise.isEmpty()) {
      return Optional.ofNullable(named);
    }
    return Optional.of(ElementPath.of(otherwise.replace(SOURCE, Template.segment(source))));
  }

  private static Optional<ElementPath> element(String setting, String path, List<String> mistakes) {
    try {
      return Optional.of(ElementPath.of(path));
    } catch (IllegalArgumentException e) {
      mistakes.add("setting '%s': %s".formatted(setting, e.getMessage()));
      return Optional.empty();
    }
  }
}
