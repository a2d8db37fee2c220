package dev.qoe.testkit;

import dev.qoe.api.spi.Batch;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.Payload;
import dev.qoe.api.spi.PayloadDecoder;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;

/**
 * A decoder as a host lends it: whatever it throws becomes a {@link PluginException}, and then it
 * has told nothing.
 *
 * <p>Thread-safe.
 */
final class OfferedDecoder implements PayloadDecoder {

  private final String name;
  private final PayloadDecoder decoder;
  private volatile boolean closed;

  OfferedDecoder(String name, PayloadDecoder decoder) {
    this.name = name;
    this.decoder = decoder;
  }

  @Override
  public void decode(Payload payload, Sink sink) throws PluginException {
    if (closed) {
      throw new PluginException(ErrorKind.UNREACHABLE, name + " is closed");
    }
    Batch batch = Batch.create();
    try {
      decoder.decode(payload, batch);
    } catch (RuntimeException | Error e) { // as a host contains them
      throw new PluginException(ErrorKind.REJECTED, "%s broke: %s".formatted(name, e), e);
    }
    batch.handTo(sink);
  }

  @Override
  public void close() {
    closed = true;
    decoder.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
