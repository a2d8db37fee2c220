package dev.qoe.plugin.snmp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real snmpd of net-snmp that keeps its engine from one start to the next. */
final class Snmpd implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Path folder;
  private final int port;
  private Process process;

  private Snmpd(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Returns one with that configuration, or skips the test where there is none. */
  static Snmpd start(Path folder, String users) throws IOException {
    assumeTrue(Processes.exists("snmpd"), "snmpd is not installed (package snmpd)");
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(folder.resolve("snmpd.conf"), "rocommunity public\n" + users);
    int port = Processes.freePort();
    Snmpd snmpd = new Snmpd(folder, port, run(folder, port));
    snmpd.await();
    return snmpd;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** Ends it and starts it again: its boots go on, its time begins anew. */
  void restart() throws IOException {
    Processes.end(process);
    process = run(folder, port);
    await();
  }

  /** Ends it, forgets its engine, and starts it again: it has another engine ID or boots. */
  void replace() throws IOException {
    Processes.end(process);
    try (var files = Files.list(folder.resolve("state"))) {
      for (Path file : files.toList()) {
        if (Files.isRegularFile(file)) {
          Files.delete(file);
        }
      }
    }
    process = run(folder, port);
    await();
  }

  @Override
  public void close() {
    Processes.end(process);
  }

  private static Process run(Path folder, int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Processes.find("snmpd"),
            "-f",
            "-C",
            "-c",
            folder.resolve("snmpd.conf").toString(),
            "-Lf",
            folder.resolve("snmpd.log").toString(),
            "-p",
            folder.resolve("snmpd.pid").toString(),
            "udp:127.0.0.1:" + port);
    builder.environment().put("SNMP_PERSISTENT_DIR", folder.resolve("state").toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out.log").toFile())
        .start();
  }

  private void await() throws IOException {
    byte[] request = Datagrams.get("public", 1, "1.3.6.1.2.1.1.1.0");
    long end = System.nanoTime() + PATIENCE_NANOS;
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(200);
      while (System.nanoTime() < end && process.isAlive()) {
        socket.send(
            new DatagramPacket(request, request.length, InetAddress.getLoopbackAddress(), port));
        try {
          socket.receive(new DatagramPacket(new byte[2048], 2048));
          return;
        } catch (SocketTimeoutException e) {
          // it has not begun to listen
        }
      }
    }
    throw new IOException("snmpd did not start: " + Files.readString(folder.resolve("out.log")));
  }
}
