package dev.qoe.plugin.host;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * The class loader of one plugin: the API, SLF4J and JSpecify are the host's, the platform is the
 * platform's, all else is the plugin's own.
 */
final class IsolatedClassLoader extends PluginClassLoader {

  private static final Pattern SHARED =
      Pattern.compile("(dev\\.qoe\\.api|org\\.slf4j|org\\.jspecify)\\..*");

  private final ClassLoader host;

  IsolatedClassLoader(PluginManager manager, PluginDescriptor descriptor, ClassLoader host) {
    super(manager, descriptor, ClassLoader.getPlatformClassLoader());
    this.host = host;
  }

  @Override
  public Class<?> loadClass(String name) throws ClassNotFoundException {
    if (SHARED.matcher(name).matches()) {
      return host.loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : load(name);
    }
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    try {
      return ClassLoader.getPlatformClassLoader().loadClass(name);
    } catch (ClassNotFoundException e) {
      return findClass(name);
    }
  }

  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own != null ? own : ClassLoader.getPlatformClassLoader().getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> found = new ArrayList<>(Collections.list(findResources(name)));
    found.addAll(Collections.list(ClassLoader.getPlatformClassLoader().getResources(name)));
    return Collections.enumeration(found);
  }
}
