package dev.qoe.plugin.host;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.spi.Batch;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.Payload;
import dev.qoe.api.spi.PayloadDecoder;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A decoder of one plugin, lent to a collector of another: it is asked behind its own plugin's
 * walls, and made anew after that was reloaded.
 *
 * <p>What it decodes goes to a batch of its own first: a decoder that breaks has told nothing, and
 * one that was given up tells nobody. Thread-safe.
 */
final class LentDecoder implements PayloadDecoder {

  private final String name;
  private final Duration deadline;
  private final Supplier<Lease<PayloadDecoder>> maker;
  private Lease<PayloadDecoder> lease;
  private boolean closed;

  /**
   * Creates a decoder, which is made at once.
   *
   * @param deadline how long decoding may take
   * @throws IllegalArgumentException if there is no such decoder, or its settings are wrong
   * @throws ContainedException if its plugin breaks or does not answer
   */
  LentDecoder(String name, Duration deadline, Supplier<Lease<PayloadDecoder>> maker) {
    this.name = name;
    this.deadline = deadline;
    this.maker = maker;
    this.lease = maker.get();
  }

  @Override
  public void decode(Payload payload, Sink sink) throws PluginException {
    Batch decoded = decoded(payload);
    if (decoded.handTo(sink) == Acceptance.RETRY_LATER) {
      throw new PluginException(
          ErrorKind.OVERLOADED, "there is no room for what %s decoded".formatted(name));
    }
  }

  private Batch decoded(Payload payload) throws PluginException {
    Batch batch = Batch.create();
    Lease<PayloadDecoder> present = present();
    try {
      return present.call(
          deadline,
          decoder -> {
            decoder.decode(payload, batch);
            return batch;
          });
    } catch (PluginException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PluginException(ErrorKind.OVERLOADED, name + " was interrupted", e);
    } catch (ContainedException e) {
      boolean gone = present.ended() || !e.called();
      throw new PluginException(gone ? ErrorKind.UNREACHABLE : ErrorKind.REJECTED, textOf(e), e);
    } catch (Exception e) {
      throw new PluginException(ErrorKind.REJECTED, name + " broke: " + Outcome.textOf(e), e);
    }
  }

  /** Returns the decoder of the plugin as it is now. */
  private synchronized Lease<PayloadDecoder> present() throws PluginException {
    if (closed) {
      throw new PluginException(ErrorKind.UNREACHABLE, name + " is closed");
    }
    if (lease.ended()) {
      try {
        lease = maker.get();
      } catch (IllegalArgumentException | ContainedException e) {
        throw new PluginException(ErrorKind.UNREACHABLE, textOf(e), e);
      }
    }
    return lease;
  }

  private static String textOf(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }

  @Override
  public synchronized void close() {
    closed = true;
    lease.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
