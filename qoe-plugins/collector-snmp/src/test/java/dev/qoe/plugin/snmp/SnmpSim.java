package dev.qoe.plugin.snmp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real snmpsimd that serves a folder of captures; the community is a capture's name. */
final class SnmpSim implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Process process;
  private final int port;

  private SnmpSim(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Returns one that has started, or skips the test where there is none. */
  static SnmpSim start(Path data, Path scratch) throws IOException, InterruptedException {
    assumeTrue(Processes.exists("snmpsimd"), "snmpsimd is not installed (package snmpsim)");
    int port = Processes.freePort();
    Path cache = Files.createDirectories(scratch.resolve("cache"));
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
    for (Path folder = cache;
        folder != null && Files.isWritable(folder);
        folder = folder.getParent()) {
      if (folder.getNameCount() > 1) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
      }
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "snmpsimd",
                "--data-dir=" + data,
                "--cache-dir=" + cache,
                "--agent-udpv4-endpoint=127.0.0.1:" + port));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("--process-user=nobody", "--process-group=nogroup"));
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("snmpsimd.log").toFile())
            .start();
    SnmpSim sim = new SnmpSim(process, port);
    String first;
    try (var files = Files.list(data)) {
      first =
          files
              .map(f -> f.getFileName().toString().replace(".snmprec", ""))
              .findFirst()
              .orElseThrow();
    }
    if (!sim.answers(first)) {
      sim.close();
      throw new IOException(
          "snmpsimd did not start: " + Files.readString(scratch.resolve("snmpsimd.log")));
    }
    return sim;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    Processes.end(process);
  }

  private boolean answers(String community) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    byte[] request = Datagrams.get(community, 1, "1.3.6.1.2.1.1.1.0");
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(500);
      while (System.nanoTime() < end && process.isAlive()) {
        socket.send(
            new DatagramPacket(request, request.length, InetAddress.getLoopbackAddress(), port));
        try {
          socket.receive(new DatagramPacket(new byte[2048], 2048));
          return true;
        } catch (SocketTimeoutException e) {
          // it has not begun to listen
        }
      }
    }
    return false;
  }
}
