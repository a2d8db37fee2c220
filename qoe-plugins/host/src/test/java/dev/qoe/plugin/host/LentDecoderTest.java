package dev.qoe.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PayloadDecoderFactory;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.RecordingSink;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a payload decoder from one plugin's jar, lent to a collector from another's")
class LentDecoderTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final ElementPath METER = ElementPath.of("acme/meter");

  @TempDir private Path temp;
  private Path folder;
  private final RecordingSink sink = RecordingSink.accepting();

  @BeforeEach
  void jars() throws IOException {
    folder = Files.createDirectory(temp.resolve("plugins"));
    PluginJar.empty("radio")
        .source("vendor.Radio", RADIO)
        .service(CollectorFactory.class, "vendor.Radio")
        .in(folder);
    decoderJar("");
  }

  /** A decoder of numbers, which does what {@code more} says before it tells one. */
  private void decoderJar(String more) {
    PluginJar.empty("meter")
        .source("maker.Meter", METER_SOURCE.replace("MORE", more))
        .service(PayloadDecoderFactory.class, "maker.Meter")
        .in(folder);
  }

  private PluginHostBuilder options() {
    return PluginHost.builder().folder(folder).classPath(false).scratch(temp.resolve("scratch"));
  }

  private static Lease<Collector> collector(PluginHost host) {
    return host.collector("radio", "radio", Map.of("decoder", "meter", "scale", "10"));
  }

  /** Has the collector receive {@code text}. */
  private void receive(Lease<Collector> collector, String text) throws Exception {
    collector.call(
        SOON,
        made -> {
          made.collect(Target.of(METER, text), sink);
          return 1;
        });
  }

  private void assertTrouble(
      Lease<Collector> collector, String text, ErrorKind kind, String message) {
    assertThatThrownBy(() -> receive(collector, text))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .hasMessageContaining(message);
  }

  private static PluginStatus status(PluginHost host, String id) {
    return host.plugins().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  @DisplayName("decodes by its settings, and is listed with its plugin")
  void decodes() throws Exception {
    try (PluginHost host = options().start();
        Lease<Collector> radio = collector(host)) {
      receive(radio, "4");
      assertThat(sink.measurements())
          .singleElement()
          .satisfies(
              m -> {
                assertThat(m.element()).isEqualTo(METER);
                assertThat(m.kpi()).isEqualTo(Kpi.ROUND_TRIP_TIME);
                assertThat(m.value()).isEqualTo(40);
              });
      assertThat(status(host, "meter").extensions())
          .singleElement()
          .satisfies(e -> assertThat(e.kind()).isEqualTo(ExtensionKind.PAYLOAD_DECODER))
          .satisfies(e -> assertThat(e.type()).isEqualTo("meter"));
    }
  }

  @Test
  @DisplayName("passes on what it says is malformed; nothing of that counts")
  void malformed() throws Exception {
    try (PluginHost host = options().start();
        Lease<Collector> radio = collector(host)) {
      assertTrouble(radio, "4,x", ErrorKind.MALFORMED, "no number: x");
      assertThat(sink.measurements()).isEmpty();
      receive(radio, "4,5");
      assertThat(sink.measurements()).extracting(Measurement::value).containsExactly(40.0, 50.0);
    }
  }

  @Test
  @DisplayName("is contained when it breaks: its own plugin is blamed and rests")
  void breaks() throws Exception {
    decoderJar(
        """
        if (payload.topic().equals("8")) {
          throw new StackOverflowError("deep");
        }
        if (payload.topic().equals("9")) {
          throw new NullPointerException("none");
        }
        """);
    PluginLimits limits = PluginLimits.standard().withErrors(2);
    try (PluginHost host = options().limits(limits).start();
        Lease<Collector> radio = collector(host)) {
      assertTrouble(radio, "8", ErrorKind.REJECTED, "broke: java.lang.StackOverflowError: deep");
      receive(radio, "4");
      assertTrouble(radio, "9", ErrorKind.REJECTED, "broke: java.lang.NullPointerException: none");
      assertTrouble(radio, "8", ErrorKind.REJECTED, "broke: java.lang.StackOverflowError");
      assertTrouble(
          radio,
          "4",
          ErrorKind.UNREACHABLE,
          "payload decoder 'meter' of collector 'radio' is not called: its plugin 'meter' rests");
      assertThat(status(host, "meter").state()).isEqualTo(PluginState.QUARANTINED);
      assertThat(status(host, "meter").meters().errors()).isEqualTo(3);
      assertThat(status(host, "radio").state()).isEqualTo(PluginState.STARTED);
      assertThat(status(host, "radio").meters().errors()).isZero();
      assertThat(sink.measurements()).hasSize(1);
    }
  }

  @Test
  @DisplayName("is given up when it hangs, and tells nothing after that")
  void hangs() throws Exception {
    decoderJar(
        """
        if (payload.topic().equals("7")) {
          Thread.interrupted();
          java.util.concurrent.locks.LockSupport.parkNanos(60_000_000_000L);
        }
        """);
    PluginLimits limits = PluginLimits.standard().withCreation(Duration.ofSeconds(3));
    try (PluginHost host = options().limits(limits).start();
        Lease<Collector> radio = collector(host)) {
      assertTrouble(radio, "7", ErrorKind.REJECTED, "did not end within PT1.5S");
      assertThat(status(host, "meter").meters().timeouts()).isEqualTo(1);
      assertThat(status(host, "radio").meters().timeouts()).isZero();
      assertThat(sink.measurements()).isEmpty();
    }
  }

  @Test
  @DisplayName("is told to be gone after its plugin was unloaded, and its classes go")
  void unloaded() throws Exception {
    try (PluginHost host = options().start();
        Lease<Collector> radio = collector(host)) {
      receive(radio, "4");
      WeakReference<ClassLoader> loader =
          new WeakReference<>(
              host.decoder("probe", "meter", Map.of()).made().getClass().getClassLoader());
      host.unload("meter");
      assertTrouble(
          radio,
          "5",
          ErrorKind.UNREACHABLE,
          "no started plugin offers the payload decoder 'meter', which collector 'radio' wants;"
              + " there are []");
      assertThat(LoadUnloadTest.alive(List.of(loader))).as("class loaders left").isZero();
      assertThat(status(host, "radio").meters().errors()).isZero();
    }
  }

  @Test
  @DisplayName("is made anew after its plugin was reloaded, and by the plugin's new code")
  void reloaded() throws Exception {
    try (PluginHost host = options().start();
        Lease<Collector> radio = collector(host)) {
      receive(radio, "4");
      decoderJar("value = 1_000 + value;");
      host.rescan();
      receive(radio, "4");
      assertThat(sink.measurements()).extracting(Measurement::value).containsExactly(40.0, 1040.0);
      host.stop("meter");
      assertTrouble(radio, "5", ErrorKind.UNREACHABLE, "no started plugin offers");
      host.start("meter");
      receive(radio, "5");
      assertThat(sink.measurements()).hasSize(3);
    }
  }

  @Test
  @DisplayName("may be unloaded in the middle of a payload")
  void unloadedWhileBusy() throws Exception {
    decoderJar(
        """
        if (payload.topic().equals("6")) {
          try {
            java.nio.file.Files.createFile(scratch.resolve("busy"));
            new java.util.concurrent.CountDownLatch(1).await();
          } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
        """);
    try (PluginHost host = options().start();
        Lease<Collector> radio = collector(host)) {
      Path busy = temp.resolve("scratch/radio%decoder-meter/busy");
      Thread unloader =
          new Thread(
              () -> {
                Until.holds("the decoder is busy", () -> Files.exists(busy));
                host.unload("meter");
              });
      unloader.start();
      assertTrouble(radio, "6", ErrorKind.UNREACHABLE, "broke: ");
      unloader.join();
      assertTrouble(radio, "4", ErrorKind.UNREACHABLE, "no started plugin offers");
      assertThat(sink.measurements()).isEmpty();
    }
  }

  @Test
  @DisplayName("is closed with the collector")
  void closed() throws Exception {
    Path closed = temp.resolve("scratch/radio%decoder-meter/closed");
    try (PluginHost host = options().start()) {
      Lease<Collector> radio = collector(host);
      receive(radio, "4");
      assertThat(closed).doesNotExist();
      radio.close();
      assertThat(closed).exists();
    }
  }

  @Test
  @DisplayName("is refused with the near name if there is none, and if its settings are wrong")
  void refused() {
    try (PluginHost host = options().start()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> host.collector("r", "radio", Map.of("decoder", "metter", "scale", "1")))
          .withMessage(
              "no started plugin offers the payload decoder 'metter', which collector 'r' wants;"
                  + " did you mean 'meter'?; there are [meter]");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> host.collector("r", "radio", Map.of("decoder", "meter", "scale", "wide")))
          .withMessageContaining("setting 'scale' of payload decoder 'meter' of collector 'r'");
    }
  }

  @Test
  @DisplayName("cannot be made if its plugin breaks; the collector's is not blamed")
  void breaksAtCreation() {
    try (PluginHost host = options().start()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> host.collector("r", "radio", Map.of("decoder", "meter", "scale", "13")))
          .withMessage(
              "making payload decoder 'meter' of collector 'r' broke: java.lang.AssertionError:"
                  + " bad luck");
      assertThat(host.extensions(ExtensionKind.COLLECTOR)).hasSize(1);
      assertThat(status(host, "meter").meters().errors()).isEqualTo(1);
    }
  }

  private static final String RADIO =
      """
      package vendor;

      import dev.qoe.api.spi.*;
      import java.nio.charset.StandardCharsets;
      import java.util.*;

      public final class Radio implements CollectorFactory {
        private static final Setting<String> DECODER =
            Setting.requiredText("decoder", "which decoder");
        private static final Setting<String> SCALE = Setting.requiredText("scale", "its scale");

        @Override public CollectorDescriptor descriptor() {
          return CollectorDescriptor.of("radio", "Receives.", List.of(DECODER, SCALE), Set.of());
        }

        @Override public Collector create(Settings settings, CollectorContext context) {
          PayloadDecoder decoder =
              context.decoder(settings.get(DECODER), Map.of("scale", settings.get(SCALE)));
          return (target, sink) -> {
            Batch batch = Batch.create();
            byte[] bytes = target.address().getBytes(StandardCharsets.UTF_8);
            try {
              decoder.decode(
                  Payload.of(
                      target.element(), target.address(), context.clock().instant(), bytes,
                      Map.of()),
                  batch);
            } finally {
              batch.handTo(sink);
            }
          };
        }
      }
      """;

  private static final String METER_SOURCE =
      """
      package maker;

      import dev.qoe.api.kpi.Kpi;
      import dev.qoe.api.measure.Measurement;
      import dev.qoe.api.spi.*;
      import java.nio.file.*;
      import java.util.*;

      public final class Meter implements PayloadDecoderFactory {
        private static final Setting<Integer> SCALE = Setting.integer("scale", 1, "a factor");

        @Override public PluginDescriptor descriptor() {
          return PluginDescriptor.of("meter", "Reads meters.", List.of(SCALE));
        }

        @Override public PayloadDecoder create(Settings settings, PluginContext context) {
          int scale = settings.get(SCALE);
          if (scale == 13) {
            throw new AssertionError("bad luck");
          }
          Path scratch = context.scratch();
          return new PayloadDecoder() {
            @Override public void decode(Payload payload, Sink sink) throws PluginException {
              for (String number : payload.text().split(",")) {
                double value;
                try {
                  value = scale * Double.parseDouble(number);
                } catch (NumberFormatException e) {
                  throw new PluginException(ErrorKind.MALFORMED, "no number: " + number, e);
                }
                MORE
                sink.accept(
                    Measurement.of(
                        payload.element(), Kpi.ROUND_TRIP_TIME, payload.received(), value));
              }
            }

            @Override public void close() {
              try {
                Files.writeString(scratch.resolve("closed"), "");
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            }
          };
        }
      }
      """;
}
