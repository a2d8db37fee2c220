package dev.qoe.plugin.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.core.kpi.KpiCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.TimeTicks;

@DisplayName("profiles")
class ProfilesTest {

  private static final Profiles PROFILES = Profiles.with(List.of());

  @TempDir private Path folder;

  @Test
  @DisplayName("are chosen by the longest identity, then by the description")
  void chooses() {
    assertThat(PROFILES.best(new OID("1.3.6.1.4.1.2011.2.25.1"), "")).isEqualTo("huawei-optix-rtn");
    assertThat(PROFILES.best(new OID("1.3.6.1.4.1.2011.2.360.1.5"), "")).isEqualTo("huawei-vrp");
    OID netSnmp = new OID("1.3.6.1.4.1.8072.3.2.10");
    assertThat(PROFILES.best(netSnmp, "Linux RUT955 5.4.291")).isEqualTo("teltonika");
    assertThat(PROFILES.best(netSnmp, "Linux server 6.1")).isEqualTo("net-snmp");
    assertThat(PROFILES.best(new OID("1.3.6.1.4.1.99999"), "")).isEqualTo(Profiles.GENERIC);
  }

  @Test
  @DisplayName("use only indicators of the catalogue or of the plugin's own, in units that convert")
  void indicatorsAreKnown() throws Exception {
    Path own = Path.of(Objects.requireNonNull(getClass().getResource("snmp-kpis.csv")).toURI());
    KpiCatalog catalog = KpiCatalog.standard().plus(KpiCatalog.read(own));
    for (Profile profile : PROFILES.all()) {
      for (Group group : profile.groups()) {
        for (Metric metric : group.metrics()) {
          Kpi kpi = metric.kpi();
          KpiDefinition definition = catalog.get(kpi);
          assertThat(
                  metric.unit().equals(dev.qoe.api.kpi.Unit.DECLARED)
                      || metric.unit().convertsTo(definition.unit()))
              .as(
                  "%s of %s is in %s, the indicator in %s",
                  kpi, profile.name(), metric.unit(), definition.unit())
              .isTrue();
        }
      }
    }
  }

  @Test
  @DisplayName(
      "of a user take the place of those of the same name, and all mistakes are told at once")
  void ownFiles() throws Exception {
    Path good =
        Files.writeString(
            folder.resolve("good.yaml"),
            "profile: siklu\nabout: Mine.\nagents: [1.3.6.1.4.1.31926]\n");
    assertThat(Profiles.with(List.of(good)).groups(List.of("siklu"))).isEmpty();
    Path bad =
        Files.writeString(
            folder.resolve("bad.yaml"),
            """
            profile: bad
            about: Bad.
            agents: [not-an-oid]
            with: [nothing]
            colour: red
            groups:
              - table: t
                columns: {a: 1.3.6.1.9, b: {oid: 1.3.6.1.8, hint: "?"}}
                values:
                  - {kpi: lower, of: c}
                  - {kpi: SEN_STATE, of: a, times: zero, per: d}
            """);
    assertThatThrownBy(() -> Profiles.with(List.of(bad, folder.resolve("missing.yaml"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'not-an-oid'")
        .hasMessageContaining("'nothing'")
        .hasMessageContaining("'colour'")
        .hasMessageContaining("'hint'")
        .hasMessageContaining("'kpi'")
        .hasMessageContaining("column 'c'")
        .hasMessageContaining("'times'")
        .hasMessageContaining("column 'd'")
        .hasMessageContaining("missing.yaml");
    Path noYaml = Files.writeString(folder.resolve("no.yaml"), "a: [b");
    assertThatThrownBy(() -> Profiles.with(List.of(noYaml))).hasMessageContaining("is not YAML");
  }

  @Test
  @DisplayName("name objects by their names, with the rest of the numbers behind")
  void names() {
    assertThat(PROFILES.nameOf(new OID("1.3.6.1.2.1.31.1.1.1.1.7"))).isEqualTo("ifName.7");
    assertThat(PROFILES.nameOf(new OID("1.3.6.1.6.3.1.1.5.4"))).isEqualTo("linkUp");
    assertThat(PROFILES.nameOf(new OID("1.2.3"))).isEqualTo("1.2.3");
  }

  @Test
  @DisplayName("values are numbers, times and texts as their MIBs mean them")
  void conversions() {
    assertThat(Values.number(new OctetString("-40.5 dBm"))).isEqualTo(-40.5);
    assertThat(Values.number(new OctetString("10.0.0.1"))).isNaN();
    assertThat(Values.number(new TimeTicks(150))).isEqualTo(1.5);
    assertThat(Values.clock("11:22:33")).isEqualTo(40_953);
    double opaque = Values.number(new Opaque(new byte[] {(byte) 0x9f, 0x78, 4, 0x42, 0x28, 0, 0}));
    assertThat(opaque).isCloseTo(42, within(1e-9));
    byte[] date = {7, (byte) 0xE4, 3, 1, 10, 12, 17, 0, '+', 2, 30};
    assertThat(Values.dateAndTime(date)).hasToString("Optional[2020-03-01T07:42:17Z]");
    assertThat(DisplayHint.octets(date, "2d-1d-1d,1d:1d:1d.1d,1a1d:1d"))
        .isEqualTo("2020-3-1,10:12:17.0,+2:30");
    assertThat(DisplayHint.octets(new byte[] {0, 0x1b, (byte) 0xff}, "1x:")).isEqualTo("00:1b:ff");
    assertThat(
            DisplayHint.octets("text".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "255a"))
        .isEqualTo("text");
    assertThat(DisplayHint.octets(new byte[] {2, 1, 2, 3}, "*1d./1x")).isEqualTo("1.2/03");
    assertThat(DisplayHint.divisor("d-2")).isEqualTo(100);
    assertThat(Values.text(new OctetString(new byte[] {1, 2}))).isEqualTo("01:02");
    assertThat(Values.text(new Gauge32(7))).isEqualTo("7");
    assertThat(Template.segment(" a/b*c ")).isEqualTo("a-b-c");
    assertThat(Template.segment("  ")).isEqualTo("-");
  }
}
