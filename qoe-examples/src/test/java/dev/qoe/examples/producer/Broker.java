package dev.qoe.examples.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A mosquitto of the machine's, run as a process; tests are skipped where there is none. */
record Broker(int port, Process process) implements AutoCloseable {

  /** What is done while a broker runs. */
  @FunctionalInterface
  interface Work {
    void with(int port) throws Exception;
  }

  static void run(Path folder, Work work) throws Exception {
    try (Broker broker = start(folder, freePort())) {
      work.with(broker.port());
    }
  }

  static Broker start(Path folder, int port) {
    Path binary =
        Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(
        binary != null, "no mosquitto here: install the package 'mosquitto' to test this");
    Path file = folder.resolve("mosquitto.conf");
    try {
      Files.writeString(file, "listener %d 127.0.0.1%nallow_anonymous true%n".formatted(port));
      Process process =
          new ProcessBuilder(String.valueOf(binary), "-c", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("mosquitto.log").toFile())
              .start();
      until("mosquitto listens", () -> listens(port));
      return new Broker(port, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is up: %s", what).isLessThan(end);
      LockSupport.parkNanos(5_000_000);
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

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
