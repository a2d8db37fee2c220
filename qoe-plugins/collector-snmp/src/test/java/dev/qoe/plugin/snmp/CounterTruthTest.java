package dev.qoe.plugin.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.spi.Collector;
import dev.qoe.core.counter.CounterDecision;
import dev.qoe.core.counter.CounterRate;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;

@DisplayName("the rate of a port, from the agent to the engine's counter,")
class CounterTruthTest {

  private static final long LINE_BITS_PER_SECOND = 10_000_000;
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final long MODERATE = 5_000_000; // octets in a step: 4 Mbit/s

  @TempDir private Path scratch;
  private final StubAgent agent = StubAgent.start();
  private final CounterRate rate = CounterRate.create();
  private TestContext context;
  private Collector collector;
  private long upTicks = 10_000_000;

  @BeforeEach
  void start() {
    context = TestContext.in(scratch);
    collector = Agents.collector(context, Map.of("profiles", List.of("interfaces")));
    agent
        .set("1.3.6.1.2.1.2.2.1.2.1", new OctetString("eth0"))
        .set("1.3.6.1.2.1.2.2.1.5.1", new Gauge32(LINE_BITS_PER_SECOND))
        .set("1.3.6.1.2.1.2.2.1.8.1", new Integer32(1));
  }

  @AfterEach
  void stop() {
    collector.close();
    context.close();
    agent.close();
  }

  private CounterDecision look() throws InterruptedException {
    agent.set("1.3.6.1.2.1.1.3.0", new TimeTicks(upTicks));
    RecordingSink sink = RecordingSink.accepting();
    assertThat(Agents.look(collector, agent.address(), sink)).isEmpty();
    List<CounterReading> readings = Agents.readings(sink, "IF_IN_RATE");
    if (readings.isEmpty()) {
      return CounterDecision.FIRST;
    }
    CounterDecision decision = rate.judge(readings.get(0));
    if (decision.hasRate()) {
      assertThat(rate.rate()).isBetween(0.0, (double) LINE_BITS_PER_SECOND);
    }
    context.clock().advance(STEP);
    upTicks += STEP.toMillis() / 10;
    return decision;
  }

  private void narrow(long count) {
    agent.set("1.3.6.1.2.1.2.2.1.10.1", new Counter32(count & 0xFFFF_FFFFL));
  }

  private void wide(long count) {
    agent.set("1.3.6.1.2.1.31.1.1.1.6.1", new Counter64(count));
  }

  @Test
  @DisplayName("is right over a wrap of 32 and of 64 bits")
  void wraps() throws Exception {
    narrow(0xFFFF_FF00L);
    look();
    narrow(0xFFFF_FF00L + MODERATE);
    assertThat(look()).isEqualTo(CounterDecision.WRAP);
    assertThat(rate.rate()).isEqualTo(MODERATE * 8 / 10.0);
  }

  @Test
  @DisplayName("is right over a wrap of 64 bits")
  void wrapsWide() throws Exception {
    wide(-100);
    look();
    wide(-100 + MODERATE);
    assertThat(look().hasRate()).isTrue();
    assertThat(rate.rate()).isEqualTo(MODERATE * 8 / 10.0);
  }

  @Test
  @DisplayName("has a gap where the agent was restarted")
  void restarts() throws Exception {
    wide(900_000_000_000L);
    look();
    wide(900_005_000_000L);
    assertThat(look()).isEqualTo(CounterDecision.RATE);
    upTicks = 500;
    wide(1_000_000);
    assertThat(look()).isEqualTo(CounterDecision.RESET);
  }

  @Test
  @DisplayName("has a gap where the counter was cleared, as ifCounterDiscontinuityTime tells")
  void isDiscontinuous() throws Exception {
    wide(900_000_000_000L);
    agent.set("1.3.6.1.2.1.31.1.1.1.19.1", new TimeTicks(0));
    look();
    agent.set("1.3.6.1.2.1.31.1.1.1.19.1", new TimeTicks(upTicks - 100));
    wide(900_001_000_000L);
    assertThat(look()).isEqualTo(CounterDecision.RESET);
  }

  @Test
  @DisplayName("has a gap where 64 bits become 32, and never a spike")
  void switchesWidth() throws Exception {
    wide(900_000_000_000L);
    narrow(7);
    look();
    agent.remove("1.3.6.1.2.1.31.1.1.1.6.1");
    assertThat(look().hasRate()).isFalse();
    upTicks = 500;
    look();
    assertThat(rate.decision()).isIn(CounterDecision.WIDTH, CounterDecision.RESET);
  }

  @Test
  @DisplayName("has a gap where the counter jumps beyond what the line carries")
  void jumps() throws Exception {
    wide(1);
    look();
    wide(1_000_000_000_000L);
    assertThat(look()).isEqualTo(CounterDecision.TOO_FAST);
  }
}
