package dev.qoe.plugin.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.Collector;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;

@DisplayName("whatever an agent sends")
@Timeout(60)
class FuzzTest {

  private static final long SEED = 20_261_121;

  @TempDir private Path scratch;

  private static byte[] bytes(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  static Variable value(Random random) {
    return switch (random.nextInt(11)) {
      case 0 -> new Integer32(random.nextInt());
      case 1 -> new Counter32(random.nextInt() & 0xFFFF_FFFFL);
      case 2 -> new Gauge32(random.nextInt() & 0xFFFF_FFFFL);
      case 3 -> new Counter64(random.nextLong());
      case 4 -> new TimeTicks(random.nextInt() & 0xFFFF_FFFFL);
      case 5 -> new OctetString(bytes(random, 40));
      case 6 -> new OctetString(Double.toString(random.nextGaussian() * 1e300));
      case 7 -> new OID(new int[] {1, 3, random.nextInt() & 0xFFFF});
      case 8 -> new Opaque(bytes(random, 12));
      case 9 -> new IpAddress(new byte[] {10, 0, 0, (byte) random.nextInt()});
      default -> new Null();
    };
  }

  @Test
  @DisplayName("a value has a text, and a number that is finite or none")
  void valuesAreFinite() {
    Random random = new Random(SEED);
    for (int i = 0; i < 50_000; i++) {
      Variable value = value(random);
      assertThatCode(
              () -> {
                assertThat(Values.text(value)).isNotNull();
                assertThat(Double.isInfinite(Values.number(value))).isFalse();
                Values.clock(Values.text(value));
                if (value instanceof OctetString octets) {
                  Values.dateAndTime(octets.getValue());
                  DisplayHint.octets(octets.getValue(), "2d-1d-1d,1d:1d:1d.1d,1a1d:1d");
                  DisplayHint.octets(octets.getValue(), "*1x:/1x:");
                }
                Template.segment(Values.text(value));
              })
          .as("value %s of seed %d", value, SEED)
          .doesNotThrowAnyException();
    }
  }

  @Test
  @DisplayName("is read by every form and hint a profile can name, of any type, as text and number")
  void conversionsTakeAnything() {
    Random random = new Random(SEED);
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Column.Form form : Column.Form.values()) {
      for (String hint :
          List.of("", "d", "d-2", "1x:", "*1d./1x", "255a", "2d-1d-1d,1d:1d:1d.1d")) {
        String name = form + hint;
        columns.put(name, new Column(name, new OID("1.3"), form, hint, 0, "", columns.size()));
      }
    }
    Group group =
        new Group(
            "any",
            true,
            Template.of("{PLAIN|index}"),
            "",
            columns,
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Map.of());
    for (int i = 0; i < 2_000; i++) {
      Variable value = value(random);
      OID index = new OID(random.ints(random.nextInt(8)).toArray());
      Variable[] values = new Variable[columns.size()];
      Arrays.fill(values, value);
      Row row = Row.of(group, index, Instant.EPOCH, values, (column, other) -> value);
      assertThatCode(
              () -> {
                for (Column column : columns.values()) {
                  assertThat(row.text(column.name())).isNotNull();
                  assertThat(Double.isInfinite(row.number(column))).isFalse();
                }
                Agents.ROUTER.child(Template.segment(row.text(Row.INDEX_TEXT)));
                Agents.ROUTER.child(Template.segment(group.element().fill(row::text)));
              })
          .as("value %s at %s of seed %d", value, index, SEED)
          .doesNotThrowAnyException();
    }
  }

  @Test
  @DisplayName("in any column of any profile, a look ends and hands on finite values only")
  void profilesTakeAnything() throws Exception {
    Random random = new Random(SEED);
    List<Profile> profiles = Profiles.with(List.of()).all();
    for (int round = 0; round < 3; round++) {
      try (TestContext context = TestContext.in(scratch);
          StubAgent agent = StubAgent.start()) {
        Stream<Column> columns =
            profiles.stream()
                .flatMap(p -> p.groups().stream())
                .flatMap(g -> g.columns().values().stream());
        columns.forEach(
            column -> {
              for (int row = 0; row < 4; row++) {
                agent.set(column.oid().toDottedString() + "." + row, value(random));
              }
            });
        String all = String.join(",", profiles.stream().map(Profile::name).toList());
        Map<String, ?> settings = Map.of("profiles", List.of(all.split(",")), "timeout", "PT5S");
        RecordingSink sink = RecordingSink.accepting();
        try (Collector collector = Agents.collector(context, settings)) {
          assertThat(Agents.look(collector, agent.address(), sink)).as("seed %d", SEED).isEmpty();
        }
        assertThat(sink.measurements())
            .isNotEmpty()
            .extracting(Measurement::value)
            .allMatch(Double::isFinite);
      }
    }
  }
}
