package dev.qoe.plugin.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.TimeTicks;

@DisplayName("a table that is handed on while it is read")
@Timeout(60)
class TableTest {

  private static final long SEED = 20_261_121;
  private static final int COLUMNS = 4;
  private static final String TABLE = "1.3.6.1.4.1.99999.3.1.";

  @TempDir private Path scratch;
  private StubAgent agent;
  private TestContext context;
  private RecordingSink sink;

  @BeforeEach
  void start() {
    agent = StubAgent.start();
    context = TestContext.in(scratch);
    sink = RecordingSink.accepting();
  }

  @AfterEach
  void stop() {
    agent.close();
    context.close();
  }

  private Collector collector(Map<String, Object> more) throws Exception {
    StringBuilder yaml = new StringBuilder("profile: holes\nabout: Holes.\ngroups:\n");
    yaml.append("  - table: holes\n    element: \"row-{index}\"\n    columns:\n");
    for (int i = 1; i <= COLUMNS; i++) {
      yaml.append("      c%d: %s%d%n".formatted(i, TABLE, i));
    }
    yaml.append("    values:\n");
    for (int i = 1; i <= COLUMNS; i++) {
      yaml.append("      - {kpi: HOLES_%d, of: c%d}%n".formatted(i, i));
    }
    Path profile = Files.writeString(scratch.resolve("holes.yaml"), yaml);
    Map<String, Object> settings =
        new HashMap<>(
            Map.of("profile-files", List.of(profile.toString()), "profiles", List.of("holes")));
    settings.putAll(more);
    return Agents.collector(context, settings);
  }

  @ParameterizedTest(name = "{0} rows an answer")
  @ValueSource(ints = {1, 7, 20})
  @DisplayName("gives each value once, whatever holes it has, however it is indexed")
  void eachValueOnce(int repetitions) throws Exception {
    try (Collector collector =
        collector(Map.of("max-repetitions", Integer.toString(repetitions)))) {
      eachValueOnce(collector);
    }
  }

  private void eachValueOnce(Collector collector) throws Exception {
    Random random = new Random(SEED);
    for (int round = 0; round < 12; round++) {
      List<String> wanted = new ArrayList<>();
      agent.close();
      agent = StubAgent.start();
      double share = random.nextDouble();
      for (int column = 1; column <= COLUMNS; column++) {
        int first = random.nextInt(30); // some columns begin, and end, before others
        for (int row = first; row < first + 60; row++) {
          if (random.nextDouble() < share) {
            String index = row % 3 == 0 ? row + ".7" : row % 5 == 0 ? "40000" + row : "" + row;
            int value = random.nextInt(1000);
            agent.set(TABLE + column + "." + index, new Integer32(value));
            wanted.add("row-%s HOLES_%d %d".formatted(index, column, value));
          }
        }
      }
      RecordingSink told = RecordingSink.accepting();
      assertThat(Agents.look(collector, agent.address(), told)).isEmpty();
      assertThat(told.measurements())
          .filteredOn(m -> m.kpi().code().startsWith("HOLES"))
          .extracting(m -> "%s %s %.0f".formatted(m.element().name(), m.kpi(), m.value()))
          .as("round %d of seed %d", round, SEED)
          .containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  @Test
  @DisplayName("of an agent that falls silent in the middle is handed on up to there")
  void fallsSilent() throws Exception {
    for (int row = 1; row <= 100; row++) {
      for (int column = 1; column <= COLUMNS; column++) {
        agent.set(TABLE + column + "." + row, new Integer32(row));
      }
    }
    int most = 4; // the greeting, and three answers of ten rows
    agent.behave(
        (request, right) -> agent.requests() > most ? List.of() : List.of(Datagrams.encode(right)));
    try (Collector collector = collector(Map.of("max-repetitions", "10"))) {
      assertThat(Agents.look(collector, agent.address(), sink))
          .hasValueSatisfying(e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNREACHABLE));
    }
    assertThat(Agents.measurements(sink, "HOLES_1"))
        .extracting(Measurement::value)
        .hasSize(30)
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("tells when each value was read, and how long the agent had been up by then")
  void tellsWhen() throws Exception {
    Agents.ports(agent, 60).set("1.3.6.1.2.1.1.3.0", new TimeTicks(360_000));
    agent.behave(
        (request, right) -> {
          context.clock().advance(java.time.Duration.ofSeconds(1));
          return List.of(Datagrams.encode(right));
        });
    try (Collector collector =
        Agents.collector(
            context, Map.of("profiles", List.of("interfaces"), "max-repetitions", "10"))) {
      assertThat(Agents.look(collector, agent.address(), sink)).isEmpty();
    }
    assertThat(Agents.readings(sink, "IF_IN_RATE"))
        .hasSize(60)
        .allSatisfy(
            reading -> {
              int answer = (Integer.parseInt(reading.element().name().split("-", -1)[4]) - 1) / 10;
              assertThat(reading.upTimeMillis()).isEqualTo(3_600_000 + 1000 * (answer + 1));
            });
  }
}
