package dev.qoe.core.service.suitability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The examples of docs/models/suitability.md")
class SuitabilityExamplesTest {

  @Test
  @DisplayName("a slow line in IQB")
  void iqb() {
    IqbResult line = IqbModel.report2025().score(IqbInput.of(IqbMeasurements.of(15, 20, 75, .007)));

    assertThat(line).hasToString("IQB 0.571 of 1: download -0.129 (RAS)");
  }

  @Test
  @DisplayName("a speed test in AIM")
  void aim() {
    AimResult test =
        AimModel.cloudflare()
            .score(
                AimInput.builder()
                    .latencyMillis(15)
                    .downloadLoadedLatencyMillis(45)
                    .jitterMillis(3)
                    .packetLossRatio(0)
                    .downloadBitsPerSecond(60e6)
                    .build());

    assertThat(test).hasToString("streaming good (45), gaming good (25), rtc good (35)");
  }

  @Test
  @DisplayName("ten pings in QoO")
  void qoo() {
    QooRequirement call =
        QooRequirement.builder()
            .percentile(50, 50, 200)
            .percentile(90, 80, 300)
            .loss(0, .05)
            .build();
    double[] millis = {30, 32, 35, 31, 40, 38, 33, 120, 150, 36};
    QooResult outcome = QooModel.of(call).score(LatencyDistribution.ofArrivals(millis, 0));

    assertThat(outcome).hasToString("QoO 81.8 of 100: latency p90.0 -18.2 (p90.0)");
  }

  @Test
  @DisplayName("round trips per minute")
  void rpm() {
    double[] handshakes = {60, 70, 65};
    double[] loaded = {180, 220, 200};
    RpmResult result =
        RpmModel.responsiveness().score(RpmInput.of(handshakes, handshakes, handshakes, loaded));

    assertThat(result).hasToString("453 round trips per minute (medium)");
  }
}
