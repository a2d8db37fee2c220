package dev.qoe.sim.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.CollectorTck;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetCollectorTest extends CollectorTck {

  private static final Target TARGET = Target.of(ElementPath.of("acme/lab"), "");

  @TempDir private Path folder;

  @Override
  protected CollectorFactory factory() {
    return new FleetCollectorFactory();
  }

  @Override
  protected List<Map<String, String>> badSettings() {
    return List.of(
        Map.of("devices", "0"),
        Map.of("every", "PT0S"),
        Map.of("faults-per-hour", "-1"),
        Map.of("faults", "spike,flood"));
  }

  private Collector collector(TestContext context, Map<String, String> given) {
    CollectorFactory factory = factory();
    return factory.create(
        Settings.of("collector 'fleet'", factory.descriptor().settings(), given), context);
  }

  @DisplayName("The service loader finds it")
  @Test
  void found() {
    assertThat(ServiceLoader.load(CollectorFactory.class))
        .anyMatch(factory -> factory.descriptor().type().equals("fleet"));
  }

  @DisplayName("All settings that are wrong are told at once")
  @Test
  void allMistakes() {
    try (TestContext context = TestContext.in(folder)) {
      assertThatThrownBy(() -> collector(context, Map.of("devices", "0", "faults", "flood")))
          .hasMessageContaining("devices must be from 1 to 100000: 0")
          .hasMessageContaining("unknown fault 'flood'");
    }
  }

  @DisplayName("It reports what was due since it was last read, the same in one go or in many")
  @Test
  void followsTheClock() throws Exception {
    Map<String, String> given =
        Map.of("devices", "3", "seed", "5", "faults-per-hour", "60", "truth", "true");
    RecordingSink often = RecordingSink.accepting();
    RecordingSink once = RecordingSink.accepting();
    try (TestContext context = TestContext.in(folder);
        Collector first = collector(context, given);
        Collector second = collector(context, given)) {
      first.collect(TARGET, often);
      second.collect(TARGET, once);
      assertThat(often.measurements()).hasSizeGreaterThan(8);
      for (int i = 0; i < 100; i++) {
        context.clock().advance(Duration.ofSeconds(7));
        first.collect(TARGET, often);
      }
      second.collect(TARGET, once);
    }
    assertThat(once.measurements()).isEqualTo(often.measurements()).hasSizeGreaterThan(700);
    assertThat(once.events()).isEqualTo(often.events()).isNotEmpty();
    assertThat(once.events().get(0).type()).isEqualTo("injected-fault");
    assertThat(once.events().get(0).attributes()).containsKeys("fault", "kpi", "from", "to");
  }

  @DisplayName("What a sink has no room for is offered again, and nothing is made up meanwhile")
  @Test
  void retries() throws Exception {
    RecordingSink full = RecordingSink.answering(offered -> Acceptance.RETRY_LATER);
    RecordingSink room = RecordingSink.accepting();
    try (TestContext context = TestContext.in(folder);
        Collector collector = collector(context, Map.of("devices", "2"))) {
      collector.collect(TARGET, full);
      collector.collect(TARGET, full);
      collector.collect(TARGET, room);
    }
    assertThat(full.measurements()).hasSize(2 * 8);
    assertThat(room.measurements()).hasSize(8);
  }

  @DisplayName("After a long pause the oldest reports are left out, and that is told")
  @Test
  void overrun() throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    try (TestContext context = TestContext.in(folder);
        Collector collector = collector(context, Map.of("devices", "1", "every", "PT1S"))) {
      collector.collect(TARGET, sink);
      context.clock().advance(Duration.ofSeconds(4000));
      collector.collect(TARGET, sink);
      Instant now = context.clock().instant();
      List<Measurement> seen = sink.measurements();
      assertThat(seen).hasSize(4 + 3600 * 4);
      assertThat(seen.get(seen.size() - 1).time()).isEqualTo(now);
    }
    assertThat(sink.rejects()).singleElement().matches(reject -> reject.reason().equals("overrun"));
  }
}
