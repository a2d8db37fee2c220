package dev.qoe.api.spi;

/**
 * The version of these contracts, against which a host holds the range that a plugin asks for.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class SpiVersion {

  private SpiVersion() {}

  /** Returns the version as major, minor and patch, for example {@code 0.1.0}. */
  public static String current() {
    return "0.1.0";
  }
}
