package dev.qoe.core.service.suitability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.service.json.InvalidInputException;
import dev.qoe.core.service.json.JsonFields;
import dev.qoe.core.service.json.JsonModel;
import dev.qoe.core.service.json.JsonServiceModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The models of this package over JSON objects.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class SuitabilityJsonModels {

  private SuitabilityJsonModels() {}

  /** Returns {@code iqb}, {@code aim}, {@code qoo} and {@code rpm}. */
  public static List<JsonModel> all() {
    return List.of(iqb(), aim(), qoo(), rpm());
  }

  private static JsonModel iqb() {
    return JsonServiceModel.of(
        "iqb",
        IqbModel.report2025().descriptor().title(),
        """
        reads, each optional, at least one
          download_mbps, upload_mbps   Mbit/s, >= 0
          latency_ms                   ms, >= 0
          packet_loss_ratio            0..1
        or
          datasets                     object of objects with these fields, by name of the dataset
          dataset_weights              object of numbers >= 0; default {"m-lab": 1}
        writes
          iqb                          0..1
          uc_web_browsing, uc_video_streaming, uc_audio_streaming,
          uc_video_conferencing, uc_online_backup, uc_gaming
                                       0..1, or null where nothing was measured
          mos, terms, explanation
        """,
        SuitabilityJsonModels::iqbQuestion,
        question -> IqbModel.of(question.profile()).score(question.input()),
        (result, out) -> {
          result.useCases().forEach((name, score) -> out.put("uc_" + name, score));
          result.notAvailable().forEach(name -> out.putNull("uc_" + name));
          out.put("iqb", result.iqb());
        });
  }

  private static JsonModel aim() {
    return JsonServiceModel.of(
        AimModel.cloudflare(),
        """
        reads, each optional; latency and a loaded latency make the least
          latency_ms                   median, idle, ms, >= 0
          download_loaded_latency_ms   ms, >= 0
          upload_loaded_latency_ms     ms, >= 0
          jitter_ms                    ms, >= 0
          packet_loss_ratio            0..1
          download_bps, upload_bps     90th percentile, bit/s, >= 0
        writes
          streaming, gaming, rtc       {"points", "class"}, or null where a measurement is missing
          share_pct                    mean share of the best points, 0..100
          mos, terms, explanation
        """,
        SuitabilityJsonModels::aimInput,
        (result, out) -> {
          for (AimExperience experience : AimExperience.values()) {
            String name = experience.name().toLowerCase(Locale.ROOT);
            Integer points = result.points().get(experience);
            if (points == null) {
              out.putNull(name);
            } else {
              String label = experience.classOf(points).name().toLowerCase(Locale.ROOT);
              out.putObject(name).put("points", points).put("class", label);
            }
          }
          out.put("share_pct", result.sharePercent());
        });
  }

  private static JsonModel qoo() {
    return JsonServiceModel.of(
        "qoo",
        "Quality of Outcome: 0 to 100 from latency percentiles and loss against a requirement",
        """
        reads
          requirement         array of {"percentile", "perfect_ms", "useless_ms"}
          perfect_loss_ratio, useless_loss_ratio   0..1, both or none
          latency_samples_ms  array of ms, >= 0, with lost_packets (default 0) and
          loss_as_infinite_delay   true: percentiles count lost packets; default false
        or
          latency_percentiles_ms   object of ms by percentile, with packet_loss_ratio (default 0)
        writes
          qoo                 0..100
          mos, terms, explanation
        """,
        fields -> new QooQuestion(QooModel.of(requirement(fields)), distribution(fields)),
        question -> question.model().score(question.measured()),
        (result, out) -> out.put("qoo", result.qoo()));
  }

  private static JsonModel rpm() {
    return JsonServiceModel.of(
        RpmModel.responsiveness(),
        """
        reads arrays of round-trip times under load, ms, > 0, none empty
          tcp_foreign_ms, tls_foreign_ms, http_foreign_ms   on connections of their own
          http_self_ms                                      on the connections that carry the load
        writes
          rpm                 round trips per minute
          label               low, medium or high
          mos, terms, explanation
        """,
        fields ->
            RpmInput.of(
                numbers(fields, "tcp_foreign_ms"),
                numbers(fields, "tls_foreign_ms"),
                numbers(fields, "http_foreign_ms"),
                numbers(fields, "http_self_ms")),
        (result, out) -> out.put("rpm", result.rpm()).put("label", result.label()));
  }

  private static IqbQuestion iqbQuestion(JsonFields fields) {
    ObjectNode datasets = object(fields, "datasets");
    ObjectNode weights = object(fields, "dataset_weights");
    IqbProfile profile = IqbProfile.report2025();
    if (weights != null) {
      profile = profile.withDatasetWeights(numbersByName("dataset_weights", weights));
    }
    if (datasets == null) {
      return new IqbQuestion(profile, IqbInput.of(measurements(fields)));
    }
    Map<String, IqbMeasurements> byName = new LinkedHashMap<>();
    datasets
        .properties()
        .forEach(
            each -> {
              if (!(each.getValue() instanceof ObjectNode dataset)) {
                throw new InvalidInputException(
                    "dataset '%s' must be an object".formatted(each.getKey()));
              }
              JsonFields inner = JsonFields.of(dataset);
              byName.put(each.getKey(), measurements(inner));
              inner.refuseUnknown();
            });
    return new IqbQuestion(profile, new IqbInput(byName));
  }

  private static IqbMeasurements measurements(JsonFields fields) {
    Map<Requirement, Double> values = new EnumMap<>(Requirement.class);
    optional(fields, "download_mbps", value -> values.put(Requirement.DOWNLOAD, value));
    optional(fields, "upload_mbps", value -> values.put(Requirement.UPLOAD, value));
    optional(fields, "latency_ms", value -> values.put(Requirement.LATENCY, value));
    optional(fields, "packet_loss_ratio", value -> values.put(Requirement.PACKET_LOSS, value));
    if (values.isEmpty()) {
      fields.refuseUnknown();
      throw new InvalidInputException(
          "give at least one of download_mbps, upload_mbps, latency_ms and packet_loss_ratio");
    }
    return new IqbMeasurements(values);
  }

  private static AimInput aimInput(JsonFields fields) {
    AimInput.Builder input = AimInput.builder();
    optional(fields, "latency_ms", input::latencyMillis);
    optional(fields, "download_loaded_latency_ms", input::downloadLoadedLatencyMillis);
    optional(fields, "upload_loaded_latency_ms", input::uploadLoadedLatencyMillis);
    optional(fields, "jitter_ms", input::jitterMillis);
    optional(fields, "packet_loss_ratio", input::packetLossRatio);
    optional(fields, "download_bps", input::downloadBitsPerSecond);
    optional(fields, "upload_bps", input::uploadBitsPerSecond);
    fields.refuseUnknown();
    return input.build();
  }

  private static QooRequirement requirement(JsonFields fields) {
    QooRequirement.Builder builder = QooRequirement.builder();
    for (JsonNode each : array(fields, "requirement")) {
      if (!(each instanceof ObjectNode percentile)) {
        throw new InvalidInputException("field 'requirement' must hold objects: " + each);
      }
      JsonFields inner = JsonFields.of(percentile);
      builder.percentile(
          inner.number("percentile"), inner.number("perfect_ms"), inner.number("useless_ms"));
      inner.refuseUnknown();
    }
    if (fields.has("perfect_loss_ratio") || fields.has("useless_loss_ratio")) {
      builder.loss(fields.number("perfect_loss_ratio"), fields.number("useless_loss_ratio"));
    }
    return builder.build();
  }

  private static LatencyDistribution distribution(JsonFields fields) {
    ObjectNode percentiles = object(fields, "latency_percentiles_ms");
    if (percentiles != null) {
      Map<Double, Double> byPercent = new TreeMap<>();
      numbersByName("latency_percentiles_ms", percentiles)
          .forEach((name, value) -> byPercent.put(percentile(name), value));
      return LatencyDistribution.ofPercentiles(byPercent, fields.number("packet_loss_ratio", 0));
    }
    double[] samples = numbers(fields, "latency_samples_ms");
    double lost = fields.number("lost_packets", 0);
    if (lost != Math.rint(lost) || lost < 0 || lost > Integer.MAX_VALUE) {
      throw new InvalidInputException("field 'lost_packets' must be a whole number >= 0: " + lost);
    }
    return fields.flag("loss_as_infinite_delay", false)
        ? LatencyDistribution.withLossAsInfiniteDelay(samples, (long) lost)
        : LatencyDistribution.ofArrivals(samples, (long) lost);
  }

  private static double percentile(String name) {
    try {
      return Double.parseDouble(name);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "field 'latency_percentiles_ms' must be named by percentiles: '%s' (example: 90)"
              .formatted(name),
          e);
    }
  }

  private static void optional(JsonFields fields, String field, DoubleConsumer use) {
    if (fields.has(field)) {
      use.accept(fields.number(field));
    }
  }

  private static @Nullable ObjectNode object(JsonFields fields, String field) {
    JsonNode node = fields.find(field);
    if (node == null) {
      return null;
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new InvalidInputException("field '%s' must be an object: %s".formatted(field, node));
  }

  private static Iterable<JsonNode> array(JsonFields fields, String field) {
    JsonNode node = fields.find(field);
    if (node == null) {
      throw new InvalidInputException("field '%s' is missing".formatted(field));
    }
    if (!node.isArray()) {
      throw new InvalidInputException("field '%s' must be an array: %s".formatted(field, node));
    }
    return node;
  }

  private static double[] numbers(JsonFields fields, String field) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode each : array(fields, field)) {
      numbers.add(number(field, each));
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Map<String, Double> numbersByName(String field, ObjectNode node) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    node.properties().forEach(each -> numbers.put(each.getKey(), number(field, each.getValue())));
    return numbers;
  }

  private static double number(String field, JsonNode node) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new InvalidInputException(
          "field '%s' must hold finite numbers: %s".formatted(field, node));
    }
    return node.doubleValue();
  }

  /** Weights and measurements of IQB. */
  private record IqbQuestion(IqbProfile profile, IqbInput input) {}

  /** What is asked of a network, and what it gave. */
  private record QooQuestion(QooModel model, LatencyDistribution measured) {}
}
