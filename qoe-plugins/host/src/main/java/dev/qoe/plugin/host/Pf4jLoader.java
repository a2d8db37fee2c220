package dev.qoe.plugin.host;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pf4j.CompoundPluginRepository;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.DefaultPluginManager;
import org.pf4j.Plugin;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;

/**
 * PF4J as the host uses it: plugins are loaded one by one from archives that were checked before,
 * each with a class loader of its own kind.
 *
 * <p>Plugins are stopped one by one too, for PF4J 3.15.0 fails to stop all at once.
 */
final class Pf4jLoader extends DefaultPluginManager {

  private final Map<Path, Archive> archives = new ConcurrentHashMap<>();
  private final ClassLoader host;

  Pf4jLoader(Path folder, ClassLoader host) {
    super(folder);
    this.host = host;
  }

  /** Loads and starts a plugin; returns its class loader. */
  synchronized ClassLoader open(Archive archive) {
    Path folder = archive.classPath().get(0).getParent();
    archives.put(folder, archive);
    try {
      String id = loadPlugin(folder);
      startPlugin(id);
      return getPluginClassLoader(id);
    } finally {
      archives.remove(folder);
    }
  }

  /** Unloads a plugin and closes its class loader. */
  synchronized void close(String id) {
    if (getPlugin(id) != null) {
      unloadPlugin(id);
    }
  }

  @Override
  protected PluginRepository createPluginRepository() {
    return new CompoundPluginRepository();
  }

  /** No plugin extends a class of PF4J's. */
  @Override
  protected PluginFactory createPluginFactory() {
    return wrapper -> new Plugin() {};
  }

  @Override
  protected PluginDescriptorFinder createPluginDescriptorFinder() {
    return new PluginDescriptorFinder() {
      @Override
      public boolean isApplicable(Path folder) {
        return archives.containsKey(folder);
      }

      @Override
      public PluginDescriptor find(Path folder) {
        return new Described(archive(folder));
      }
    };
  }

  @Override
  protected PluginLoader createPluginLoader() {
    return new PluginLoader() {
      @Override
      public boolean isApplicable(Path folder) {
        return archives.containsKey(folder);
      }

      @Override
      public ClassLoader loadPlugin(Path folder, PluginDescriptor descriptor) {
        IsolatedClassLoader loader = new IsolatedClassLoader(Pf4jLoader.this, descriptor, host);
        archive(folder).classPath().forEach(jar -> loader.addFile(jar.toFile()));
        return loader;
      }
    };
  }

  private Archive archive(Path folder) {
    Archive archive = archives.get(folder);
    if (archive == null) {
      throw new IllegalStateException("no archive is being opened in " + folder);
    }
    return archive;
  }

  /** What PF4J has to know of an archive. */
  private static final class Described extends DefaultPluginDescriptor {
    Described(Archive archive) {
      setPluginId(archive.id());
      setPluginVersion(archive.version());
      setRequires(archive.requires());
    }
  }
}
