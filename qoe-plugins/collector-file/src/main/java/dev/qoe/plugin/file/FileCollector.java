package dev.qoe.plugin.file;

import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.PatternSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collector that reads what is new in a file, or in the files of a folder.
 *
 * <p>The target's address is a file, a folder, or a folder with a pattern such as {@code in/*.csv}.
 * Thread-safe: one target is read by one thread at a time.
 */
final class FileCollector implements Collector {

  private static final Logger LOG = LoggerFactory.getLogger(FileCollector.class);
  private static final String UNFINISHED = "(?i)\\..*|.*\\.(tmp|part|partial|filepart|crdownload)";
  private static final int MOST_NAMES = 10_000;

  private final Options options;
  private final CollectorContext context;
  private final Offsets.Shelf shelf = new Offsets.Shelf();
  private final Map<String, Offsets.Mark> handed = new ConcurrentHashMap<>();
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  FileCollector(Options options, CollectorContext context) {
    this.options = options;
    this.context = context;
  }

  @Override
  public void collect(Target target, Sink sink) throws PluginException, InterruptedException {
    ReentrantLock lock = locks.computeIfAbsent(target.address(), name -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      List<Path> files = list(target.address());
      long total = size(files);
      long[] before = {0};
      Offsets offsets = shelf.in(context.scratch());
      for (Path file : files) {
        read(file, target, sink, offsets, before[0], total);
        before[0] += size(List.of(file));
        context.progress(Math.min(before[0], total), total, "bytes");
      }
    } catch (UncheckedIOException e) {
      throw new PluginException(
          ErrorKind.UNREACHABLE,
          "offsets of '%s' cannot be read: %s".formatted(target.address(), e),
          e);
    } finally {
      lock.unlock();
    }
  }

  /** Writes down what is durable and not yet written. */
  @Override
  public void close() {
    shelf.flush();
  }

  private void read(Path file, Target target, Sink sink, Offsets offsets, long before, long total)
      throws InterruptedException {
    String key = key(file);
    Progress progress = new Progress(key, offsets, handed, context.executor(), () -> putAway(file));
    new FileReading(
            file, options, target, sink, context, progress, done -> tell(before + done, total))
        .read();
  }

  private void tell(long done, long total) {
    if (done % (1 << 10) == 0) {
      context.progress(Math.min(done, total), total, "bytes");
    }
  }

  private static List<Path> list(String address) throws PluginException {
    String remedy = "name a file, a folder, or a folder with a pattern such as in/*.csv";
    try {
      Path path = Path.of(address);
      if (!address.isBlank() && Files.isRegularFile(path)) {
        return List.of(path);
      }
      boolean folder = !address.isBlank() && Files.isDirectory(path);
      Path parent = folder ? path : path.toAbsolutePath().getParent();
      String pattern = folder || path.getFileName() == null ? "*" : path.getFileName().toString();
      if (address.isBlank()
          || (!folder && !pattern.matches(".*[*?\\[{].*"))
          || parent == null
          || !Files.isDirectory(parent)) {
        throw new PluginException(
            ErrorKind.UNREACHABLE,
            "input '%s' cannot be read: it is not there (%s)".formatted(address, remedy));
      }
      List<Path> files = new ArrayList<>();
      try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, pattern)) {
        for (Path file : found) {
          boolean finished = !file.getFileName().toString().matches(UNFINISHED);
          if (finished && Files.isRegularFile(file)) {
            files.add(file);
          }
        }
      }
      files.sort(null);
      return files;
    } catch (InvalidPathException
        | PatternSyntaxException
        | IOException
        | DirectoryIteratorException e) {
      throw new PluginException(
          ErrorKind.UNREACHABLE,
          "input '%s' cannot be read: %s (%s)".formatted(address, e, remedy),
          e);
    }
  }

  /** Returns what a file is known by, whatever its name: its number in the file system. */
  private static String key(Path file) {
    try {
      Object number =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .fileKey();
      return number == null
          ? file.toAbsolutePath().toString().replaceAll("[\\t\\r\\n]", "_")
          : number.toString();
    } catch (IOException e) {
      return file.toAbsolutePath().toString().replaceAll("[\\t\\r\\n]", "_");
    }
  }

  private static long size(List<Path> files) {
    long sum = 0;
    for (Path file : files) {
      try {
        sum += Files.size(file);
      } catch (IOException e) {
        // It was taken away meanwhile: nothing of it is to be read.
        sum += 0;
      }
    }
    return sum;
  }

  /** Moves a file that is done out of the way, in one step. */
  private void putAway(Path file) {
    if (options.moveTo().isEmpty()) {
      return;
    }
    Path folder = options.moveTo().get();
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < MOST_NAMES; i++) {
        String name = file.getFileName() + (i == 0 ? "" : "." + i);
        try {
          Files.move(file, folder.resolve(name));
          return;
        } catch (FileAlreadyExistsException e) {
          LOG.debug("'{}' is taken", name, e);
        }
      }
    } catch (IOException e) {
      LOG.warn("file '{}' is read and stays, for it cannot be moved to '{}': {}", file, folder, e);
    }
  }
}
