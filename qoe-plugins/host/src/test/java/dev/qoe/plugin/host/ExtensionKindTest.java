package dev.qoe.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.measure.Ledger;
import dev.qoe.api.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A host")
class ExtensionKindTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;

  @Test
  @DisplayName("makes what plugins of every kind offer, and uses it from behind walls")
  void everyKind() throws Exception {
    PluginJar.empty("kinds")
        .source("vendor.Kinds", KINDS)
        .service(dev.qoe.api.spi.ChannelFactory.class, "vendor.Kinds$Channels")
        .service(dev.qoe.api.spi.DetectorFactory.class, "vendor.Kinds$Detectors")
        .service(dev.qoe.api.spi.PayloadDecoderFactory.class, "vendor.Kinds$Decoders")
        .service(dev.qoe.api.spi.TicketSystemFactory.class, "vendor.Kinds$Tickets")
        .service(dev.qoe.api.spi.ReportRenderer.class, "vendor.Kinds$Renderer")
        .in(folder);
    try (PluginHost host = PluginHost.builder().folder(folder).classPath(false).start()) {
      assertThat(host.plugins().get(0).state())
          .as(host.plugins().get(0).cause())
          .isEqualTo(PluginState.STARTED);
      assertThat(host.plugins().get(0).extensions())
          .extracting(Extension::kind)
          .containsExactly(
              ExtensionKind.CHANNEL,
              ExtensionKind.DETECTOR,
              ExtensionKind.PAYLOAD_DECODER,
              ExtensionKind.REPORT_RENDERER,
              ExtensionKind.TICKET_SYSTEM);
      try (var channel = host.channel("mail", "post", Map.of());
          var detector = host.detector("watch", "flat", Map.of());
          var decoder = host.decoder("decode", "raw", Map.of());
          var tickets = host.tickets("desk", "desk", Map.of())) {
        assertThat(channel.<String>call(SOON, made -> made.getClass().getName()))
            .startsWith("vendor.");
        assertThat(detector.<Double>call(SOON, made -> made.score(1, 2))).isEqualTo(0.5);
        assertThat(decoder).hasToString("payload-decoder 'decode'");
        assertThat(tickets.<Boolean>call(SOON, made -> made.find("x").isEmpty())).isTrue();
      }
      assertThat(host.render("txt", report("August"), SOON)).asString().isEqualTo("August");
      assertThatThrownBy(() -> host.render("txt", report(""), SOON))
          .isInstanceOf(ContainedException.class)
          .hasMessage("rendering report '' broke: java.io.IOException: there is no title");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> host.render("text", report("August"), SOON))
          .withMessageContaining("'text', which report 'August' wants; did you mean 'txt'?");
    }
  }

  private static Report report(String title) {
    return new Report(
        title,
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        List.of(),
        List.of(),
        List.of(),
        Ledger.empty(),
        List.of());
  }

  private static final String KINDS =
      """
      package vendor;

      import dev.qoe.api.report.Report;
      import dev.qoe.api.spi.*;
      import java.io.OutputStream;
      import java.time.Instant;
      import java.util.*;

      public final class Kinds {
        static PluginDescriptor named(String type) {
          return PluginDescriptor.of(type, "A test.", List.of());
        }

        public static final class Channels implements ChannelFactory {
          public PluginDescriptor descriptor() { return named("post"); }
          public Channel create(Settings s, PluginContext c) { return n -> n.key(); }
        }

        public static final class Detectors implements DetectorFactory {
          public PluginDescriptor descriptor() { return named("flat"); }
          public Detector create(Settings s, PluginContext c) { return (t, v) -> 0.5; }
        }

        public static final class Decoders implements PayloadDecoderFactory {
          public PluginDescriptor descriptor() { return named("raw"); }
          public PayloadDecoder create(Settings s, PluginContext c) { return (p, sink) -> {}; }
        }

        public static final class Renderer implements ReportRenderer {
          public String format() { return "txt"; }
          public void render(Report report, OutputStream out) throws java.io.IOException {
            if (report.title().isEmpty()) {
              throw new java.io.IOException("there is no title");
            }
            out.write(report.title().getBytes(java.nio.charset.StandardCharsets.UTF_8));
          }
        }

        public static final class Tickets implements TicketSystemFactory {
          public PluginDescriptor descriptor() { return named("desk"); }
          public TicketSystem create(Settings s, PluginContext c) {
            return new TicketSystem() {
              public TicketStatus create(Ticket t) { throw new IllegalStateException(); }
              public void update(String id, Ticket t) {}
              public void comment(String id, String key, String text) {}
              public void close(String id, String reason) {}
              public Optional<TicketStatus> find(String key) { return Optional.empty(); }
              public List<TicketStatus> changesSince(Instant since) { return List.of(); }
            };
          }
        }
      }
      """;
}
