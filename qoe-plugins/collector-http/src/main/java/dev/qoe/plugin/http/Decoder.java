package dev.qoe.plugin.http;

import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;

/** Something that finds measurements in a text. Thread-safe. */
@FunctionalInterface
interface Decoder {

  /**
   * Hands what {@code text} holds to {@code to}; what is bad in parts is rejected there.
   *
   * @return how many items, rows or samples it looked at, {@code >= 0}
   * @throws PluginException of the kind MALFORMED if the whole cannot be read
   */
  int decode(String text, Origin origin, Sink to) throws PluginException;
}
