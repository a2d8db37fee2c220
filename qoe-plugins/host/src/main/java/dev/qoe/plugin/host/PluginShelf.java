package dev.qoe.plugin.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins that are there, by name, and the files that are not loaded, with the cause. */
final class PluginShelf {

  private static final Logger LOG = LoggerFactory.getLogger(PluginShelf.class);

  /** An entry and whose it is. */
  record Found(LoadedPlugin plugin, LoadedPlugin.Entry entry) {}

  private final PluginHostBuilder options;
  private final Path work;
  private final Pf4jLoader pf4j;
  private final ThreadGroup group = new ThreadGroup("qoe-plugins");
  private final Map<String, ThreadGroup> groups = new HashMap<>();

  /** Changed by whoever holds the lock of the shelf; read without it, so that nobody waits. */
  private final NavigableMap<String, LoadedPlugin> plugins = new ConcurrentSkipListMap<>();

  private final Map<String, Path> copies = new HashMap<>();

  /** Plugins of the class path, and those of folders that took their place. */
  private final Map<String, String> displaced = new HashMap<>();

  /** The files seen, with their checksums: what is not seen again is gone. */
  private final Map<Path, String> seen = new HashMap<>();

  private final Map<Path, PluginStatus> refused = new LinkedHashMap<>();
  private boolean classPathLoaded;
  private int copied;

  PluginShelf(PluginHostBuilder options) {
    this.options = options;
    try {
      this.work = Files.createTempDirectory("qoe-plugins");
    } catch (IOException e) {
      throw new UncheckedIOException("a folder for copies of plugins cannot be made", e);
    }
    this.pf4j = new Pf4jLoader(work, options.loader);
  }

  Collection<LoadedPlugin> loaded() {
    return List.copyOf(plugins.values());
  }

  synchronized Collection<PluginStatus> refused() {
    return List.copyOf(refused.values());
  }

  /** Returns the entry of that type in that room, if a started plugin has it. */
  Optional<Found> find(String room, String type) {
    for (LoadedPlugin plugin : plugins.values()) {
      for (LoadedPlugin.Entry entry : plugin.entries()) {
        if (entry.extension().kind().room().equals(room) && entry.extension().type().equals(type)) {
          return Optional.of(new Found(plugin, entry));
        }
      }
    }
    return Optional.empty();
  }

  synchronized void rescan() {
    if (options.classPath && !classPathLoaded) {
      classPathLoaded = true;
      loadClassPath();
    }
    Map<Path, String> now = PluginFiles.in(options.folders);
    for (Path gone : minus(seen.keySet(), now.keySet())) {
      byFile(gone).ifPresent(plugin -> drop(plugin.id()));
      refused.remove(gone);
      seen.remove(gone);
    }
    now.forEach(
        (file, checksum) -> {
          if (!checksum.equals(seen.put(file, checksum))) {
            byFile(file).ifPresent(plugin -> drop(plugin.id()));
            load(file);
          }
        });
  }

  synchronized void start(String id) {
    LoadedPlugin plugin = require(id);
    if (plugin.is(PluginState.STOPPED)) {
      try {
        checkTypes(plugin.offered(), rival -> false);
      } catch (PluginRefusedException e) {
        throw new IllegalArgumentException(
            "plugin '%s' cannot be started: %s".formatted(id, e.getMessage()), e);
      }
      plugin.enter(PluginState.STARTED, "");
    }
  }

  synchronized void stop(String id) {
    LoadedPlugin plugin = require(id);
    if (plugin.is(PluginState.STARTED)) {
      plugin.enter(PluginState.STOPPED, "it was stopped");
      plugin.closeLeases();
    }
  }

  synchronized void reload(String id) {
    Path file = requireFile(id);
    drop(id);
    seen.put(file, PluginFiles.checksum(file));
    load(file);
  }

  synchronized void unload(String id) {
    requireFile(id);
    drop(id);
  }

  synchronized void close() {
    List.copyOf(plugins.keySet()).forEach(this::drop);
    PluginFiles.delete(work);
  }

