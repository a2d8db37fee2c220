package dev.qoe.plugin.host;

/**
 * Where a plugin stands.
 *
 * @since 0.1
 */
public enum PluginState {
  /** What it offers can be used. */
  STARTED,
  /** It is loaded, but was stopped: what it offers cannot be used. */
  STOPPED,
  /** It misbehaved and rests; it is tried again by itself. */
  QUARANTINED,
  /** The host does not load it: the file is wrong, not trusted, or for another API. */
  REFUSED,
  /** It was loaded, but broke as its entries were made. */
  FAILED
}
