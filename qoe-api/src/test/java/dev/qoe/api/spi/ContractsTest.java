package dev.qoe.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The contracts of plugins")
class ContractsTest {

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
  @DisplayName("a collector closes twice without complaint, and a sink takes elements by default")
  void defaults() throws Exception {
    Sink sink =
        new Sink() {
          @Override
          public Acceptance accept(Measurement measurement) {
            return Acceptance.REFUSED;
          }

          @Override
          public Acceptance accept(Event event) {
            return Acceptance.REFUSED;
          }

          @Override
          public void reject(String reason, String place, String detail) {}
        };
    ElementPath cell = ElementPath.of("acme/cell");
    assertThat(sink.accept(NetworkElement.builder(cell, "cell").build()))
        .isEqualTo(Acceptance.ACCEPTED);
    Collector collector = (target, to) -> to.reject("none", target.address(), "");
    collector.collect(Target.of(cell, "192.0.2.1"), sink);
    collector.close();
    collector.close();
    Channel channel = notification -> notification.key();
    channel.close();
  }
}
