package dev.qoe.core.service.suitability;

import java.util.List;
import java.util.Set;

/**
 * Something that people do with a connection, as AIM judges it.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum AimExperience {
  /** Watching video. */
  STREAMING(
      Set.of(
          AimMetric.LATENCY,
          AimMetric.PACKET_LOSS,
          AimMetric.DOWNLOAD,
          AimMetric.LOADED_LATENCY_INCREASE),
      List.of(15, 20, 40, 60)),
  /** Playing online. */
  GAMING(
      Set.of(AimMetric.LATENCY, AimMetric.PACKET_LOSS, AimMetric.LOADED_LATENCY_INCREASE),
      List.of(5, 15, 25, 30)),
  /** Calls and conferences. */
  RTC(
      Set.of(
          AimMetric.LATENCY,
          AimMetric.JITTER,
          AimMetric.PACKET_LOSS,
          AimMetric.LOADED_LATENCY_INCREASE),
      List.of(5, 15, 25, 40));

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
  private final Set<AimMetric> metrics;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<Integer> thresholds;

  AimExperience(Set<AimMetric> metrics, List<Integer> thresholds) {
    this.metrics = metrics;
    this.thresholds = thresholds;
  }

  /** Returns the metrics whose points it sums. */
  public Set<AimMetric> metrics() {
    return metrics;
  }

  /** Returns the most points that it can reach. */
  public int bestPoints() {
    return metrics.stream().mapToInt(AimMetric::bestPoints).sum();
  }

  /** Returns the class of a sum of points. */
  public AimClass classOf(int points) {
    return switch ((int) thresholds.stream().filter(each -> each <= points).count()) {
      case 0 -> AimClass.BAD;
      case 1 -> AimClass.POOR;
      case 2 -> AimClass.AVERAGE;
      case 3 -> AimClass.GOOD;
      default -> AimClass.GREAT;
    };
  }
}
