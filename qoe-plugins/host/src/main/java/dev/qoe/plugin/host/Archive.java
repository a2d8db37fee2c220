package dev.qoe.plugin.host;

import dev.qoe.api.spi.SpiVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.pf4j.DefaultVersionManager;

/**
 * A plugin's file, copied to a folder of the host's and found to be in order.
 *
 * <p>The copy is what is checked and what is loaded, so that the file may be replaced while the
 * plugin runs, and cannot be exchanged between check and use.
 *
 * @param id the plugin's name
 * @param version the plugin's version
 * @param requires the range of the API's versions that it works with
 * @param classPath its jars: the first is the plugin itself
 */
record Archive(String id, String version, String requires, List<Path> classPath) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern VERSION =
      Pattern.compile("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");
  private static final String API = "dev/qoe/api/";
  private static final String SERVICES = "META-INF/services/";
  private static final long MOST_BYTES = 1L << 30;

  Archive {
    classPath = List.copyOf(classPath);
  }

  /** Returns the archive at {@code file}, whose copy lies in {@code folder}. */
  static Archive open(Path file, Path folder, PluginTrust trust) throws PluginRefusedException {
    try {
      Path copy = Files.copy(file, folder.resolve(file.getFileName().toString()));
      checkReadable(copy);
      trust.check(copy);
      List<Path> jars = isZip(copy) ? unpack(copy, folder) : List.of(copy);
      return describe(jars);
    } catch (IOException e) {
      throw new PluginRefusedException(
          "it cannot be read: "
              + (e instanceof NoSuchFileException ? "there is no such file" : e.getMessage()),
          e);
    }
  }

  static boolean isPlugin(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && (name.endsWith(".jar") || name.endsWith(".zip"));
  }

  private static boolean isZip(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  private static void checkReadable(Path file) throws IOException, PluginRefusedException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      byte[] buffer = new byte[1 << 16];
      long left = MOST_BYTES;
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(e -> (ZipEntry) e)::iterator) {
        try (InputStream in = zip.getInputStream(entry)) {
          for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            left -= read;
            if (left < 0) {
              throw new PluginRefusedException(
                  "it holds more than %d MB unpacked".formatted(MOST_BYTES >> 20));
            }
          }
        }
      }
    } catch (ZipException e) {
      throw new PluginRefusedException("it is no readable archive: " + e.getMessage(), e);
    }
  }

  /** Unpacks the jars of a zip, which lie at its top or in {@code lib/}; the plugin comes first. */
  private static List<Path> unpack(Path file, Path folder)
      throws IOException, PluginRefusedException {
    List<Path> jars = new ArrayList<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(e -> (ZipEntry) e)::iterator) {
        String name = entry.getName();
        if (name.matches("(lib/)?[^/\\\\]+\\.jar")) {
          Path jar = folder.resolve(jars.size() + "-" + name.replace("lib/", ""));
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, jar);
          }
          jars.add(jar);
        }
      }
    }
    List<Path> plugins = new ArrayList<>();
    for (Path jar : jars) {
      if (attributes(jar).flatMap(all -> value(all, "Plugin-Id")).isPresent()) {
        plugins.add(jar);
      }
    }
    if (plugins.size() != 1) {
      throw new PluginRefusedException(
          "a zip must hold exactly one jar with a Plugin-Id in its manifest, at its top or in lib/;"
              + " this one holds %d among %d jars".formatted(plugins.size(), jars.size()));
    }
    jars.remove(plugins.get(0));
    jars.add(0, plugins.get(0));
    return jars;
  }

  private static Archive describe(List<Path> jars) throws IOException, PluginRefusedException {
    Attributes manifest =
        attributes(jars.get(0))
            .orElseThrow(() -> new PluginRefusedException("it has no META-INF/MANIFEST.MF"));
    String id = required(manifest, "Plugin-Id", ID, "letters, digits, '.', '_' and '-'");
    String version =
        required(manifest, "Plugin-Version", VERSION, "major.minor.patch, for example 1.0.0");
    String requires =
        value(manifest, "Plugin-Requires")
            .orElseThrow(
                () ->
                    new PluginRefusedException(
                        "its manifest has no Plugin-Requires: add the range of the API's versions"
                            + " that it works with, for example '>=0.1.0 & <0.2.0'"));
    if (value(manifest, "Plugin-Dependencies").isPresent()) {
      throw new PluginRefusedException(
          "its manifest has Plugin-Dependencies, but plugins do not know each other: bundle what it"
              + " needs");
    }
    checkApi(requires);
    for (Path jar : jars) {
      checkBundled(jar);
    }
    checkServices(jars);
    return new Archive(id, version, requires, jars);
  }

  private static String required(Attributes manifest, String name, Pattern rule, String words)
      throws PluginRefusedException {
    Optional<String> value = value(manifest, name);
    if (value.isEmpty()) {
      throw new PluginRefusedException(
          "its manifest has no %s (must be %s)".formatted(name, words));
    }
    if (!rule.matcher(value.get()).matches()) {
      throw new PluginRefusedException(
          "%s in its manifest must be %s: '%s'".formatted(name, words, value.get()));
    }
    return value.get();
  }

  private static void checkApi(String requires) throws PluginRefusedException {
    boolean fits;
    try {
      fits = new DefaultVersionManager().checkVersionConstraint(SpiVersion.current(), requires);
    } catch (RuntimeException e) {
      throw new PluginRefusedException(
          "Plugin-Requires in its manifest is no range of versions: '%s' (example: '>=0.1.0 &"
                  .formatted(requires)
              + " <0.2.0')",
          e);
    }
    if (!fits) {
      throw new PluginRefusedException(
          "it needs version %s of the API, and this is %s: take a version of the plugin made for it"
              .formatted(requires, SpiVersion.current()));
    }
  }

  private static void checkBundled(Path jar) throws IOException, PluginRefusedException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Optional<? extends ZipEntry> found =
          zip.stream()
              .filter(e -> e.getName().startsWith(API) && e.getName().endsWith(".class"))
              .findFirst();
      if (found.isPresent()) {
        throw new PluginRefusedException(
            "it bundles classes of the API, such as %s: give qoe-api the scope 'provided'"
                .formatted(found.get().getName()));
      }
    }
  }

  private static void checkServices(List<Path> jars) throws IOException, PluginRefusedException {
    for (Path jar : jars) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ExtensionKind kind : ExtensionKind.values()) {
          if (zip.getEntry(SERVICES + kind.service().getName()) != null) {
            return;
          }
        }
      }
    }
    throw new PluginRefusedException(
        "it offers no service: %s holds none of %s"
            .formatted(
                SERVICES,
                Arrays.stream(ExtensionKind.values()).map(k -> k.service().getName()).toList()));
  }

  private static Optional<Attributes> attributes(Path jar)
      throws IOException, PluginRefusedException {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      return Optional.ofNullable(manifest(file)).map(Manifest::getMainAttributes);
    }
  }

  private static @Nullable Manifest manifest(JarFile file) throws PluginRefusedException {
    try {
      return file.getManifest();
    } catch (IOException e) {
      throw new PluginRefusedException(
          "its META-INF/MANIFEST.MF cannot be read: " + e.getMessage(), e);
    }
  }

  private static Optional<String> value(Attributes manifest, String name) {
    @Nullable String value = manifest.getValue(name);
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }
}
