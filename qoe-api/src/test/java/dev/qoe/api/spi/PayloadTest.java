package dev.qoe.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.alert.Severity;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What passes between plugins and their host")
class PayloadTest {

  private static final ElementPath DEVICE = ElementPath.of("acme/device");
  private static final Instant NOW = Instant.EPOCH;

  @Test
  @DisplayName("a payload keeps its bytes to itself and knows whether they are text")
  void payload() throws PluginException {
    byte[] bytes = "ü".getBytes(StandardCharsets.UTF_8);
    Payload payload = Payload.of(DEVICE, "up/1", NOW, bytes, Map.of("fPort", "2"));
    bytes[0] = 0;
    assertThat(payload.text()).isEqualTo("ü");
    assertThat(payload.bytes()).hasSize(2);
    assertThat(payload.size()).isEqualTo(2);
    assertThat(payload.buffer().isReadOnly()).isTrue();
    assertThat(payload.metadata()).containsEntry("fPort", "2");
    assertThat(payload.element()).isEqualTo(DEVICE);
    assertThat(payload.received()).isEqualTo(NOW);
    assertThat(payload.topic()).isEqualTo("up/1");
    assertThat(payload).hasToString("payload of 2 bytes for acme/device from 'up/1'");
    Payload noise = Payload.of(DEVICE, "", NOW, new byte[] {-1}, Map.of());
    assertThatThrownBy(noise::text)
        .isInstanceOf(PluginException.class)
        .hasMessage("payload of 1 bytes is not UTF-8");
  }

  @Test
  @DisplayName("a batch hands on everything in order, and after a refusal only what is left")
  void batch() {
    Batch batch = Batch.create();
    batch.accept(Measurement.of(DEVICE, Kpi.UP, NOW, 1));
    batch.accept(CounterReading.of64(DEVICE, Kpi.UP, NOW, 1));
    batch.accept(RatioReading.of(DEVICE, Kpi.UP, NOW, 1, 2));
    batch.accept(new DistributionReading(DEVICE, Kpi.UP, NOW, List.of(0.0, 1.0), List.of(1L), 1));
    batch.accept(Event.of(DEVICE, "trap", NOW, ""));
    batch.accept(NetworkElement.builder(DEVICE, "device").build());
    batch.reject("reason", "place", "detail");
    List<Acceptance> durable = new ArrayList<>();
    batch.whenDurable(durable::add);
    assertThat(durable).containsExactly(Acceptance.RETRY_LATER);
    assertThat(batch.size()).isEqualTo(7);

    List<String> taken = new ArrayList<>();
    Sink picky = new Picky(taken, 3);
    assertThat(batch.handTo(picky)).isEqualTo(Acceptance.RETRY_LATER);
    assertThat(batch.size()).isEqualTo(4);
    assertThat(batch.handTo(picky)).isEqualTo(Acceptance.ACCEPTED);
    assertThat(taken)
        .containsExactly(
            "Measurement",
            "CounterReading",
            "RatioReading",
            "DistributionReading",
            "Event",
            "NetworkElement",
            "reject");
    assertThat(batch.handTo(picky)).isEqualTo(Acceptance.ACCEPTED);
  }

  /** Has no room once, after so many. */
  private static final class Picky implements Sink {
    private final List<String> taken;
    private int left;

    Picky(List<String> taken, int left) {
      this.taken = taken;
      this.left = left;
    }

    private Acceptance take(Object offer) {
      if (left-- == 0) {
        return Acceptance.RETRY_LATER;
      }
      taken.add(offer.getClass().getSimpleName());
      return taken.size() == 2 ? Acceptance.REFUSED : Acceptance.ACCEPTED;
    }

    @Override
    public Acceptance accept(Measurement measurement) {
      return take(measurement);
    }

    @Override
    public Acceptance accept(CounterReading reading) {
      return take(reading);
    }

    @Override
    public Acceptance accept(RatioReading reading) {
      return take(reading);
    }

    @Override
    public Acceptance accept(DistributionReading reading) {
      return take(reading);
    }

    @Override
    public Acceptance accept(Event event) {
      return take(event);
    }

    @Override
    public Acceptance accept(NetworkElement element) {
      return take(element);
    }

    @Override
    public void reject(String reason, String place, String detail) {
      taken.add("reject");
    }

    @Override
    public void whenDurable(Consumer<Acceptance> answer) {
      answer.accept(Acceptance.ACCEPTED);
    }
  }

  @Test
  @DisplayName("descriptors and tickets are checked")
  void checked() {
    PluginDescriptor email = PluginDescriptor.of("email", "Sends mail.", List.of());
    assertThat(email.type()).isEqualTo("email");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PluginDescriptor.of("E-Mail", "Sends mail.", List.of()));
    CollectorDescriptor traps =
        CollectorDescriptor.of("traps", "Listens.", List.of(), java.util.Set.of())
            .withEvents("trap", "inform");
    assertThat(traps.events()).containsExactly("inform", "trap");
    Ticket ticket = new Ticket("k", DEVICE, Severity.MAJOR, "t", "", Map.of("b", "1", "a", "2"));
    assertThat(ticket.fields().keySet()).containsExactly("a", "b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ticket(" ", DEVICE, Severity.MAJOR, "t", "", Map.of()))
        .withMessageContaining("key of a ticket");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TicketStatus("", "k", true, "new", "", "", NOW, List.of()))
        .withMessageContaining("id of a ticket");
  }

  @Test
  @DisplayName("the version of the contracts is the project's")
  void version() throws IOException {
    String pom = Files.readString(Path.of(System.getProperty("basedir", "."), "pom.xml"));
    assertThat(pom).contains("<version>" + SpiVersion.current());
  }
}
