package dev.qoe.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a folder's disk does alone.
 *
 * <p><i>Confine to one thread.</i>
 */
final class Disk {

  private static final int MEBI = 1024 * 1024;
  private static final long MOST_BYTES = 4L * 1024 * MEBI;

  /** What the journal commits at once at a million measurements a second, in bytes. */
  private static final int COMMIT_BYTES = 200 * 1024;

  private final Path folder;
  private final Duration time;

  /** Creates a meter that writes to a folder, for so long each time. */
  Disk(Path folder, Duration time) {
    this.folder = folder;
    this.time = time;
  }

  /** Measures and adds a section to the page; the folder is emptied. */
  void measure(Page page) throws IOException {
    page.line("\n## The disk alone\n");
    page.line("| what | figure |");
    page.line("|---|--:|");
    page.line("| sequential writes of 1 MiB, forced at the end | %,.0f MB/s |", sequential());
    for (int bytes : new int[] {4096, COMMIT_BYTES}) {
      Latencies forces = forces(bytes);
      page.line(
          "| `force()` after %d KiB appended | p50 %.2f ms, p99 %.2f ms |",
          bytes / 1024, forces.millis(0.5), forces.millis(0.99));
    }
    clear(folder);
  }

  private double sequential() throws IOException {
    clear(folder);
    ByteBuffer buffer = ByteBuffer.allocateDirect(MEBI);
    long start = System.nanoTime();
    long written = 0;
    try (FileChannel channel = newFile()) {
      while (System.nanoTime() - start < time.toNanos() && written < MOST_BYTES) {
        written += channel.write(buffer.clear());
      }
      channel.force(true);
    }
    return written / 1e6 / ((System.nanoTime() - start) / 1e9);
  }

  private Latencies forces(int bytes) throws IOException {
    clear(folder);
    Latencies forces = new Latencies();
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
    long start = System.nanoTime();
    try (FileChannel channel = newFile()) {
      while (System.nanoTime() - start < time.toNanos()) {
        buffer.clear();
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        long before = System.nanoTime();
        channel.force(false);
        forces.add(System.nanoTime() - before);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(4));
      }
    }
    return forces;
  }

  private FileChannel newFile() throws IOException {
    return FileChannel.open(
        folder.resolve("disk"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Removes all that is in a folder. */
  static void clear(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path left, IOException failure)
              throws IOException {
            if (!left.equals(folder)) {
              Files.delete(left);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
