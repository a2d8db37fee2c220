package dev.qoe.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.spi.PayloadDecoderFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A payload decoder in a jar of its own")
class DecoderPluginTest {

  private static final String METER =
      """
      package maker;

      import dev.qoe.api.kpi.Kpi;
      import dev.qoe.api.measure.Measurement;
      import dev.qoe.api.spi.*;
      import java.util.List;

      public final class Meter implements PayloadDecoderFactory {
        private static final Setting<Double> SCALE = Setting.number("scale", 1, "a factor");

        @Override public PluginDescriptor descriptor() {
          return PluginDescriptor.of("meter", "Reads two bytes of a meter.", List.of(SCALE));
        }

        @Override public PayloadDecoder create(Settings settings, PluginContext context) {
          double scale = settings.get(SCALE);
          return (payload, sink) -> {
            if (payload.size() != 2) {
              throw new PluginException(ErrorKind.MALFORMED, "payload must have 2 bytes");
            }
            double value = scale * payload.buffer().getShort();
            sink.accept(
                Measurement.of(
                    payload.element(), Kpi.ROUND_TRIP_TIME, payload.received(), value));
          };
        }
      }
      """;

  @TempDir private Path folder;
  private Path plugins;

  @BeforeEach
  void packDecoder() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
    Path source = Files.writeString(folder.resolve("Meter.java"), METER);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(compiled).isZero();
    Manifest manifest = new Manifest();
    Attributes head = manifest.getMainAttributes();
    head.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    head.putValue("Plugin-Id", "meter-decoder");
    head.putValue("Plugin-Version", "1.0.0");
    head.putValue("Plugin-Requires", ">=0.1.0 & <0.2.0");
    try (OutputStream file = Files.newOutputStream(plugins.resolve("meter.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      jar.putNextEntry(new ZipEntry("META-INF/services/" + PayloadDecoderFactory.class.getName()));
      jar.write("maker.Meter\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      jar.putNextEntry(new ZipEntry("maker/Meter.class"));
      Files.copy(classes.resolve("maker/Meter.class"), jar);
    }
  }

  private Run collect(int port, String decoder) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("collect.yaml"),
            """
            plugins:
              folders: [%s]
            collectors:
              meters:
                type: mqtt
                elements: acme
                deadline: PT3S
                settings:
                  broker: mqtt://127.0.0.1:%d
                  routes:
                    - topic: meter/{meter}
                      element: acme/{meter}
                      decoder: plugin
                      payload-decoder: {type: %s, scale: 0.1}
            """
                .formatted(plugins, port, decoder));
    return Run.of(
        "collect", config.toString(), "--once", "--scratch", folder.resolve("own").toString());
  }

  @Test
  @DisplayName("is listed by qoe plugins with its settings")
  void listed() {
    Run run = Run.of("plugins", plugins.toString());
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .singleElement()
        .asString()
        .contains("\"id\":\"meter-decoder\"", "\"state\":\"started\"")
        .contains("\"kind\":\"payload-decoder\"", "\"type\":\"meter\"", "\"name\":\"scale\"");
  }

  @Test
  @DisplayName("is used by qoe collect for what a mosquitto delivers")
  void used() throws Exception {
    Path binary =
        Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(
        binary != null, "no mosquitto here: install the package 'mosquitto' to test this");
    int port = freePort();
    Path file = folder.resolve("mosquitto.conf");
    Files.writeString(file, "listener %d 127.0.0.1%nallow_anonymous true%n".formatted(port));
    Process broker =
        new ProcessBuilder(String.valueOf(binary), "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    try {
      publish(port, "meter/7", new byte[] {1, 44});
      publish(port, "meter/8", new byte[] {1});
      Run run = collect(port, "meter");
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out())
          .as(run.err())
          .singleElement()
          .asString()
          .contains("\"element\":\"acme/7\"", "\"kpi\":\"TRN_RTT\"", "\"value\":30.0");
      assertThat(run.err()).contains("malformed-payload");
    } finally {
      broker.destroyForcibly().waitFor();
    }
  }

  @Test
  @DisplayName("is offered as the near name of one that is misspelt")
  void misspelt() throws IOException {
    Run run = collect(freePort(), "meters");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("collector 'meters'", "route 1 of setting 'routes'")
        .contains("payload decoder 'meters'", "did you mean 'meter'?; there are [meter]");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Leaves a message for whoever subscribes later; waits for the broker. */
  private static void publish(int port, String topic, byte[] payload) throws MqttException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!listens(port)) {
      assertThat(System.nanoTime()).as("mosquitto does not listen").isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
    try (MqttClient client =
        new MqttClient("tcp://127.0.0.1:" + port, "meters", new MemoryPersistence())) {
      client.connect();
      client.publish(topic, payload, 1, true);
      client.disconnect();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
