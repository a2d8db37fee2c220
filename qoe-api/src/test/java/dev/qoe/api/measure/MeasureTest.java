package dev.qoe.api.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Measurements and their ledger")
class MeasureTest {

  private static final Measurement ONE =
      Measurement.of(ElementPath.of("acme/a"), Kpi.PACKET_LOSS, Instant.EPOCH, 0.3);

  @Test
  @DisplayName("carry quality from 0 to 1 and remarks, each once")
  void quality() {
    assertThat(ONE.trusted(0.5, QualityFlag.STUCK, QualityFlag.STUCK).flags())
        .containsExactly(QualityFlag.STUCK);
    assertThatThrownBy(() -> ONE.trusted(1.1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ONE.trusted(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("balance when everything received is accounted for")
  void ledger() {
    Ledger ledger = new Ledger(10, 5, Map.of("b", 2L, "a", 1L), Map.of("c", 1L), 1, 0);
    assertThat(ledger.balanced()).isTrue();
    assertThat(ledger.rejected().keySet()).containsExactly("a", "b");
    assertThat(ledger).hasToString("10 received = 5 stored + 3 rejected + 1 dropped + 1 in flight");
    assertThat(new Ledger(10, 5, Map.of(), Map.of(), 1, 0).balanced()).isFalse();
  }
}
