package dev.qoe.api.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReadingsTest {

  private static final ElementPath PORT = ElementPath.of("acme/router/port-1");
  private static final Instant NOW = Instant.EPOCH;

  @Test
  @DisplayName("a counter's reading says what is known of its source, and only that")
  void counter() {
    CounterReading bare = CounterReading.of64(PORT, Kpi.JITTER, NOW, -1);
    assertThat(bare.bits()).isEqualTo(64);
    assertThat(bare.upTimeMillis()).isEqualTo(CounterReading.UNKNOWN);
    assertThat(bare.maxPerSecond()).isInfinite();
    CounterReading full =
        CounterReading.of32(PORT, Kpi.JITTER, NOW, 7)
            .worth(8)
            .upFor(Duration.ofSeconds(90))
            .continuousSince(Duration.ofSeconds(5))
            .atMost(1e9);
    assertThat(full)
        .isEqualTo(new CounterReading(PORT, Kpi.JITTER, NOW, 7, 32, 8, 90_000, 5_000, 1e9));
  }

  @Test
  @DisplayName("readings that cannot be are refused with value and rule")
  void refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CounterReading(PORT, Kpi.JITTER, NOW, 7, 16, 8, -1, -1, 1))
        .withMessageContaining("32 or 64 bits: 16");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CounterReading.of32(PORT, Kpi.JITTER, NOW, 7).atMost(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CounterReading.of32(PORT, Kpi.JITTER, NOW, 7).worth(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RatioReading(PORT, Kpi.JITTER, NOW, 1, 2, 1.5));
  }

  @Test
  @DisplayName("a histogram has ascending finite bounds, one more than its counts")
  void histogram() {
    assertThat(histogram(List.of(0.0, 10.0, 20.0), List.of(3L, 4L)).counts())
        .containsExactly(3L, 4L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> histogram(List.of(0.0, 10.0), List.of(3L, 4L)))
        .withMessageContaining("one bound more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> histogram(List.of(0.0, 0.0), List.of(3L)))
        .withMessageContaining("ascend");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> histogram(List.of(0.0, Double.POSITIVE_INFINITY), List.of(3L)))
        .withMessageContaining("finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> histogram(List.of(0.0, 1.0), List.of(-3L)))
        .withMessageContaining(">= 0");
  }

  private static DistributionReading histogram(List<Double> bounds, List<Long> counts) {
    return new DistributionReading(PORT, Kpi.JITTER, NOW, bounds, counts, 1);
  }
}
