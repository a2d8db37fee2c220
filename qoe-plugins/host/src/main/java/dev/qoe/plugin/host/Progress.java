package dev.qoe.plugin.host;

/**
 * Somebody who hears how far long work has come.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Progress {

  /**
   * Hears how far long work has come.
   *
   * @param who whose work it is, for example {@code collector 'field'}
   * @param done how many units are done, {@code >= 0}
   * @param total how many there are; 0 if not known
   * @param what what the units are, for example {@code rows}
   */
  void told(String who, long done, long total, String what);
}