  // ---- loading ---------------------------------------------------------------------------------

  private void load(Path file) {
    refused.remove(file);
    String name = file.getFileName().toString();
    Path folder = work.resolve(Integer.toString(++copied));
    @Nullable Archive archive = null;
    try {
      Files.createDirectory(folder);
      archive = Archive.open(file, folder, options.trust);
      LoadedPlugin twin = plugins.get(archive.id());
      if (twin != null) {
        throw new PluginRefusedException(
            "a plugin '%s' is there already, from %s".formatted(archive.id(), place(twin)));
      }
      LoadedPlugin plugin = open(archive, file);
      copies.put(archive.id(), folder);
      plugins.put(archive.id(), plugin);
      displace(plugin);
    } catch (PluginRefusedException e) {
      refuse(file, archive, PluginState.REFUSED, String.valueOf(e.getMessage()));
      PluginFiles.delete(folder);
    } catch (IOException e) {
      refuse(file, archive, PluginState.REFUSED, "it cannot be copied: " + e.getMessage());
      PluginFiles.delete(folder);
    } catch (FailedException e) {
      refuse(file, archive, PluginState.FAILED, String.valueOf(e.getMessage()));
      PluginFiles.delete(folder);
    }
    LOG.debug("looked at plugin file {}", name);
  }

  private static String place(LoadedPlugin plugin) {
    return plugin.file().map(Path::toString).orElse("the class path");
  }

