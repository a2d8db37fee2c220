package dev.qoe.plugin.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("captures of real elements, served by snmpsimd")
class CapturesTest {

  private static final ElementPath ROUTER = ElementPath.of("acme/site-1/router");

  /** What the other poller's classes of sensors are called here. */
  private static final Map<String, Set<String>> KPIS =
      Map.ofEntries(
          Map.entry("state", Set.of("SEN_STATE", "SEN_COUNT", "SEN_VOLTAGE")),
          Map.entry("temperature", Set.of("SEN_TEMPERATURE")),
          Map.entry("voltage", Set.of("SEN_VOLTAGE")),
          Map.entry("current", Set.of("SEN_CURRENT", "SEN_COUNT")),
          Map.entry("power", Set.of("SEN_POWER", "MWL_TX_POWER", "MWL_RX_LEVEL")),
          Map.entry("dbm", Set.of("SEN_RX_POWER", "SEN_TX_POWER", "MWL_TX_POWER", "MWL_RX_LEVEL")),
          Map.entry("frequency", Set.of("MWL_TX_FREQUENCY", "MWL_RX_FREQUENCY", "SEN_FREQUENCY")),
          Map.entry("rate", Set.of("MWL_TX_RATE", "MWL_RX_RATE", "MWL_CAPACITY")),
          Map.entry("bitrate", Set.of("MWL_TX_RATE", "MWL_RX_RATE")),
          Map.entry("mse", Set.of("MWL_MSE")),
          Map.entry("xpi", Set.of("MWL_XPI")),
          Map.entry("rssi", Set.of("MWL_RX_LEVEL", "RAN_RSSI")),
          Map.entry("snr", Set.of("MWL_SNR", "SEN_SNR", "SEN_OSNR", "RAN_LTE_RSSINR")),
          Map.entry("sinr", Set.of("RAN_LTE_RSSINR")),
          Map.entry("rsrp", Set.of("RAN_LTE_RSRP")),
          Map.entry("rsrq", Set.of("RAN_LTE_RSRQ")),
          Map.entry("signal", Set.of("RAN_LTE_RSRP", "RAN_LTE_RSRQ", "RAN_RSSI")),
          Map.entry("count", Set.of("SEN_COUNT", "SEN_DATA", "MWL_BBE", "MWL_BLOCKS")),
          Map.entry("errors", Set.of("SEN_COUNT")),
          Map.entry("clients", Set.of("SEN_COUNT")),
          Map.entry("cell", Set.of("SEN_COUNT")),
          Map.entry("percent", Set.of("SEN_PERCENT")),
          Map.entry("load", Set.of("SEN_PERCENT")),
          Map.entry("loss", Set.of("TRN_LOSS")),
          Map.entry("capacity", Set.of("SEN_PERCENT")),
          Map.entry("quality", Set.of("SEN_PERCENT", "SEN_STATE")),
          Map.entry("mcs", Set.of("MWL_MCS")),
          Map.entry("distance", Set.of("SEN_DISTANCE")),
          Map.entry("runtime", Set.of("SEN_RUNTIME", "MWL_ES", "MWL_SES", "MWL_UAS", "MWL_PERIOD")),
          Map.entry("ber", Set.of("SEN_BER")),
          Map.entry("chromatic_dispersion", Set.of("SEN_CHROMATIC_DISPERSION")),
          Map.entry("delay", Set.of("SEN_DELAY")),
          Map.entry("quality_factor", Set.of("SEN_Q_FACTOR")));

  /** Who a subscriber is, is not a sensor, and words are no numbers: they are labels here. */
  private static final Set<String> NOT_READ =
      Set.of(
          "IMEI",
          "IMSI",
          "SIM State",
          "SIM PIN State",
          "Connection State (Odido DR)",
          "Connection Type");

  @TempDir private static Path scratch;
  private static @Nullable SnmpSim sim;

