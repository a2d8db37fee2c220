package dev.qoe.plugin.snmp;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.snmp4j.smi.UdpAddress;

/**
 * Reads agents as their profiles say.
 *
 * <p>Thread-safe.
 */
final class SnmpCollector implements Collector {

  /** Labels of a target that take the place of settings. */
  static final String COMMUNITY = "community";

  static final String CONTEXT = "context";
  static final String PROFILES = "profiles";

  private final SnmpOptions options;
  private final Profiles profiles;
  private final List<String> wanted;
  private final Set<String> skipped;
  private final boolean announcing;
  private final CollectorContext context;
  private final SnmpPorts ports = new SnmpPorts();
  private final Map<Target, Device> devices = new ConcurrentHashMap<>();

  SnmpCollector(
      SnmpOptions options,
      Profiles profiles,
      List<String> wanted,
      Set<String> skipped,
      boolean announcing,
      CollectorContext context) {
    this.options = options;
    this.profiles = profiles;
    this.wanted = wanted;
    this.skipped = skipped;
    this.announcing = announcing;
    this.context = context;
  }

  @Override
  public void collect(Target target, Sink sink) throws PluginException, InterruptedException {
    Device device = device(target);
    long before = System.nanoTime();
    Device.Greeting greeting = device.greet();
    double millis = (System.nanoTime() - before) / 1e6;
    Emitter emitter =
        new Emitter(device, sink, context.clock().instant(), greeting.upTimeMillis(), announcing);
    emitter.emit(Kpi.UP, 1);
    emitter.emit(Kpi.RESPONSE_TIME, millis);
    new Look(device, emitter, context.clock()).at(groups(target, greeting));
  }

  @Override
  public void close() {
    try {
      ports.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a socket cannot be closed", e);
    }
  }

  private List<Group> groups(Target target, Device.Greeting greeting) {
    List<String> names = wanted;
    String label = target.labels().getOrDefault(PROFILES, "");
    if (!label.isBlank()) {
      names = Arrays.stream(label.split(",", -1)).map(String::strip).toList();
    } else if (names.isEmpty()) {
      names = List.of(profiles.best(greeting.identity(), greeting.description()));
    }
    return profiles.groups(names).stream()
        .filter(group -> !skipped.contains(group.name()))
        .collect(Collectors.toList());
  }

  private Device device(Target target) throws PluginException {
    Device known = devices.get(target);
    if (known != null) {
      return known;
    }
    UdpAddress address = Addresses.parse(target.address(), options.port());
    Credentials credentials = options.credentials();
    String community = target.labels().getOrDefault(COMMUNITY, "");
    if (!community.isEmpty()) {
      credentials = credentials.withCommunity(resolved(target, community));
    }
    String other = target.labels().getOrDefault(CONTEXT, "");
    if (!other.isEmpty()) {
      credentials = credentials.withContext(other);
    }
    Agent agent = new Agent(target.address(), address, credentials, options, ports);
    Device made = new Device(agent, target.element());
    Device first = devices.putIfAbsent(target, made);
    return first == null ? made : first;
  }

  private String resolved(Target target, String text) throws PluginException {
    try {
      return context.secrets().resolve(text);
    } catch (IllegalArgumentException e) {
      throw new PluginException(
          ErrorKind.REJECTED,
          "label '%s' of target '%s': %s".formatted(COMMUNITY, target.address(), e.getMessage()),
          e);
    }
  }
}
