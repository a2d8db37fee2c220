package dev.qoe.core.service.web;

import dev.qoe.core.service.json.InvalidInputException;
import dev.qoe.core.service.json.JsonFields;
import dev.qoe.core.service.json.JsonModel;
import dev.qoe.core.service.json.JsonServiceModel;
import java.time.Duration;
import java.util.List;

/**
 * The models of this package over JSON objects.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class WebJsonModels {

  private static final String SHARED_OUTPUT =
      """
      writes
        mos             1..5
        terms           every intermediate term
        explanation     what cost how much, largest first
        outsideValidity inputs outside the model's range, if any
      """;

  private static final double LONGEST_SECONDS = 1e9;

  private WebJsonModels() {}

  /** Returns {@code g1030}, {@code iqx} and {@code weber-fechner}. */
  public static List<JsonModel> all() {
    return List.of(g1030(), iqx(), weberFechner());
  }

  private static JsonModel g1030() {
    return JsonServiceModel.of(
        WebBrowsingModel.g1030(),
        """
        reads
          task                 single_event, one_page or two_pages; default one_page
          session_time_s       how long the session took, s, > 0 to 1e9
          expected_maximum_s   session time that people rate 1, s, to 1e9; default 15
                               (6 fast, 15 medium, 60 slow network)
        """
            + SHARED_OUTPUT,
        fields ->
            new WebSession(
                JsonServiceModel.constant(
                    "task", fields.text("task", "one_page"), BrowsingTask.class),
                seconds("session_time_s", fields.number("session_time_s")),
                seconds("expected_maximum_s", fields.number("expected_maximum_s", 15))),
        (result, out) -> out.put("min_s", result.minimumSeconds()));
  }

  private static JsonModel iqx() {
    return JsonServiceModel.of(
        "iqx",
        IqxModel.voicePacketLoss().descriptor().title(),
        """
        reads
          qos                  the disturbance, in the unit of the law, >= 0
          law                  voice_packet_loss (qos is the loss ratio, 0..1; default),
                               voice_reordering (qos is the reordering ratio, 0..1) or custom
          alpha, beta, gamma   of a custom law QoE = alpha exp(-beta qos) + gamma
        """
            + SHARED_OUTPUT,
        fields -> new Question<>(iqxModel(fields), QosLevel.of(fields.number("qos"))),
        question -> question.model().score(question.level()),
        (result, out) -> out.put("qoe", result.nativeScore().value()));
  }

  private static JsonModel weberFechner() {
    return JsonServiceModel.of(
        "weber-fechner",
        "logarithmic law of quality and stimulus (Weber, Fechner)",
        """
        reads
          qos                  the stimulus, in the unit of the law, > 0
          worst, best          the values of qos that people rate 1 and 5, > 0; or
          intercept, slope     of QoE = intercept + slope ln(qos)
        """
            + SHARED_OUTPUT,
        fields ->
            new Question<>(
                WeberFechnerModel.of(logarithmicLaw(fields)), QosLevel.of(fields.number("qos"))),
        question -> question.model().score(question.level()),
        (result, out) -> out.put("qoe", result.nativeScore().value()));
  }

  private static IqxModel iqxModel(JsonFields fields) {
    boolean custom = fields.has("alpha") || fields.has("beta") || fields.has("gamma");
    String law = fields.text("law", custom ? "custom" : "voice_packet_loss");
    if (custom && !law.equals("custom")) {
      throw new InvalidInputException(
          "alpha, beta and gamma belong to law 'custom', not to '%s'".formatted(law));
    }
    return switch (law) {
      case "voice_packet_loss" -> IqxModel.voicePacketLoss();
      case "voice_reordering" -> IqxModel.voiceReordering();
      case "custom" ->
          IqxModel.of(
              new IqxLaw(fields.number("alpha"), fields.number("beta"), fields.number("gamma")));
      default ->
          throw new InvalidInputException(
              "field 'law' must be one of custom, voice_packet_loss, voice_reordering: '%s'"
                  .formatted(law));
    };
  }

  private static LogarithmicLaw logarithmicLaw(JsonFields fields) {
    boolean anchors = fields.has("worst") || fields.has("best");
    if (anchors && (fields.has("intercept") || fields.has("slope"))) {
      throw new InvalidInputException("give either worst and best, or intercept and slope");
    }
    return anchors
        ? LogarithmicLaw.ofAnchors(fields.number("worst"), fields.number("best"))
        : new LogarithmicLaw(fields.number("intercept"), fields.number("slope"));
  }

  private static Duration seconds(String field, double seconds) {
    if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
      throw new InvalidInputException(
          "field '%s' must be > 0 and <= %s: %s".formatted(field, LONGEST_SECONDS, seconds));
    }
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  /** A law and the level at which it is asked. */
  private record Question<M>(M model, QosLevel level) {}
}