  @BeforeAll
  static void startSimulator() throws Exception {
    Path captures = Shared.folder("data/snmp/librenms");
    assumeTrue(Files.isDirectory(captures), "the captures are not there (qoe.shared)");
    sim = SnmpSim.start(captures, scratch);
  }

  @AfterAll
  static void stopSimulator() {
    if (sim != null) {
      sim.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "baicells-od04",
        "ceraos",
        "eltek-webpower",
        "epmp_epmp-ap-connected-sta",
        "ericsson-6600_6600",
        "ericsson-ml",
        "huawei-optixrtn_optixrtn905",
        "iosxe_asr920",
        "iosxr_asr9904",
        "junos_mx5t-isis",
        "junos_rpm",
        "rutos-rutx_rut955",
        "saf-integra-e",
        "siklu",
        "timos_7750",
        "vrp_ne8000",
        "vrp_slas"
      })
  @DisplayName("give the interfaces and sensors that another poller read from them")
  void equalsAnotherPoller(String capture) throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    @Nullable PluginException fault = collect(capture, sink);
    if (fault != null) {
      assertThat(fault.kind()).isEqualTo(ErrorKind.MALFORMED);
      assertThat(fault).hasMessageContaining("the walk does not go forward");
    }
    JsonNode expected = expected(capture);
    List<String> missing = new ArrayList<>(interfaces(expected, sink));
    missing.addAll(sensors(expected, sink));
    assertThat(missing).as("what was not read, or otherwise, of %s", capture).isEmpty();
    assertThat(sink.elements()).extracting(NetworkElement::path).doesNotHaveDuplicates();
  }

  private static @Nullable PluginException collect(String capture, RecordingSink sink)
      throws Exception {
    SnmpSim agents = java.util.Objects.requireNonNull(sim);
    SnmpCollectorFactory factory = new SnmpCollectorFactory();
    Settings settings =
        Settings.of(
            "collector 'snmp'",
            factory.descriptor().settings(),
            Map.of("community", capture, "timeout", "PT5S"));
    try (TestContext context = TestContext.in(scratch);
        Collector collector = factory.create(settings, context)) {
      collector.collect(Target.of(ROUTER, agents.address()), sink);
      return null;
    } catch (PluginException e) {
      return e;
    }
  }

  private static List<String> interfaces(JsonNode expected, RecordingSink sink) {
    Map<String, NetworkElement> byIndex = new HashMap<>();
    for (NetworkElement element : sink.elements()) {
      if (element.type().equals("port")) {
        byIndex.put(element.labels().getOrDefault("index", ""), element);
      }
    }
    Map<String, Long> counts = new HashMap<>();
    for (Object offered : sink.offered()) {
      if (offered instanceof CounterReading reading) {
        counts.put(reading.element() + " " + reading.kpi(), reading.count());
      }
    }
    List<String> missing = new ArrayList<>();
    for (JsonNode port : expected.path("ports")) {
      NetworkElement found = byIndex.get(port.path("ifIndex").asText());
      if (found == null) {
        if (tellsSomething(port)) {
          missing.add("port " + port.path("ifIndex") + " " + port.path("ifName"));
        }
        continue;
      }
      for (String label : List.of("ifName", "ifDescr", "ifAlias", "ifPhysAddress")) {
        String told = found.labels().getOrDefault(label, "").replace(":", "");
        String wanted = port.path(label).asText("").replace(":", "");
        if (!told.isEmpty() && !told.equals(wanted)) {
          missing.add(
              "%s of port %s is '%s', not '%s'".formatted(label, found.path(), told, wanted));
        }
      }
      compare(missing, counts, found, "IF_IN_RATE", port.path("ifInOctets"));
      compare(missing, counts, found, "IF_OUT_RATE", port.path("ifOutOctets"));
      if (port.path("ifInUcastPkts").asLong() > 0) {
        // That poller reads the packets of some elements not at all.
        compare(missing, counts, found, "IF_IN_PACKETS", port.path("ifInUcastPkts"));
        compare(missing, counts, found, "IF_OUT_PACKETS", port.path("ifOutUcastPkts"));
      }
      compare(missing, counts, found, "IF_IN_ERRORS", port.path("ifInErrors"));
      compare(missing, counts, found, "IF_OUT_ERRORS", port.path("ifOutErrors"));
      compare(missing, counts, found, "IF_IN_DISCARDS", port.path("ifInDiscards"));
      compare(missing, counts, found, "IF_OUT_DISCARDS", port.path("ifOutDiscards"));
    }
    return missing;
  }

  private static boolean tellsSomething(JsonNode port) {
    return port.path("ifInOctets").asLong() > 0
        || port.path("ifOutOctets").asLong() > 0
        || (port.path("ifOperStatus").asText("").equals("up")
            && port.path("ifAdminStatus").asText("").equals("up"));
  }

  private static void compare(
      List<String> missing,
      Map<String, Long> counts,
      NetworkElement port,
      String kpi,
      JsonNode wanted) {
    Long told = counts.get(port.path() + " " + kpi);
    long count = wanted.asLong();
    if (told == null ? count != 0 : told != count) {
      missing.add("%s of %s is %s, not %s".formatted(kpi, port.path(), told, wanted));
    }
  }

  private static List<String> sensors(JsonNode expected, RecordingSink sink) {
    Map<String, List<Double>> told = new TreeMap<>();
    for (Object offered : sink.offered()) {
      if (offered instanceof Measurement m) {
        told.computeIfAbsent(m.kpi().code(), key -> new ArrayList<>()).add(si(m));
      }
    }
    List<String> missing = new ArrayList<>();
    for (String list : List.of("sensors", "wireless")) {
      // The same number may be kept as a sensor and as a wireless sensor: each has its own copy.
      Map<String, List<Double>> left = new TreeMap<>();
      told.forEach((kpi, values) -> left.put(kpi, new ArrayList<>(values)));
      for (JsonNode sensor : expected.path(list)) {
        String type = sensor.path("sensor_class").asText();
        String name = sensor.path("sensor_descr").asText();
        if (NOT_READ.contains(name)) {
          continue;
        }
        double value = sensor.path("sensor_current").asDouble();
        boolean found =
            KPIS.getOrDefault(type, Set.of()).stream()
                .anyMatch(
                    kpi -> take(left.getOrDefault(kpi, new ArrayList<>()), type, value, list));
        if (!found) {
          missing.add("%s '%s' %s".formatted(type, name, value));
        }
      }
    }
    return missing;
  }

  private static boolean take(List<Double> values, String type, double wanted, String list) {
    List<Double> same =
        switch (type) {
          case "frequency" ->
              List.of(list.equals("wireless") ? wanted * 1e6 : wanted, wanted * 1e9);
          case "percent", "load", "loss", "capacity", "quality" -> List.of(wanted / 100, wanted);
          // That poller counts minutes; some of its sensors of this class hold seconds.
          case "runtime" -> List.of(wanted, wanted * 60);
          // That poller applies the factor of some sensors only from the second look on.
          case "rate" -> List.of(wanted, wanted * 1000);
          case "distance" -> List.of(wanted, wanted / 1000);
          default -> List.of(wanted);
        };
    for (double one : same) {
      for (int i = 0; i < values.size(); i++) {
        boolean sameMinute = type.equals("runtime") && Math.floor(values.get(i) / 60) == wanted;
        if (sameMinute || Math.abs(values.get(i) - one) <= 1e-9 + 1e-6 * Math.abs(one)) {
          values.remove(i);
          return true;
        }
      }
    }
    return false;
  }

  private static double si(Measurement m) {
    boolean kept = m.unit().equals(Unit.DECLARED) || m.unit().quantity().equals("data");
    return kept ? m.value() : m.value() * m.unit().inBase();
  }

  private static JsonNode expected(String capture) throws IOException {
    Path file = Shared.folder("data/snmp/expected").resolve(capture + ".json.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new ObjectMapper().readTree(in);
    }
  }
}
