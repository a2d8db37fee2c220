package dev.qoe.plugin.snmp;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Real programs beside the test. */
final class Processes {

  private Processes() {}

  /** Whether a program is on the path, or where Debian keeps daemons. */
  static boolean exists(String name) {
    return !find(name).isEmpty();
  }

  /** Returns where a program is; empty if it is nowhere. */
  static String find(String name) {
    String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin";
    return Arrays.stream(path.split(":"))
        .map(folder -> new File(folder, name))
        .filter(File::canExecute)
        .map(File::getPath)
        .findFirst()
        .orElse("");
  }

  /** Returns a UDP port that is free now. */
  static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Ends a program and waits for it. */
  static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
