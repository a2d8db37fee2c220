package dev.qoe.plugin.host;

import dev.qoe.api.spi.ChannelFactory;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.DetectorFactory;
import dev.qoe.api.spi.PayloadDecoderFactory;
import dev.qoe.api.spi.PushCollectorFactory;
import dev.qoe.api.spi.ReportRenderer;
import dev.qoe.api.spi.TicketSystemFactory;

/**
 * What a plugin can extend.
 *
 * @since 0.1
 */
public enum ExtensionKind {
  /** Polls targets. */
  COLLECTOR("collector", CollectorFactory.class),
  /** Is pushed to. */
  PUSH_COLLECTOR("collector", PushCollectorFactory.class),
  /** Reaches people and systems. */
  CHANNEL("channel", ChannelFactory.class),
  /** Says how unusual a value is. */
  DETECTOR("detector", DetectorFactory.class),
  /** Understands what devices send. */
  PAYLOAD_DECODER("payload-decoder", PayloadDecoderFactory.class),
  /** Turns reports into files. */
  REPORT_RENDERER("report-renderer", ReportRenderer.class),
  /** Keeps tickets. */
  TICKET_SYSTEM("ticket-system", TicketSystemFactory.class);

  private final String room;
  private final Class<?> service;

  ExtensionKind(String room, Class<?> service) {
    this.room = room;
    this.service = service;
  }

  /** Returns the interface that its entries implement, as named in {@code META-INF/services}. */
  public Class<?> service() {
    return service;
  }

  /** Returns where its types are unique: collectors of both kinds share one room. */
  String room() {
    return room;
  }

  /** Returns the kind whose entries implement {@code service}. */
  static ExtensionKind of(Class<?> service) {
    for (ExtensionKind kind : values()) {
      if (kind.service == service) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of extension is found by " + service.getName());
  }
}
