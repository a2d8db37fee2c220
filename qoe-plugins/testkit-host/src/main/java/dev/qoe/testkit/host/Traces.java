package dev.qoe.testkit.host;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What plugins that came and went have left in this process.
 *
 * <p>The whole metaspace is not among it: it also holds the profiles of the compiler, which grow by
 * several kilobytes a cycle, whatever plugins do, for as long as the machine warms up. Immutable.
 *
 * @param threads threads alive
 * @param handles open files whose name holds the jar's; 0 where the operating system does not tell
 * @param classes classes loaded
 * @param classBytes memory of the classes themselves; 0 where the virtual machine does not tell
 */
record Traces(long threads, long handles, long classes, long classBytes) {

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
        classSpace());
  }

  /**
   * Returns by how much something usually grows from one to the next: the median, so that what is
   * loaded or started once, now or then, is no growth.
   */
  static long usualGrowth(List<Traces> rounds, ToLongFunction<Traces> what) {
    long[] growth = new long[rounds.size() - 1];
    for (int i = 0; i < growth.length; i++) {
      growth[i] = what.applyAsLong(rounds.get(i + 1)) - what.applyAsLong(rounds.get(i));
    }
    Arrays.sort(growth);
    return growth[growth.length / 2];
  }

  private static long classSpace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Compressed Class Space"))
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
