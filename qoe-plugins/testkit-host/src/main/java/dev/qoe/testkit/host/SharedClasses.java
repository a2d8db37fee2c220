package dev.qoe.testkit.host;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a plugin finds beside itself on a plain class path: the platform, the API, SLF4J and
 * JSpecify, and nothing else that the test happens to have.
 *
 * <p>Thread-safe.
 */
final class SharedClasses extends ClassLoader {

  /** Names of classes and of their files. */
  private static final Pattern SHARED =
      Pattern.compile("(dev[./]qoe[./]api|org[./]slf4j|org[./]jspecify)[./].*");

  private final ClassLoader tests;

  private SharedClasses(ClassLoader tests) {
    super(ClassLoader.getPlatformClassLoader());
    this.tests = tests;
  }

  /** Returns a class loader of the plugin's own, above which lies what is shared. */
  static URLClassLoader under(Path jar) {
    ClassLoader shared = new SharedClasses(SharedClasses.class.getClassLoader());
    try {
      return new URLClassLoader("plugin", new URL[] {jar.toUri().toURL()}, shared);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("jar '%s' has no address".formatted(jar), e);
    }
  }

  /** Whether a file of a jar is one that its host brings. */
  static boolean bringsAlready(String file) {
    return file.endsWith(".class") && SHARED.matcher(file).matches();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (SHARED.matcher(name).matches()) {
      return tests.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
