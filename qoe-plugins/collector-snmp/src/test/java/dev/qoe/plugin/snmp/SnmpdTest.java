package dev.qoe.plugin.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("a real snmpd")
class SnmpdTest {

  private static final String USERS =
      """
      createUser md5des MD5 auctoritas-magna DES privatus-magnus
      createUser sha1aes SHA auctoritas-magna AES privatus-magnus
      createUser sha256aes SHA-256 auctoritas-magna AES privatus-magnus
      createUser sha512aes SHA-512 auctoritas-magna AES privatus-magnus
      createUser sha1only SHA auctoritas-magna
      rouser md5des priv
      rouser sha1aes priv
      rouser sha256aes priv
      rouser sha512aes priv
      rouser sha1only auth
      """;

  @TempDir private static Path folder;
  private static Snmpd first;
  private static Snmpd second;

  @BeforeAll
  static void start() throws Exception {
    // Both have the same engine ID, as clones of a disk do.
    String engine = "exactEngineID 0x80001f8880aabbccdd11223344\n";
    first = Snmpd.start(folder.resolve("first"), engine + USERS);
    second = Snmpd.start(folder.resolve("second"), engine + USERS);
    second.restart();
  }

  @AfterAll
  static void stop() {
    if (first != null) {
      first.close();
    }
    if (second != null) {
      second.close();
    }
  }

  private static Map<String, Object> user(String user, String auth, String priv) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("version", "v3");
    settings.put("user", user);
    settings.put("timeout", "PT1S");
    settings.put("auth", auth);
    settings.put("auth-password", "auctoritas-magna");
    if (!priv.equals("none")) {
      settings.put("priv", priv);
      settings.put("priv-password", "privatus-magnus");
    }
    return settings;
  }

  private static void reads(Collector collector, Snmpd from) throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    assertThat(Agents.look(collector, from.address(), sink)).isEmpty();
    assertThat(Agents.readings(sink, "IF_IN_RATE")).isNotEmpty();
    assertThat(Agents.measurements(sink, "DEV_MEMORY_USED")).isNotEmpty();
  }

  @ParameterizedTest(name = "{1} and {2}")
  @CsvSource({
    "md5des, md5, des",
    "sha1aes, sha-1, aes-128",
    "sha256aes, sha-256, aes-128",
    "sha512aes, sha-512, aes-128",
    "sha1only, sha-1, none"
  })
  @DisplayName("is read by SNMPv3 before and after a restart, and once it was replaced")
  void survivesRestarts(String user, String auth, String priv) throws Exception {
    try (TestContext context = TestContext.in(folder);
        Collector collector = Agents.collector(context, user(user, auth, priv))) {
      reads(collector, first);
      first.restart();
      reads(collector, first);
      first.replace();
      reads(collector, first);
    }
  }

  @Test
  @DisplayName("with the engine ID of another is read beside it, in turns")
  void twoWithOneEngineId() throws Exception {
    try (TestContext context = TestContext.in(folder);
        Collector collector = Agents.collector(context, user("sha1aes", "sha-1", "aes-128"))) {
      for (int i = 0; i < 3; i++) {
        reads(collector, first);
        reads(collector, second);
      }
    }
  }

  @Test
  @DisplayName("refuses a wrong password, and a user it does not know: a person has to act")
  void refuses() throws Exception {
    Map<String, Object> wrong = user("sha1aes", "sha-1", "aes-128");
    wrong.put("auth-password", "wrong-password");
    for (Map<String, Object> settings : List.of(wrong, user("nobody", "sha-1", "none"))) {
      try (TestContext context = TestContext.in(folder);
          Collector collector = Agents.collector(context, settings)) {
        assertThat(Agents.look(collector, first.address(), RecordingSink.accepting()))
            .hasValueSatisfying(e -> assertThat(e.kind()).isEqualTo(ErrorKind.REJECTED));
      }
    }
  }

  @Test
  @DisplayName("is read by version 1 and by version 2c")
  void olderVersions() throws Exception {
    for (String version : List.of("v1", "v2c")) {
      try (TestContext context = TestContext.in(folder);
          Collector collector = Agents.collector(context, Map.of("version", version))) {
        reads(collector, first);
      }
    }
  }
}
