package dev.qoe.api.spi;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What a host lends its collectors: the only way to time, threads, secrets and disk.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public interface CollectorContext {

  /** Returns the source of the current time. */
  InstantSource clock();

  /** Returns the threads on which a collector may run work of its own. */
  Executor executor();

  /** Returns a folder that is the collector's own and survives restarts. */
  Path scratch();

  /**
   * Tells how far long work has come.
   *
   * @param done how many units are done
   * @param total how many there are; 0 if not known
   * @param what what the units are, for example {@code rows}
   */
  void progress(long done, long total, String what);
}
