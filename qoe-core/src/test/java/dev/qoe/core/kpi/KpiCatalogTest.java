package dev.qoe.core.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.ImpactLevel;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.KpiKind;
import dev.qoe.api.kpi.Subdomain;
import dev.qoe.api.kpi.Unit;
import dev.qoe.core.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The catalogue of indicators")
class KpiCatalogTest {

  private static final String HEADER =
      "code,name,domain,subdomain,unit,min,max,optimal,direction,impact_level,curve,staleness\n";

  @TempDir private Path folder;

  @Test
  @DisplayName("holds the 78 indicators of the reference table with equal bounds and weights")
  void referenceTable() throws IOException {
    int rows = 0;
    try (Reader reader = resource("kpi_catalog.csv");
        CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(reader)) {
      for (NamedCsvRecord row : csv) {
        KpiDefinition found = KpiCatalog.standard().get(Kpi.of(row.getField("code")));
        // A burst ratio may be above 1, which the unit of shares does not allow.
        boolean burst = found.kpi().equals(Kpi.of("TRN_BURSTR"));
        Unit unit = Unit.of(burst ? "index" : row.getField("unit"));
        assertThat(found.domain().name()).isEqualTo(row.getField("domain"));
        assertThat(found.subdomain()).isEqualTo(row.getField("subdomain"));
        assertThat(found.displayUnit()).isEqualTo(unit);
        assertThat(found.direction().name()).isEqualTo(row.getField("direction"));
        assertThat(found.impact().name()).isEqualTo(row.getField("impact_level"));
        assertThat(found.source()).isEqualTo(row.getField("source_standard"));
        for (String column : List.of("min", "max", "optimal")) {
          double value = unit.convert(Double.parseDouble(row.getField(column)), found.unit());
          double actual =
              column.equals("min")
                  ? found.min()
                  : column.equals("max") ? found.max() : found.optimal();
          assertThat(actual).as("%s of %s", column, found.kpi()).isCloseTo(value, within(1e-12));
        }
        rows++;
      }
    }
    assertThat(rows).isEqualTo(78);
  }

  @Test
  @DisplayName("scores 100 at each optimum and less at the far end of the scale")
  void optimum() {
    for (KpiDefinition definition : KpiCatalog.standard().definitions()) {
      assertThat(definition.curve().score(definition.optimal()))
          .as("%s at %s", definition.kpi(), definition.optimal())
          .isCloseTo(100, within(1e-9));
      double far =
          switch (definition.direction()) {
            case HIGHER -> definition.min();
            case LOWER, TARGET -> definition.max();
          };
      boolean counted = definition.kpi().code().matches("COR_(REG_USERS|PDU_NUM)");
      if (!counted) { // numbers of users are neither good nor bad: their bands hold everything
        assertThat(definition.curve().score(far)).as("%s", definition.kpi()).isLessThan(50);
      }
    }
  }

  @Test
  @DisplayName("stays within 0 to 100 for any finite value of any indicator")
  void anyValue() {
    double[] values = {
      -Double.MAX_VALUE, -1e9, -1, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 1, 1e9, Double.MAX_VALUE
    };
    for (KpiDefinition definition : KpiCatalog.standard().definitions()) {
      for (double value : values) {
        assertThat(definition.curve().score(value))
            .as("%s at %s", definition.kpi(), value)
            .isBetween(0.0, 100.0);
      }
    }
  }

  @Test
  @DisplayName("describes each indicator so that people can read it")
  void readable() {
    for (KpiDefinition definition : KpiCatalog.standard().definitions()) {
      assertThat(definition.description()).as("%s", definition.kpi()).endsWith(".");
      assertThat(definition.show(definition.optimal()))
          .as("%s", definition.kpi())
          .matches("-?[0-9]+(\\.[0-9]+)?( \\S+)?");
    }
    KpiCatalog catalog = KpiCatalog.standard();
    assertThat(catalog.get(Kpi.PACKET_LOSS).show(0.32)).isEqualTo("32 %");
    assertThat(catalog.get(Kpi.PACKET_LOSS).show(0.004)).isEqualTo("0.4 %");
    assertThat(catalog.get(Kpi.of("RAN_CELL_AVAIL")).show(0.9999)).isEqualTo("99.99 %");
    assertThat(catalog.get(Kpi.of("RAN_LOSS_UL")).show(0.000001)).isEqualTo("0.000001");
    assertThat(catalog.get(Kpi.CQI).show(12)).isEqualTo("12");
    assertThat(catalog.get(Kpi.LTE_RSRP).show(-95.26)).isEqualTo("-95.3 dBm");
  }