  /** Tells that a plugin broke while it was being made. */
  private static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private LoadedPlugin open(Archive archive, Path file)
      throws PluginRefusedException, FailedException {
    @Nullable Containment walls = null;
    try {
      ClassLoader loader = pf4j.open(archive);
      walls = walls(archive.id(), loader);
      List<LoadedPlugin.Entry> entries =
          walls.call(
              "making the entries", options.limits.creation(), () -> LoadedPlugin.find(loader));
      checkTypes(entries, rival -> rival.file().isEmpty());
      return new LoadedPlugin(archive.id(), archive.version(), file, walls, entries);
    } catch (InterruptedException e) {
      close(archive.id(), walls);
      Thread.currentThread().interrupt();
      throw new FailedException("loading was interrupted", e);
    } catch (PluginRefusedException e) {
      close(archive.id(), walls);
      throw e;
    } catch (Exception | LinkageError e) {
      close(archive.id(), walls);
      throw new FailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Passes if each type is offered once only.
   *
   * @param yields says which plugin gives way to these entries
   */
  private void checkTypes(List<LoadedPlugin.Entry> entries, Predicate<LoadedPlugin> yields)
      throws PluginRefusedException {
    Set<String> own = new HashSet<>();
    for (LoadedPlugin.Entry entry : entries) {
      Extension extension = entry.extension();
      String room = extension.kind().room();
      if (!own.add(room + " " + extension.type())) {
        throw new PluginRefusedException(
            "it offers the %s '%s' twice".formatted(room, extension.type()));
      }
      Optional<LoadedPlugin> rival = find(room, extension.type()).map(Found::plugin);
      if (rival.isPresent() && !yields.test(rival.get())) {
        throw new PluginRefusedException(
            "plugin '%s' offers the %s '%s' already, from %s"
                .formatted(rival.get().id(), room, extension.type(), place(rival.get())));
      }
    }
  }

  /**
   * Has {@code plugin}, which came from a folder, take the place of those on the class path that
   * offer the same, until it is unloaded.
   */
  private void displace(LoadedPlugin plugin) {
    for (LoadedPlugin other : plugins.values()) {
      if (other.file().isEmpty() && other.rivals(plugin)) {
        displaced.put(other.id(), plugin.id());
        other.enter(
            PluginState.STOPPED,
            "plugin '%s' takes its place, from %s".formatted(plugin.id(), place(plugin)));
        other.closeLeases();
      }
    }
  }

  /** Has those start again whose place {@code id} took. */
  private void restore(String id) {
    for (LoadedPlugin other : plugins.values()) {
      if (displaced.remove(other.id(), id)) {
        other.enter(PluginState.STARTED, "");
      }
    }
  }

  /** Each entry on the class path is a plugin of its own, named by its type. */
  private void loadClassPath() {
    Containment finding = walls("class-path", options.loader);
    try {
      ClassPathEntries found =
          ClassPathEntries.find(options.loader, finding, options.limits.creation());
      found.mistakes().forEach(mistake -> refuseFromClassPath(PluginState.FAILED, mistake));
      found.entries().forEach(this::loadFromClassPath);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeQuietly(finding);
    }
  }

  private void loadFromClassPath(LoadedPlugin.Entry entry) {
    String factory = entry.factory().getClass().getName();
    try {
      checkTypes(List.of(entry), rival -> false);
      String type = entry.extension().type();
      String id = plugins.containsKey(type) ? entry.extension().kind().room() + "-" + type : type;
      plugins.put(
          id,
          new LoadedPlugin(
              id, version(entry.factory()), null, walls(id, options.loader), List.of(entry)));
    } catch (PluginRefusedException e) {
      refuseFromClassPath(PluginState.REFUSED, factory + ": " + e.getMessage());
    }
  }

  private void refuseFromClassPath(PluginState state, String cause) {
    LOG.warn("a plugin on the class path is not loaded: {}", cause);
    refused.put(
        Path.of("class-path", Integer.toString(refused.size())),
        new PluginStatus(
            "class-path", "", state, cause, Optional.empty(), List.of(), PluginMeters.NONE));
  }

  private static String version(Object factory) {
    @Nullable String version = factory.getClass().getPackage().getImplementationVersion();
    return version == null ? "" : version;
  }

  private Containment walls(String id, ClassLoader loader) {
    ThreadGroup own = groups.computeIfAbsent(id, name -> new ThreadGroup(group, "qoe-" + name));
    return new Containment(id, options.limits, options.nanos, own, loader);
  }

  private void refuse(Path file, @Nullable Archive archive, PluginState state, String cause) {
    LOG.warn("plugin file '{}' is not loaded: {}", file, cause);
    refused.put(
        file,
        new PluginStatus(
            archive == null ? file.getFileName().toString() : archive.id(),
            archive == null ? "" : archive.version(),
            state,
            cause,
            Optional.of(file),
            List.of(),
            PluginMeters.NONE));
  }

  // ---- unloading -------------------------------------------------------------------------------

  private void drop(String id) {
    LoadedPlugin plugin = plugins.remove(id);
    if (plugin == null) {
      return;
    }
    plugin.enter(PluginState.STOPPED, "it was unloaded");
    plugin.close();
    pf4j.close(id);
    @Nullable Path copy = copies.remove(id);
    if (copy != null) {
      PluginFiles.delete(copy);
    }
    restore(id);
  }

  private void close(String id, @Nullable Containment walls) {
    if (walls != null) {
      closeQuietly(walls);
    }
    pf4j.close(id);
  }

  private static void closeQuietly(Containment walls) {
    try {
      walls.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- files -----------------------------------------------------------------------------------

  private Optional<LoadedPlugin> byFile(Path file) {
    return plugins.values().stream()
        .filter(plugin -> plugin.file().filter(file::equals).isPresent())
        .findFirst();
  }

  private LoadedPlugin require(String id) {
    LoadedPlugin plugin = plugins.get(id);
    if (plugin == null) {
      throw new IllegalArgumentException(
          "there is no plugin '%s'; there are %s".formatted(id, plugins.keySet()));
    }
    return plugin;
  }

  private Path requireFile(String id) {
    return require(id)
        .file()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "plugin '%s' came with the class path: it can be stopped, but not unloaded"
                        .formatted(id)));
  }

  private static List<Path> minus(Collection<Path> all, Collection<Path> less) {
    List<Path> rest = new ArrayList<>(all);
    rest.removeAll(less);
    return rest;
  }
}
