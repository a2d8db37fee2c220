package dev.qoe.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the example configuration for SNMP")
class SnmpCollectTest {

  private static final String SNMPD = "/usr/sbin/snmpd";

  @TempDir private Path folder;

  @Test
  @DisplayName("reads ports and processors of a real snmpd by SNMPv3, authenticated and encrypted")
  void readsSnmpd() throws Exception {
    assumeTrue(new File(SNMPD).canExecute(), "snmpd is not installed (package snmpd)");
    int port = freePort();
    Process snmpd = snmpd(port);
    try {
      String example = Files.readString(Path.of("config/snmp.yaml"));
      String yaml =
          example
              .substring(0, example.indexOf("  traps:"))
              .replace("address: 192.0.2.1", "address: '127.0.0.1:" + port + "'")
              .replace("${SNMP_AUTH_PASSWORD}", "auctoritas-magna")
              .replace("${SNMP_PRIV_PASSWORD}", "privatus-magnus");
      Path config = Files.writeString(folder.resolve("snmp.yaml"), yaml);
      Run run = collect(config);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (run.exit() != 0 && System.nanoTime() < end) {
        run = collect(config); // snmpd may not have begun to listen
      }
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(String.join("\n", run.out()))
          .contains("\"kpi\":\"DEV_UP\"", "\"kpi\":\"IF_UP\"", "acme/cork/site-301/router/port-lo")
          .doesNotContain("storage-");
    } finally {
      snmpd.destroy();
      snmpd.waitFor(5, TimeUnit.SECONDS);
    }
  }

  private Run collect(Path config) throws IOException {
    String scratch = folder.resolve("scratch").toString();
    return Run.of("collect", config.toString(), "--scratch", scratch, "--once");
  }

  private Process snmpd(int port) throws IOException {
    Path state = Files.createDirectories(folder.resolve("state"));
    Path config =
        Files.writeString(
            folder.resolve("snmpd.conf"),
            """
            createUser qoe SHA-256 auctoritas-magna AES privatus-magnus
            rouser qoe priv
            """);
    List<String> command =
        List.of(
            SNMPD,
            "-f",
            "-C",
            "-c",
            config.toString(),
            "-Lo",
            "-p",
            folder.resolve("pid").toString(),
            "udp:127.0.0.1:" + port);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SNMP_PERSISTENT_DIR", state.toString());
    return builder.redirectOutput(folder.resolve("snmpd.log").toFile()).start();
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
