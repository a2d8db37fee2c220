package dev.qoe.plugin.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("odd captures, served by snmpsimd")
@Timeout(120)
class OddCapturesTest {

  private static final String SYSTEM =
      """
      1.3.6.1.2.1.1.1.0|4|odd
      1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.99999.1
      1.3.6.1.2.1.1.3.0|67|360000
      """;
  private static final String DESCRIPTION = "1.3.6.1.2.1.2.2.1.2.";
  private static final String IN_OCTETS = "1.3.6.1.2.1.2.2.1.10.";
  private static final String WIDE = "1.3.6.1.2.1.31.1.1.1.6.";
  private static final List<String> RECORDED = List.of("cisco-unmarked-0", "netmanage");

  @TempDir private static Path scratch;
  private static @Nullable SnmpSim sim;

  @BeforeAll
  static void startSimulator() throws Exception {
    Path data = Files.createDirectory(scratch.resolve("odd"));
    write(data, "nothing", "1.3.6.1.2.1.1.1.0|4|nothing");
    write(data, "system", SYSTEM);
    write(data, "unsorted", SYSTEM + rows(DESCRIPTION, "4|port", 1, 3, 2, 5, 4, 9, 7, 6, 8));
    write(
        data,
        "types",
        SYSTEM
            + rows(DESCRIPTION, "2|", 1, 2, 3)
            + rows("1.3.6.1.2.1.2.2.1.8.", "64|10.0.0.", 1, 2, 3)
            + rows(IN_OCTETS, "4|many", 1, 2, 3)
            + rows(WIDE, "6|1.3.6.1.", 1, 2, 3));
    write(
        data,
        "holes",
        SYSTEM
            + rows(DESCRIPTION, "4|port", 1, 2, 3, 4, 5, 6)
            + rows(IN_OCTETS, "65|", 1, 3, 4)
            + "1.3.6.1.2.1.2.2.1.10.5|5|\n"
            + rows(WIDE, "70|", 6));
    int[] many = java.util.stream.IntStream.rangeClosed(1, 1_500).toArray();
    write(data, "huge", SYSTEM + rows(DESCRIPTION, "4|port", many) + rows(IN_OCTETS, "65|", many));
    write(
        data,
        "error",
        SYSTEM
            + rows(DESCRIPTION, "4|port", 1, 2, 3)
            + "1.3.6.1.2.1.2.2.1.10.1|65|1\n"
            + "1.3.6.1.2.1.2.2.1.10.2|65:error|status=genError,value=2\n"
            + "1.3.6.1.2.1.2.2.1.10.3|65|3\n");
    for (String name : RECORDED) {
      recorded(data, name);
    }
    sim = SnmpSim.start(data, scratch);
  }

  @AfterAll
  static void stopSimulator() {
    if (sim != null) {
      sim.close();
    }
  }

  private static void write(Path data, String name, String text) throws IOException {
    Files.writeString(data.resolve(name + ".snmprec"), text);
  }

  private static String rows(String column, String value, int... indexes) {
    StringBuilder text = new StringBuilder();
    for (int index : indexes) {
      text.append(column).append(index).append('|').append(value).append(index).append('\n');
    }
    return text.toString();
  }

  private static void recorded(Path data, String name) throws IOException, InterruptedException {
    Path packed = Shared.folder("data/snmp/snmpsim-data").resolve(name + ".snmprec.bz2");
    if (Files.exists(packed) && Processes.exists("bunzip2")) {
      Process unpacking =
          new ProcessBuilder(Processes.find("bunzip2"), "-kc", packed.toString())
              .redirectOutput(data.resolve(name + ".snmprec").toFile())
              .start();
      assertThat(unpacking.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Optional<PluginException> look(
      String capture, RecordingSink sink, Map<String, ?> more) throws Exception {
    SnmpSim agents = java.util.Objects.requireNonNull(sim);
    Map<String, Object> settings = new HashMap<>(Map.of("community", capture, "timeout", "PT5S"));
    settings.putAll(more);
    try (TestContext context = TestContext.in(scratch);
        Collector collector = Agents.collector(context, settings)) {
      return Agents.look(collector, agents.address(), sink);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"nothing", "system", "unsorted", "types", "holes", "huge", "error"})
  @DisplayName("end with data or a clear error, by version 1 and 2c")
  void ends(String capture) throws Exception {
    for (String version : List.of("v1", "v2c")) {
      if (capture.equals("huge") && version.equals("v1")) {
        continue; // one row at a time takes long
      }
      RecordingSink sink = RecordingSink.accepting();
      Optional<PluginException> fault = look(capture, sink, Map.of("version", version));
      fault.ifPresent(
          e -> {
            assertThat(e.kind()).isIn(ErrorKind.MALFORMED, ErrorKind.UNREACHABLE);
            assertThat(e).hasMessageContaining("127.0.0.1");
          });
      assertThat(sink.measurements())
          .as("%s by %s", capture, version)
          .isNotEmpty()
          .extracting(Measurement::value)
          .allMatch(Double::isFinite);
    }
  }

  @Test
  @DisplayName("with holes and nulls are missing only them")
  void holes() throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    assertThat(look("holes", sink, Map.of())).isEmpty();
    assertThat(Agents.readings(sink, "IF_IN_RATE"))
        .extracting(reading -> reading.element().name() + " " + reading.bits())
        .containsExactlyInAnyOrder(
            "port-port1 32", "port-port3 32", "port-port4 32", "port-port6 64");
  }

  @Test
  @DisplayName("with 1,500 ports are read whole")
  void huge() throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    assertThat(look("huge", sink, Map.of())).isEmpty();
    assertThat(Agents.readings(sink, "IF_IN_RATE"))
        .hasSize(1_500)
        .extracting(CounterReading::element)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"cisco-unmarked-0", "netmanage"})
  @DisplayName("of whole elements give every count of octets that they hold")
  void recordedCounts(String capture) throws Exception {
    Path file = scratch.resolve("odd").resolve(capture + ".snmprec");
    assumeTrue(Files.exists(file), "the capture is not there (qoe.shared, bunzip2)");
    Map<String, Long> wanted = new TreeMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      String[] parts = line.split("\\|", 3);
      if (parts[0].startsWith(IN_OCTETS) && parts[1].equals("65")) {
        wanted.putIfAbsent(
            parts[0].substring(IN_OCTETS.length()), Long.parseUnsignedLong(parts[2].strip()));
      } else if (parts[0].startsWith(WIDE) && parts[1].equals("70")) {
        wanted.put(parts[0].substring(WIDE.length()), Long.parseUnsignedLong(parts[2].strip()));
      }
    }
    RecordingSink sink = RecordingSink.accepting();
    assertThat(look(capture, sink, Map.of())).isEmpty();
    Map<String, String> indexes = new HashMap<>();
    sink.elements().forEach(e -> indexes.put(e.path().text(), e.labels().get("index")));
    Map<String, Long> told = new TreeMap<>();
    Agents.readings(sink, "IF_IN_RATE")
        .forEach(reading -> told.put(indexes.get(reading.element().text()), reading.count()));
    assertThat(wanted).isNotEmpty();
    assertThat(told).isEqualTo(wanted);
  }
}
