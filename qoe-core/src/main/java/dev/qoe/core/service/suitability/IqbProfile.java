package dev.qoe.core.service.suitability;

import static dev.qoe.core.service.suitability.Requirement.DOWNLOAD;
import static dev.qoe.core.service.suitability.Requirement.LATENCY;
import static dev.qoe.core.service.suitability.Requirement.PACKET_LOSS;
import static dev.qoe.core.service.suitability.Requirement.UPLOAD;

import dev.qoe.core.internal.Checks;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The use cases of IQB with their thresholds and weights, and how much each dataset counts.
 *
 * <p>Immutable.
 *
 * @param useCases what people do with the connection; not empty
 * @param datasetWeights the weight of each dataset, {@code >= 0}, at least one {@code > 0}; one
 *     that is not named counts 0
 * @since 0.1
 */
public record IqbProfile(List<UseCase> useCases, Map<String, Double> datasetWeights) {

  private static final IqbProfile REPORT_2025 =
      new IqbProfile(
          List.of(
              useCase("web_browsing", 10, 3, 10, 2, 100, 4, .01, 4),
              useCase("video_streaming", 25, 4, 10, 2, 100, 4, .01, 4),
              useCase("audio_streaming", 10, 4, 5, 1, 100, 3, .01, 4),
              useCase("video_conferencing", 25, 4, 25, 4, 50, 4, .005, 4),
              useCase("online_backup", 10, 4, 25, 4, 100, 2, .01, 4),
              useCase("gaming", 25, 4, 25, 4, 10, 5, .005, 4)),
          Map.of(IqbInput.DEFAULT_DATASET, 1.0));

  /**
   * Creates a profile; the collections are copied.
   *
   * @throws IllegalArgumentException if there is no use case, two have one name, a weight is
   *     negative, or no dataset weighs {@code > 0}
   */
  public IqbProfile {
    useCases = List.copyOf(useCases);
    if (useCases.isEmpty()) {
      throw new IllegalArgumentException("use cases must not be empty");
    }
    if (useCases.stream().map(UseCase::name).distinct().count() < useCases.size()) {
      throw new IllegalArgumentException("names of use cases must differ: " + useCases);
    }
    datasetWeights = Collections.unmodifiableMap(new LinkedHashMap<>(datasetWeights));
    datasetWeights.forEach((name, weight) -> Checks.notNegative("weight of " + name, weight));
    if (datasetWeights.values().stream().noneMatch(weight -> weight > 0)) {
      throw new IllegalArgumentException(
          "at least one dataset must have a weight > 0: " + datasetWeights);
    }
  }

  /**
   * Returns thresholds and weights of the IQB report of 2025, with M-Lab's dataset alone.
   *
   * <p>Source: m-lab/iqb, commit dbd7401 (Apache-2.0); the numbers only.
   */
  public static IqbProfile report2025() {
    return REPORT_2025;
  }

  /** Returns the same profile with other datasets. */
  public IqbProfile withDatasetWeights(Map<String, Double> weights) {
    return new IqbProfile(useCases, weights);
  }

  private static UseCase useCase(
      String name,
      double download,
      double downloadWeight,
      double upload,
      double uploadWeight,
      double latency,
      double latencyWeight,
      double loss,
      double lossWeight) {
    return new UseCase(
        name,
        1,
        Map.of(
            DOWNLOAD, new Threshold(download, downloadWeight),
            UPLOAD, new Threshold(upload, uploadWeight),
            LATENCY, new Threshold(latency, latencyWeight),
            PACKET_LOSS, new Threshold(loss, lossWeight)));
  }

  /**
   * Something that people do with a connection, and what it asks.
   *
   * <p>Immutable.
   *
   * @param name its name in lower case, for example {@code web_browsing}
   * @param weight how much it counts among the use cases, {@code > 0}
   * @param thresholds what it asks; not empty
   */
  public record UseCase(String name, double weight, Map<Requirement, Threshold> thresholds) {

    /**
     * Creates a use case; the map is copied.
     *
     * @throws IllegalArgumentException if {@code weight <= 0} or there is no threshold
     */
    public UseCase {
      Checks.positive("weight of " + name, weight);
      if (thresholds.isEmpty()) {
        throw new IllegalArgumentException("thresholds of %s must not be empty".formatted(name));
      }
      thresholds = Collections.unmodifiableMap(new EnumMap<>(thresholds));
    }
  }

  /**
   * A value to beat, and how much it counts.
   *
   * <p>Immutable.
   *
   * @param value in Mbit/s, ms or as a ratio, {@code >= 0}
   * @param weight how much it counts within the use case, {@code > 0}
   */
  public record Threshold(double value, double weight) {

    /**
     * Creates a threshold.
     *
     * @throws IllegalArgumentException if {@code value < 0} or {@code weight <= 0}
     */
    public Threshold {
      Checks.notNegative("threshold", value);
      Checks.positive("weight of threshold", weight);
    }
  }
}
