package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a recording sink")
class RecordingSinkTest {

  private static final ElementPath CELL = ElementPath.of("acme/cell-1");
  private static final Measurement LOSS = Measurement.of(CELL, Kpi.PACKET_LOSS, Instant.EPOCH, 0.1);
  private static final Event EVENT = Event.of(CELL, "trap", Instant.EPOCH, "link down");
  private static final NetworkElement ELEMENT = NetworkElement.builder(CELL, "cell").build();

  @Test
  @DisplayName("remembers what was offered, in order and by kind")
  void remembers() {
    RecordingSink sink = RecordingSink.accepting();
    sink.accept(ELEMENT);
    sink.accept(LOSS);
    sink.accept(EVENT);
    sink.reject("not-a-number", "a.csv:2", "x");
    sink.reject("not-a-number", "a.csv:3", "y");
    assertThat(sink.offered()).hasSize(5).startsWith(ELEMENT, LOSS, EVENT);
    assertThat(sink.measurements()).containsExactly(LOSS);
    assertThat(sink.events()).containsExactly(EVENT);
    assertThat(sink.elements()).containsExactly(ELEMENT);
    assertThat(sink.rejects())
        .first()
        .isEqualTo(new RecordingSink.Reject("not-a-number", "a.csv:2", "x"));
    assertThat(sink.rejectCounts()).isEqualTo(Map.of("not-a-number", 2));
  }

  @Test
  @DisplayName("gives scripted answers, then accepts")
  void followsItsScript() {
    RecordingSink sink = RecordingSink.answering(Acceptance.RETRY_LATER, Acceptance.REFUSED);
    assertThat(sink.accept(LOSS)).isEqualTo(Acceptance.RETRY_LATER);
    assertThat(sink.accept(EVENT)).isEqualTo(Acceptance.REFUSED);
    assertThat(sink.accept(LOSS)).isEqualTo(Acceptance.ACCEPTED);
    assertThat(sink.measurements()).containsExactly(LOSS, LOSS);
    assertThat(sink.accepted()).containsExactly(LOSS);
  }

  @Test
  @DisplayName("can refuse all measurements and events")
  void refuses() {
    RecordingSink sink = RecordingSink.refusing();
    assertThat(sink.accept(LOSS)).isEqualTo(Acceptance.REFUSED);
    assertThat(sink.accept(EVENT)).isEqualTo(Acceptance.REFUSED);
    assertThat(sink.accept(ELEMENT)).isEqualTo(Acceptance.ACCEPTED);
    assertThat(sink.accepted()).isEmpty();
  }
}