  @Test
  @DisplayName("knows every constant of Kpi and has a scored group in each network domain")
  void constants() throws IllegalAccessException {
    for (Field field : Kpi.class.getFields()) {
      Kpi kpi = (Kpi) Objects.requireNonNull(field.get(null));
      assertThat(KpiCatalog.standard().find(kpi)).as(field.getName()).isPresent();
    }
    for (Domain domain :
        List.of(Domain.RAN, Domain.TRANSPORT, Domain.CORE, Domain.SERVICE, Domain.DEVICE)) {
      assertThat(KpiCatalog.standard().subdomains())
          .anyMatch(group -> group.domain().equals(domain) && group.qoeWeight() > 0);
    }
    assertThat(KpiCatalog.standard().subdomains()).noneMatch(group -> group.kpis().isEmpty());
  }

  @Test
  @DisplayName("imports percent as a ratio that is shown in percent, curve included")
  void percent() throws IOException {
    KpiDefinition own =
        read("MY_LOSS,My loss,TRANSPORT,LOSS,%,0,10,0,LOWER,HIGH,linear 10 0,PT1M\n")
            .get(Kpi.of("MY_LOSS"));
    assertThat(own.unit()).isEqualTo(Unit.RATIO);
    assertThat(own.displayUnit()).isEqualTo(Unit.PERCENT);
    assertThat(own.kind()).isEqualTo(KpiKind.RATIO);
    assertThat(own.max()).isCloseTo(0.1, within(1e-15));
    assertThat(own.curve().score(0.05)).isCloseTo(50, within(1e-9));
    assertThat(own.staleness()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  @DisplayName("is extended and overridden by a user's, whose other groups keep their weights")
  void override() throws IOException {
    KpiCatalog own =
        read(
            """
            TRN_LOSS,Loss,TRANSPORT,LOSS,%,0,50,0,LOWER,LOW,,
            HUM_ROOM,Humidity,SENSOR,CLIMATE,%,0,100,45,TARGET,LOW,band 20 40 60 80,
            """);
    KpiCatalog both = KpiCatalog.standard().plus(own);
    assertThat(both.definitions()).hasSize(KpiCatalog.standard().definitions().size() + 1);
    assertThat(both.get(Kpi.PACKET_LOSS).impact()).isEqualTo(ImpactLevel.LOW);
    assertThat(both.subdomainOf(both.get(Kpi.PACKET_LOSS)).qoeWeight()).isEqualTo(4);
    assertThat(both.subdomainOf(both.get(Kpi.of("HUM_ROOM"))).qoeWeight()).isEqualTo(1);
    assertThat(both.get(Kpi.of("HUM_ROOM")).curve().score(0.3)).isCloseTo(50, within(1e-9));
    assertThat(own.subdomains())
        .extracting(Subdomain::name)
        .containsExactlyInAnyOrder("LOSS", "CLIMATE");
    assertThat(both.without(Kpi.PACKET_LOSS).find(Kpi.PACKET_LOSS)).isEmpty();
    assertThatThrownBy(() -> both.get(Kpi.of("TRN_LOSSS")))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("did you mean 'TRN_LOSS'");
  }

  @Test
  @DisplayName("is refused with all mistakes of all rows at once, each with file and line")
  void manyMistakes() {
    List<String> problems =
        problems(
            HEADER
                + """
                bad code,N,ran,LOSS,ms,zero,10,5,DOWN,HUGE,linear x 0,soon
                A_A,,TRANSPORT,LOSS,ms,0,10,5,LOWER,HIGH,,
                A_G,N,TRANSPORT,LOSS,ms,10,0,5,LOWER,HIGH,,
                A_B,N,TRANSPORT,LOSS,ms,0,10,11,LOWER,HIGH,,
                A_C,N,TRANSPORT,LOSS,ms,0,10,0,LOWER,HIGH,linear 0 10,
                A_D,N,TRANSPORT,LOSS,ms,0,10,0,LOWER,HIGH,wavy 1 2,
                A_E,N,TRANSPORT,LOSS,ms,0,10,0,LOWER,HIGH,,
                A_E,N,TRANSPORT,LOSS,ms,0,10,0,LOWER,HIGH,,
                A_F,N,TRANSPORT
                """);
    for (String part :
        List.of(
            "own.csv:2: KPI 'bad code': column 'min' must be a number: 'zero'",
            "domain must be capital letters",
            "KPI code must be capital letters",
            "column 'direction' must be one of [HIGHER, LOWER, TARGET]: 'DOWN'",
            "column 'impact_level' must be one of",
            "'x' in curve 'linear x 0' is not a number",
            "column 'staleness' must be a duration such as PT5M: 'soon'",
            "own.csv:3: KPI 'A_A': name",
            "own.csv:4: KPI 'A_G': column 'min' must be below column 'max'",
            "own.csv:5: KPI 'A_B': optimal",
            "KPI 'A_C' scores 0.0 at its optimum 0.0 but 100.0 at 10.0",
            "unknown curve 'wavy'",
            "KPI 'A_E' is defined twice",
            "own.csv:10: KPI 'A_F'")) {
      assertThat(problems).as(part).anyMatch(problem -> problem.contains(part));
    }
  }

  @Test
  @DisplayName("is refused without rows, without columns, and when it is no text")
  void noCatalogue() throws IOException {
    assertThat(problems("")).singleElement().asString().contains("own.csv holds no KPI");
    assertThat(problems("code,name\nA,B\n")).singleElement().asString().contains("[domain,");
    Files.write(folder.resolve("own.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThatThrownBy(() -> KpiCatalog.read(folder.resolve("own.csv")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> KpiCatalog.read(folder.resolve("nothing.csv")))
        .isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("may begin with a byte order mark, as spreadsheets write it")
  void byteOrderMark() throws IOException {
    assertThat(
            KpiCatalog.read(
                    file("\uFEFF" + HEADER + "A_A,N,TRANSPORT,LOSS,ms,0,10,0,LOWER,HIGH,,\n"))
                .definitions())
        .hasSize(1);
  }

  @Test
  @DisplayName("is told apart in the documentation: constants and codes are those of the code")
  void documentation() throws IOException, IllegalAccessException {
    Path here = Path.of("docs/kpis.md");
    Path table = Files.exists(here) ? here : Path.of("../docs/kpis.md");
    List<String> expected = new ArrayList<>();
    for (Field field : Kpi.class.getFields()) {
      Kpi kpi = (Kpi) Objects.requireNonNull(field.get(null));
      expected.add(
          "| `%s` | `%s` | %s |"
              .formatted(field.getName(), kpi, KpiCatalog.standard().get(kpi).displayUnit()));
    }
    List<String> written =
        Files.readAllLines(table).stream()
            .filter(line -> line.startsWith("| `"))
            .map(
                line ->
                    line.substring(
                        0, line.indexOf('|', line.indexOf('|', line.indexOf('|', 1) + 1) + 1) + 1))
            .toList();
    assertThat(written).containsExactlyElementsOf(expected);
  }

  private KpiCatalog read(String rows) throws IOException {
    return KpiCatalog.read(file(HEADER + rows));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("own.csv"), text);
  }

  private List<String> problems(String text) {
    return catchThrowableOfType(ConfigurationException.class, () -> KpiCatalog.read(file(text)))
        .problems();
  }

  private static Reader resource(String name) {
    return new InputStreamReader(
        Objects.requireNonNull(KpiCatalogTest.class.getResourceAsStream(name)),
        StandardCharsets.UTF_8);
  }
}
