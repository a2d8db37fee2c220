package dev.qoe.plugin.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A mosquitto of the machine's, run as a process; tests are skipped where there is none. */
final class Mosquitto implements AutoCloseable {

  private static final List<String> PLACES =
      List.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto");

  private final Path folder;
  private final int port;
  private @Nullable Process process;

  private Mosquitto(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  static Optional<Path> binary() {
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .map(place -> Path.of(place, "mosquitto"));
    return Stream.concat(PLACES.stream().map(Path::of), onPath)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts a broker that takes everybody and keeps what it has. */
  static Mosquitto start(Path folder, String... options) {
    Assumptions.assumeTrue(
        binary().isPresent(), "no mosquitto here: install the package 'mosquitto' to test this");
    Mosquitto broker = new Mosquitto(folder, freePort());
    broker.configure(options);
    broker.start();
    return broker;
  }

  /**
   * Returns a port that is free now, below those that the system gives away by itself, so that
   * nobody else gets it while a broker is away.
   */
  static int freePort() {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
    } while (!isFree(port));
    return port;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  void configure(String... options) {
    List<String> lines =
        Stream.concat(
                Stream.of(
                    "listener " + port + " 127.0.0.1",
                    "persistence true",
                    "persistence_location " + folder + "/",
                    "autosave_interval 1",
                    "autosave_on_changes true",
                    "max_queued_messages 0",
                    "log_type error",
                    "user " + System.getProperty("user.name")),
                Stream.of(options))
            .toList();
    try {
      Files.write(folder.resolve("mosquitto.conf"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void start() {
    try {
      process =
          new ProcessBuilder(binary().orElseThrow().toString(), "-c", folder + "/mosquitto.conf")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("mosquitto.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Until.holds("mosquitto listens", Duration.ofSeconds(30), this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Ends it without a word, as the operating system does when it has no memory: once it has written
   * down what it has acknowledged, which mosquitto does a moment later, in a file of its own that
   * takes the place of the last.
   */
  void killOnceSaved() {
    Path database = folder.resolve("mosquitto.db");
    try {
      Files.deleteIfExists(database);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    signalSave();
    Until.holds("mosquitto saves", Duration.ofSeconds(30), () -> Files.exists(database));
    running().destroyForcibly();
    await();
  }

  /** SIGUSR1 makes mosquitto write its database. */
  private void signalSave() {
    try {
      new ProcessBuilder("kill", "-USR1", Long.toString(running().pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it in order: it saves what it has. */
  void stop() {
    running().destroy();
    await();
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("mosquitto was not started");
    }
    return process;
  }

  private void await() {
    try {
      if (!running().waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("mosquitto does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return port;
  }

  String uri() {
    return "mqtt://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    running().destroyForcibly();
    await();
  }
}
