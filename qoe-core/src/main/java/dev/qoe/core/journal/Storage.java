package dev.qoe.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One folder of files, as the journal needs it. Tests put a disk behind it that tears, fills up and
 * forgets what was not forced.
 */
interface Storage {

  /** Returns the names of the files in the folder, in no order. */
  List<String> list() throws IOException;

  /** Returns whether the folder holds a file of this name now. */
  boolean exists(String name) throws IOException;

  /** Creates a file that does not exist yet and opens it. */
  StorageFile create(String name) throws IOException;

  /** Opens a file that exists. */
  StorageFile open(String name) throws IOException;

  /** Gives a file another name, in one step; a file of that name is replaced. */
  void rename(String from, String to) throws IOException;

  /** Removes a file. */
  void delete(String name) throws IOException;

  /** Makes creations, renamings and removals outlive a loss of power. */
  void forceFolder() throws IOException;

  /**
   * Replaces a file, or creates it, in one step, and returns once that is durable: after a loss of
   * power it is what it was before or what it is now. One thread at a time for each name.
   */
  default void replace(String name, ByteBuffer content) throws IOException {
    String next = name + ".next";
    if (exists(next)) {
      delete(next);
    }
    try (StorageFile file = create(next)) {
      file.writeFully(content, 0);
      file.force();
    }
    rename(next, name);
    forceFolder();
  }

  /** Returns the folder, for messages. */
  String describe();
}
