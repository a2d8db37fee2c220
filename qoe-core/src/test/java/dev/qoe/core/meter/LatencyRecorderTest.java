package dev.qoe.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A recorder of latencies")
class LatencyRecorderTest {

  private final LatencyRecorder recorder = LatencyRecorder.create();

  @Test
  @DisplayName("tells percentiles that are not too low, and too high by an eighth at most")
  void error() {
    for (long seed = 1; seed <= 5; seed++) {
      LatencyRecorder each = LatencyRecorder.create();
      Random random = new Random(seed);
      long[] nanos = new long[2_000];
      for (int i = 0; i < nanos.length; i++) {
        nanos[i] = (long) Math.exp(random.nextDouble() * 40);
        each.record(nanos[i]);
      }
      Arrays.sort(nanos);
      Latency latency = each.latency();
      assertThat(latency.count()).isEqualTo(2_000);
      assertThat(latency.totalNanos()).isEqualTo(Arrays.stream(nanos).sum());
      assertThat(latency.maxNanos()).isEqualTo(nanos[1_999]);
      assertThat(latency.p50Nanos())
          .as("seed %d", seed)
          .isBetween(nanos[999], nanos[999] + nanos[999] / 8);
      assertThat(latency.p99Nanos())
          .as("seed %d", seed)
          .isBetween(nanos[1_979], nanos[1_979] + nanos[1_979] / 8);
    }
  }

  @Test
  @DisplayName("takes what took no time, less than none, or all the time in the world")
  void extremes() {
    assertThat(recorder.latency()).isEqualTo(Latency.NONE);
    recorder.record(0);
    recorder.record(-5);
    recorder.record(Long.MAX_VALUE);
    assertThat(recorder.latency())
        .isEqualTo(new Latency(3, Long.MAX_VALUE, 0, Long.MAX_VALUE, Long.MAX_VALUE));
  }
}
