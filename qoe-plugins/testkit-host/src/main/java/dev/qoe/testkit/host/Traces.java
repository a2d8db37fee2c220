package dev.qoe.testkit.host;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What plugins that came and went have left in this process.
 *
 * <p>Immutable.
 *
 * @param threads threads alive
 * @param handles open files whose name holds the jar's; 0 where the operating system does not tell
 * @param classes classes loaded
 * @param metaspaceBytes memory that holds classes
 */
record Traces(int threads, int handles, int classes, long metaspaceBytes) {

  private static final Path HANDLES = Path.of("/proc/self/fd");
  private static final int COLLECTIONS = 3;

  /** Returns what is there now, after the garbage is collected. */
  static Traces of(Path jar) {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return new Traces(
        ManagementFactory.getThreadMXBean().getThreadCount(),
        handles(jar.getFileName().toString()),
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        metaspace());
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }

  private static int handles(String name) {
    if (!Files.isDirectory(HANDLES)) {
      return 0;
    }
    int open = 0;
    try (DirectoryStream<Path> handles = Files.newDirectoryStream(HANDLES)) {
      for (Path handle : handles) {
        open += holds(handle, name) ? 1 : 0;
      }
    } catch (IOException e) {
      return 0;
    }
    return open;
  }

  /** A handle that was closed meanwhile holds nothing. */
  private static boolean holds(Path handle, String name) {
    try {
      return Files.readSymbolicLink(handle).toString().contains(name);
    } catch (IOException e) {
      return false;
    }
  }
}
