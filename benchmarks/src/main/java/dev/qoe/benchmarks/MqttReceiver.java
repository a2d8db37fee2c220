package dev.qoe.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.ForwardingSink;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Sink;
import dev.qoe.plugin.mqtt.MqttCollectorFactory;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A process that receives at a broker, by the library alone or by our collector, and tells its
 * processor time.
 *
 * <p>For each number on its input it awaits as many messages, and prints the nanoseconds that all
 * threads of the process spent meanwhile. <i>Thread-safe.</i>
 */
final class MqttReceiver {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

  private final ObjectMapper json = new ObjectMapper();
  private final LongAdder taken = new LongAdder();
  private final DoubleAdder sum = new DoubleAdder();

  private MqttReceiver() {}

  /** Receives: {@code CLIENT FORM PORT SCRATCH}. */
  public static void main(String[] arguments) throws Exception {
    MqttHarness.Client client = MqttHarness.Client.valueOf(arguments[0]);
    MqttHarness.Form form = MqttHarness.Form.valueOf(arguments[1]);
    String broker = "127.0.0.1:" + arguments[2];
    MqttReceiver receiver = new MqttReceiver();
    switch (client) {
      case PAHO_V3 -> receiver.plainV3("tcp://" + broker, client.filter(), form);
      case PAHO_V5 -> receiver.plainV5("tcp://" + broker, client.filter(), form);
      case QOE_V3 -> receiver.ours("mqtt://" + broker, client, form, "v3", Path.of(arguments[3]));
      case QOE_V5 -> receiver.ours("mqtt://" + broker, client, form, "v5", Path.of(arguments[3]));
    }
    System.out.println("ready");
    receiver.serve();
    System.exit(0);
  }

  private void serve() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      long wanted = taken.sum() + Long.parseLong(line);
      Map<String, Long> before = cpuNanos();
      System.out.println("go");
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (taken.sum() < wanted && System.nanoTime() < end) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      LockSupport.parkNanos(SETTLE_NANOS); // the last acknowledgements are on their way
      long spent = 0;
      for (Map.Entry<String, Long> thread : cpuNanos().entrySet()) {
        spent += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
      }
      System.out.println(taken.sum() == wanted ? Long.toString(spent) : "got " + taken.sum());
    }
  }

  /**
   * Returns how long each thread of the process ran, those of the virtual machine too. Linux tells
   * it in nanoseconds; the JDK tells of the process in ticks of 10 ms.
   */
  private static Map<String, Long> cpuNanos() throws IOException {
    Map<String, Long> nanos = new HashMap<>();
    List<Path> threads;
    try (Stream<Path> found = Files.list(Path.of("/proc/self/task"))) {
      threads = found.toList();
    }
    for (Path thread : threads) {
      try {
        String line = Files.readString(thread.resolve("schedstat"));
        nanos.put(thread.toString(), Long.parseLong(line.substring(0, line.indexOf(' '))));
      } catch (NoSuchFileException e) {
        nanos.remove(thread.toString()); // it ended meanwhile
      }
    }
    return nanos;
  }

  private void take(byte[] payload, MqttHarness.Form form) throws IOException {
    sum.add(
        switch (form) {
          case NUMBER -> Double.parseDouble(new String(payload, StandardCharsets.UTF_8));
          case JSON -> json.readTree(payload).path("rtt").asDouble();
        });
    taken.increment();
  }

  private void plainV3(String broker, String filter, MqttHarness.Form form) throws Exception {
    var client =
        new org.eclipse.paho.client.mqttv3.MqttClient(
            broker, "paho-v3", new org.eclipse.paho.client.mqttv3.persist.MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(
        new org.eclipse.paho.client.mqttv3.MqttCallback() {
          @Override
          public void connectionLost(Throwable cause) {
            System.err.println("lost: " + cause);
          }

          @Override
          public void messageArrived(
              String topic, org.eclipse.paho.client.mqttv3.MqttMessage message) throws Exception {
            take(message.getPayload(), form);
            client.messageArrivedComplete(message.getId(), message.getQos());
          }

          @Override
          public void deliveryComplete(org.eclipse.paho.client.mqttv3.IMqttDeliveryToken token) {}
        });
    client.connect();
    client.subscribe(filter, 1);
  }

  private void plainV5(String broker, String filter, MqttHarness.Form form) throws Exception {
    var client =
        new org.eclipse.paho.mqttv5.client.MqttClient(
            broker, "paho-v5", new org.eclipse.paho.mqttv5.client.persist.MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(
        new org.eclipse.paho.mqttv5.client.MqttCallback() {
          @Override
          public void disconnected(org.eclipse.paho.mqttv5.client.MqttDisconnectResponse response) {
            System.err.println("lost: " + response);
          }

          @Override
          public void mqttErrorOccurred(org.eclipse.paho.mqttv5.common.MqttException exception) {
            System.err.println("error: " + exception);
          }

          @Override
          public void messageArrived(
              String topic, org.eclipse.paho.mqttv5.common.MqttMessage message) throws Exception {
            take(message.getPayload(), form);
            client.messageArrivedComplete(message.getId(), message.getQos());
          }

          @Override
          public void deliveryComplete(org.eclipse.paho.mqttv5.client.IMqttToken token) {}

          @Override
          public void connectComplete(boolean reconnect, String uri) {}

          @Override
          public void authPacketArrived(
              int code,
              org.eclipse.paho.mqttv5.common.packet.@Nullable MqttProperties properties) {}
        });
    client.connect();
    client.subscribe(filter, 1);
  }

  private void ours(
      String broker, MqttHarness.Client client, MqttHarness.Form form, String version, Path scratch)
      throws Exception {
    Map<String, ?> value = Map.of("path", "$.rtt", "kpi", "TRN_RTT", "unit", "ms");
    String topic = client.topic("{site}");
    Map<String, ?> route =
        switch (form) {
          case NUMBER ->
              Map.of(
                  "topic", topic,
                  "element", "acme/{site}",
                  "decoder", "number",
                  "kpi", "TRN_RTT",
                  "unit", "ms");
          case JSON ->
              Map.of(
                  "topic",
                  topic,
                  "element",
                  "acme/{site}",
                  "time",
                  Map.of("path", "$.time", "format", "ms"),
                  "values",
                  List.of(value));
        };
    MqttCollectorFactory factory = new MqttCollectorFactory();
    Map<String, ?> given = Map.of("broker", broker, "version", version, "routes", List.of(route));
    PushCollector collector =
        factory.create(
            Settings.of("collector 'mqtt'", factory.descriptor().settings(), given),
            TestContext.in(scratch));
    collector.start(sink());
  }

  private Sink sink() {
    return new ForwardingSink(RecordingSink.accepting()) {
      @Override
      public Acceptance accept(Measurement measurement) {
        sum.add(measurement.value());
        taken.increment();
        return Acceptance.ACCEPTED;
      }
    };
  }
}
