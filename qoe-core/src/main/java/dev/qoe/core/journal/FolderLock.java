package dev.qoe.core.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to use a folder, held by one engine at a time and given back by the system when the
 * process dies. Confine to one thread.
 *
 * <p>POSIX takes a process's lock away as soon as it closes any channel to the file, so a second
 * engine of the same process must be refused before it opens one: it knows itself by {@value
 * #OWNER}, which names the process and when that was started.
 */
final class FolderLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final String LOCK = "journal.lock";
  private static final String OWNER = "journal.owner";

  private final Path folder;
  private @Nullable FileChannel channel;
  private @Nullable Object key;

  private FolderLock(Path folder) {
    this.folder = folder;
  }

  /**
   * Takes the right to use a folder that exists.
   *
   * @throws IOException if another engine holds it, or the folder cannot be written to
   */
  static FolderLock take(Path folder) throws IOException {
    FolderLock lock = new FolderLock(folder);
    if (self().equals(lock.owner())) {
      throw lock.refusal("this process");
    }
    lock.acquire();
    return lock;
  }

  /**
   * Takes the right again if the lock file is not the one that was locked any more.
   *
   * @throws IOException if the folder is gone, or another engine holds the right to it
   */
  void ensure() throws IOException {
    FileChannel held = channel;
    if (held != null && Objects.equals(key, fileKey())) {
      return;
    }
    acquire();
    closeQuietly(held);
  }

  private void acquire() throws IOException {
    FileChannel opened =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = opened.tryLock();
    } catch (OverlappingFileLockException e) {
      throw refusal("this process"); // the channel stays open: closing it would free the other's
    }
    if (lock == null) {
      opened.close();
      String owner = owner();
      throw refusal(owner.isEmpty() ? "another process" : "process " + owner.split(" ", 2)[0]);
    }
    Files.writeString(folder.resolve(OWNER), self());
    channel = opened;
    key = fileKey();
  }

  private IOException refusal(String holder) {
    return new IOException(
        "journal folder '%s' is in use by another engine, in %s: close that one or choose another folder"
            .formatted(folder, holder));
  }

  private String owner() throws IOException {
    try {
      return Files.readString(folder.resolve(OWNER));
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private @Nullable Object fileKey() {
    try {
      Path file = folder.resolve(LOCK);
      Object found = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return found == null ? LOCK : found; // Windows has no keys, nor can a locked file go there
    } catch (IOException e) {
      return null;
    }
  }

  /** The process, told from others that had its number before. */
  private static String self() {
    ProcessHandle process = ProcessHandle.current();
    return process.pid() + " " + process.info().startInstant().map(Object::toString).orElse("");
  }

  @Override
  public void close() {
    FileChannel held = channel;
    channel = null;
    if (held == null) {
      return;
    }
    try {
      Files.deleteIfExists(folder.resolve(OWNER));
    } catch (IOException e) {
      LOG.debug("cannot remove the owner of '{}'", folder, e);
    }
    closeQuietly(held);
  }

  private void closeQuietly(@Nullable FileChannel closing) {
    if (closing == null) {
      return;
    }
    try {
      closing.close();
    } catch (IOException e) {
      LOG.debug("cannot close the lock of '{}'", folder, e);
    }
  }
}
