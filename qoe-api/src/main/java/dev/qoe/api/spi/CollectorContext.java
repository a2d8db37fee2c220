package dev.qoe.api.spi;

import dev.qoe.api.Beta;
import java.util.Map;

/**
 * What a host lends a collector: what every plugin gets, decoders of payloads, and a place to tell
 * of progress.
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

  /**
   * Returns a new decoder of payloads, which any plugin of the host's may offer. The host closes it
   * with the collector, if the collector has not.
   *
   * <p>It throws nothing but {@link PluginException}: {@link ErrorKind#UNREACHABLE} while its
   * plugin is not there or rests, {@link ErrorKind#REJECTED} if it breaks or does not answer, and
   * what the decoder itself throws. It outlives a reload of its plugin.
   *
   * <p>May block while the decoder is made; an interrupt ends it.
   *
   * @param type the type of decoder
   * @param settings the decoder's settings, in which no secret is named any more
   * @throws IllegalArgumentException if no plugin offers the type, its settings are wrong, or it
   *     cannot be made; the message says which. A host that lends no decoders always throws it
   */
  @Beta
  default PayloadDecoder decoder(String type, Map<String, ?> settings) {
    throw new IllegalArgumentException(
        "there is no payload decoder '%s': this host lends none".formatted(type));
  }
}
