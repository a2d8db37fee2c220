package dev.qoe.plugin.host;

import dev.qoe.api.spi.Descriptor;
import dev.qoe.api.spi.PluginFactory;
import dev.qoe.api.spi.ReportRenderer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plugin whose classes are there: its entries, its walls, and what it has made. */
final class LoadedPlugin {

  private static final Logger LOG = LoggerFactory.getLogger(LoadedPlugin.class);

  /** An entry of a plugin, with what it said of itself. */
  record Entry(Extension extension, Object factory) {}

  private final String id;
  private final String version;
  private final @Nullable Path file;
  private final Containment walls;
  private List<Entry> entries;
  private final Set<Lease<?>> leases = new LinkedHashSet<>();
  private PluginState state = PluginState.STARTED;
  private String cause = "";

  LoadedPlugin(
      String id, String version, @Nullable Path file, Containment walls, List<Entry> entries) {
    this.id = id;
    this.version = version;
    this.file = file;
    this.walls = walls;
    this.entries = List.copyOf(entries);
  }

  String id() {
    return id;
  }

  Containment walls() {
    return walls;
  }

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  synchronized List<Entry> entries() {
    return state == PluginState.STARTED ? entries : List.of();
  }

  /** Returns what it offers while it is started, whether it is or not. */
  synchronized List<Entry> offered() {
    return entries;
  }

  /** Returns whether it is started and offers something that {@code other} offers too. */
  boolean rivals(LoadedPlugin other) {
    return entries().stream()
        .map(Entry::extension)
        .anyMatch(own -> other.offered().stream().anyMatch(entry -> entry.extension().rivals(own)));
  }

  synchronized void enter(PluginState next, String why) {
    state = next;
    cause = why;
  }

  synchronized boolean is(PluginState which) {
    return state == which;
  }

  synchronized PluginStatus status() {
    String rest = state == PluginState.STARTED ? walls.restCause() : "";
    return new PluginStatus(
        id,
        version,
        rest.isEmpty() ? state : PluginState.QUARANTINED,
        rest.isEmpty() ? cause : rest,
        file(),
        entries.stream().map(Entry::extension).toList(),
        walls.meters());
  }

  /**
   * Remembers something that it made, to close it with the plugin.
   *
   * @throws ContainedException if the plugin was stopped while it made it
   */
  <T extends AutoCloseable> Lease<T> remember(Lease<T> lease) {
    synchronized (this) {
      if (state == PluginState.STARTED) {
        leases.add(lease);
        return lease;
      }
    }
    lease.close();
    throw new ContainedException(
        "%s cannot be used: its plugin '%s' was stopped".formatted(lease, id));
  }

  synchronized void forget(Lease<?> lease) {
    leases.remove(lease);
  }

  /** Closes all that it made. */
  void closeLeases() {
    List<Lease<?>> open;
    synchronized (this) {
      open = List.copyOf(leases);
    }
    open.forEach(Lease::close);
  }

  /** Ends its threads and lets go of its classes. */
  void close() {
    closeLeases();
    synchronized (this) {
      entries = List.of();
    }
    try {
      walls.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Calls it and waits; what goes wrong is logged only. */
  void quietly(String what, Callable<?> work) {
    try {
      walls.callEvenIfResting(what, walls.limits().creation(), work::call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("{} of plugin '{}' failed: {}", what, id, Outcome.textOf(e));
    }
  }

  /** Returns the entries that {@code loader} has loaded itself. Runs code of the plugin. */
  static List<Entry> find(ClassLoader loader) {
    List<Entry> found = new ArrayList<>();
    for (ExtensionKind kind : ExtensionKind.values()) {
      ServiceLoader.load(kind.service(), loader).stream()
          .filter(provider -> provider.type().getClassLoader() == loader)
          .forEach(provider -> found.add(entry(kind, provider.get())));
    }
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "no class named in META-INF/services is there; known services are "
              + Arrays.stream(ExtensionKind.values()).map(k -> k.service().getName()).toList());
    }
    return found;
  }

  /** Returns the entry that {@code factory} is. Runs code of the plugin. */
  static Entry entry(ExtensionKind kind, Object factory) {
    if (factory instanceof ReportRenderer renderer) {
      String format = renderer.format();
      return new Entry(
          new Extension(kind, format, "Writes reports as %s.".formatted(format), List.of()),
          factory);
    }
    Descriptor descriptor = ((PluginFactory) factory).descriptor();
    return new Entry(
        new Extension(kind, descriptor.type(), descriptor.help(), descriptor.settings()), factory);
  }
}
