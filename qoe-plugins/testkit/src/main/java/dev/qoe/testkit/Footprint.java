package dev.qoe.testkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What this process holds at a moment: its threads, and where the operating system tells, its
 * sockets and open files.
 *
 * <p>Files that the class loader opens are left out, as are threads of the virtual machine itself.
 * Immutable.
 *
 * @param threads the threads alive
 * @param handles sockets and files, as the operating system names them; empty where it does not
 */
record Footprint(Set<Thread> threads, Set<String> handles) {

  private static final Path HANDLES = Path.of("/proc/self/fd");
  private static final Pattern NOT_THE_PLUGINS =
      Pattern.compile(
          "Common-Cleaner|process reaper.*|Attach Listener|ForkJoinPool\\.commonPool-.*"
              + "|junit-.*|surefire-.*|tck-.*|Cleaner-.*|JFR .*|RMI .*");
  private static final Pattern CODE =
      Pattern.compile(".*(\\.jar|\\.jmod|\\.so[.0-9]*|/modules|\\.class)");

  /** Returns what is held now. */
  static Footprint now() {
    Set<Thread> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !NOT_THE_PLUGINS.matcher(thread.getName()).matches())
            .collect(Collectors.toSet());
    return new Footprint(threads, openHandles());
  }

  /**
   * Returns what is held now and was not then, for people; empty if nothing. Threads that the
   * context lent do not count, nor do sockets if it lent a client of the web, which keeps its
   * connections.
   */
  List<String> added(TestContext context) {
    Footprint now = now();
    List<String> added = new ArrayList<>();
    now.threads.stream()
        .filter(thread -> !threads.contains(thread) && !context.lent(thread) && thread.isAlive())
        .map(thread -> "thread '" + thread.getName() + "'")
        .sorted()
        .forEach(added::add);
    now.handles.stream()
        .filter(handle -> !handles.contains(handle))
        .filter(handle -> !(handle.startsWith("socket") && context.lentWeb()))
        .forEach(added::add);
    return added;
  }

  /** Waits until nothing is held that was not then, and returns what is left after that time. */
  List<String> addedAfter(TestContext context, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    List<String> left = added(context);
    while (!left.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
      left = added(context);
    }
    return left;
  }

  private static Set<String> openHandles() {
    Set<String> open = new TreeSet<>();
    if (!Files.isDirectory(HANDLES)) {
      return open;
    }
    try (DirectoryStream<Path> handles = Files.newDirectoryStream(HANDLES)) {
      for (Path handle : handles) {
        String name = target(handle);
        if (name.startsWith("socket:")) {
          open.add(name.replace("socket:", "socket "));
        } else if (name.startsWith("/") && !ours(name)) {
          open.add("file " + name);
        }
      }
    } catch (IOException e) {
      return Set.of();
    }
    return open;
  }

  /** Whether the file belongs to the virtual machine, or to this look at its files. */
  private static boolean ours(String name) {
    return name.startsWith("/proc/") || name.startsWith("/dev/") || CODE.matcher(name).matches();
  }

  /** Returns what a handle stands for; nothing if it was closed meanwhile. */
  private static String target(Path handle) {
    try {
      return Files.readSymbolicLink(handle).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
