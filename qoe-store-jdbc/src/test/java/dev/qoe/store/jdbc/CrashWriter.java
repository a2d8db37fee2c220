package dev.qoe.store.jdbc;

import java.nio.file.Path;

/**
 * A process that writes batches until it is killed, and prints the last sequence number of each
 * batch when the store has taken it over.
 */
final class CrashWriter {

  static final int BATCH = 200;

  private CrashWriter() {}

  /** Writes into the folder given as the only argument. */
  public static void main(String[] arguments) {
    try (JdbcStore store = JdbcStore.embedded(Path.of(arguments[0]))) {
      for (long first = 0; first < 10_000_000; first += BATCH) {
        append(store, first);
        System.out.println(first + BATCH - 1);
      }
    }
  }

  /** Appends the batch that begins with that sequence number: values equal sequence numbers. */
  static void append(JdbcStore store, long first) {
    store.measurements().append(first, Samples.batch(first, BATCH));
  }
}
