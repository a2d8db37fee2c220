package dev.qoe.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The contracts of plugins")
class ContractsTest {

  private static final ElementPath CELL = ElementPath.of("acme/cell");

  @Test
  @DisplayName("a descriptor has a type that a configuration can write, and help")
  void descriptors() {
    CollectorDescriptor snmp =
        CollectorDescriptor.of("snmp", "Reads agents.", List.of(), Set.of(Kpi.UP));
    assertThat(snmp.emits()).containsExactly(Kpi.UP);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CollectorDescriptor.of("SNMP", "Reads.", List.of(), Set.of()))
        .withMessageContaining("SNMP");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CollectorDescriptor.of("snmp", " ", List.of(), Set.of()))
        .withMessageContaining("help");
  }

  @Test
  @DisplayName("an exception of a plugin says of what kind the trouble is, and keeps its cause")
  void exceptions() {
    PluginException plain = new PluginException(ErrorKind.REJECTED, "bad credentials");
    assertThat(plain.kind()).isEqualTo(ErrorKind.REJECTED);
    IOException cause = new IOException("reset");
    assertThat(new PluginException(ErrorKind.UNREACHABLE, "gone", cause)).hasCause(cause);
    assertThat(new StoreException("full", cause)).hasMessage("full").hasCause(cause);
  }

  @Test
  @DisplayName("collectors and channels may be closed twice without complaint")
  void closedTwice() throws Exception {
    List<String> rejects = new ArrayList<>();
    Collector collector = (target, to) -> to.reject("none", target.address(), "");
    collector.collect(Target.of(CELL, "192.0.2.1"), new Answering(Acceptance.ACCEPTED, rejects));
    assertThat(rejects).containsExactly("none 192.0.2.1");
    collector.close();
    collector.close();
    Channel channel = notification -> notification.key();
    channel.close();
    channel.close();
  }

  @Test
  @DisplayName("a forwarding sink hands everything on, and the answers back")
  void forwarding() {
    List<String> rejects = new ArrayList<>();
    Sink sink = new ForwardingSink(new Answering(Acceptance.RETRY_LATER, rejects)) {};
    Instant now = Instant.EPOCH;
    List<Acceptance> answers = new ArrayList<>();
    answers.add(sink.accept(Measurement.of(CELL, Kpi.JITTER, now, 1)));
    answers.add(sink.accept(CounterReading.of32(CELL, Kpi.JITTER, now, 1)));
    answers.add(sink.accept(RatioReading.of(CELL, Kpi.JITTER, now, 1, 2)));
    answers.add(
        sink.accept(
            new DistributionReading(CELL, Kpi.JITTER, now, List.of(0.0, 1.0), List.of(3L), 1)));
    answers.add(sink.accept(Event.of(CELL, "trap", now, "")));
    answers.add(sink.accept(NetworkElement.builder(CELL, "cell").build()));
    sink.whenDurable(answers::add);
    sink.reject("reason", "place", "detail");
    assertThat(answers).hasSize(7).containsOnly(Acceptance.RETRY_LATER);
    assertThat(rejects).containsExactly("reason place");
  }

  /** A sink with one answer to everything. */
  private record Answering(Acceptance answer, List<String> rejects) implements Sink {
    @Override
    public Acceptance accept(Measurement measurement) {
      return answer;
    }

    @Override
    public Acceptance accept(CounterReading reading) {
      return answer;
    }

    @Override
    public Acceptance accept(RatioReading reading) {
      return answer;
    }

    @Override
    public Acceptance accept(DistributionReading reading) {
      return answer;
    }

    @Override
    public Acceptance accept(Event event) {
      return answer;
    }

    @Override
    public Acceptance accept(NetworkElement element) {
      return answer;
    }

    @Override
    public void reject(String reason, String place, String detail) {
      rejects.add(reason + " " + place);
    }

    @Override
    public void whenDurable(Consumer<Acceptance> told) {
      told.accept(answer);
    }
  }
}
