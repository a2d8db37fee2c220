package dev.qoe.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * A process that publishes small messages of quality of service 1, so that its processor time does
 * not count.
 *
 * <p>For each line {@code CLIENT FORM MESSAGES RATE} on its input it publishes so many, so many a
 * second (0 for as fast as it can), and prints {@code done} once the broker has them all.
 * <i>Confine to one thread.</i>
 */
final class MqttSender {

  private static final int IN_FLIGHT = 200;
  private static final int SITES = 100;
  private static final long FIRST_MILLIS = 1_577_836_800_000L;

  private final Semaphore room = new Semaphore(IN_FLIGHT);
  private final MqttAsyncClient client;

  private MqttSender(String broker) throws MqttException {
    client = new MqttAsyncClient(broker, "sender", new MemoryPersistence());
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMaxInflight(10 * IN_FLIGHT);
    client.connect(options).waitForCompletion();
  }

  /** Publishes at the broker on a port: {@code PORT}. */
  public static void main(String[] arguments) throws Exception {
    MqttSender sender = new MqttSender("tcp://127.0.0.1:" + arguments[0]);
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] told = line.split(" ", -1);
      sender.send(
          MqttHarness.Client.valueOf(told[0]),
          MqttHarness.Form.valueOf(told[1]),
          Integer.parseInt(told[2]),
          Integer.parseInt(told[3]));
      System.out.println("done");
    }
    System.exit(0);
  }

  private void send(MqttHarness.Client to, MqttHarness.Form form, int messages, int rate)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    IMqttActionListener answer =
        new IMqttActionListener() {
          @Override
          public void onSuccess(IMqttToken token) {
            room.release();
          }

          @Override
          public void onFailure(IMqttToken token, Throwable thrown) {
            System.err.println("not sent: " + thrown);
          }
        };
    for (int i = 0; i < messages; i++) {
      room.acquire();
      if (rate > 0) {
        LockSupport.parkNanos(begun + i * 1_000_000_000L / rate - System.nanoTime());
      }
      String value = (10 + i % 900) + "." + i % 10;
      String payload =
          switch (form) {
            case NUMBER -> value;
            case JSON -> "{\"time\":%d,\"rtt\":%s}".formatted(FIRST_MILLIS + i, value);
          };
      try {
        client.publish(
            to.topic("site-" + i % SITES),
            payload.getBytes(StandardCharsets.UTF_8),
            1,
            false,
            null,
            answer);
      } catch (MqttException e) {
        throw new IOException("the broker does not take message " + i, e);
      }
    }
    room.acquire(IN_FLIGHT);
    room.release(IN_FLIGHT);
  }
}
