package dev.qoe.api.spi;

/**
 * What a host lends a collector: what every plugin gets, and a place to tell of progress.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public interface CollectorContext extends PluginContext {

  /**
   * Tells how far long work has come.
   *
   * @param done how many units are done
   * @param total how many there are; 0 if not known
   * @param what what the units are, for example {@code rows}
   */
  void progress(long done, long total, String what);
}
