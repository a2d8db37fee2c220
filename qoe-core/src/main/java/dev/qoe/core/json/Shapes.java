package dev.qoe.core.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.kpi.UtilityCurve;
import dev.qoe.api.network.Geometry;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.score.QoeClass;
import dev.qoe.api.score.Score;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the records whose JSON is more than their components are written: Jackson's mix-ins. */
final class Shapes {

  private static final Map<Class<?>, Class<?>> KINDS =
      Map.of(
          UtilityCurve.class, CurveShape.class,
          Geometry.class, GeometryShape.class,
          EngineEvent.class, AnnouncementShape.class);

  private Shapes() {}

  /** Returns the words that tell the kinds of a sealed type apart; none for any other type. */
  static List<String> kinds(Class<?> type) {
    Class<?> shape = KINDS.get(type);
    JsonSubTypes kinds = shape == null ? null : shape.getAnnotation(JsonSubTypes.class);
    return kinds == null
        ? List.of()
        : Arrays.stream(kinds.value()).map(JsonSubTypes.Type::name).toList();
  }

  static void addTo(SimpleModule module) {
    module.setMixInAnnotation(Score.class, ScoreShape.class);
    module.setMixInAnnotation(Alert.class, AlertShape.class);
    KINDS.forEach(module::setMixInAnnotation);
  }

  /**
   * The score's value goes by the name {@code score}; opinion score, class and a sentence are told
   * beside.
   */
  @JsonPropertyOrder({
    "element",
    "time",
    "score",
    "mos",
    "class",
    "confidence",
    "explanation",
    "contributions"
  })
  @JsonIgnoreProperties(
      value = {"mos", "class", "explanation"},
      allowGetters = true)
  interface ScoreShape {
    @JsonProperty("score")
    double value();

    @JsonProperty("mos")
    double mos();

    @JsonProperty("class")
    Optional<QoeClass> qoeClass();

    @JsonProperty("explanation")
    String explanation();
  }

  /** State and times of an alert follow from its history; they are told beside it. */
  @JsonPropertyOrder({
    "id",
    "reductionKey",
    "element",
    "rule",
    "type",
    "severity",
    "state",
    "openedAt",
    "resolvedAt",
    "message",
    "kpis",
    "cause",
    "evidence",
    "history",
    "annotations"
  })
  @JsonIgnoreProperties(
      value = {"state", "openedAt", "resolvedAt"},
      allowGetters = true)
  interface AlertShape {
    @JsonProperty("state")
    Object state();

    @JsonProperty("openedAt")
    Optional<Instant> openedAt();

    @JsonProperty("resolvedAt")
    Optional<Instant> resolvedAt();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = UtilityCurve.Linear.class, name = "linear"),
    @JsonSubTypes.Type(value = UtilityCurve.Logarithmic.class, name = "logarithmic"),
    @JsonSubTypes.Type(value = UtilityCurve.Exponential.class, name = "exponential"),
    @JsonSubTypes.Type(value = UtilityCurve.Logistic.class, name = "logistic"),
    @JsonSubTypes.Type(value = UtilityCurve.Piecewise.class, name = "piecewise"),
    @JsonSubTypes.Type(value = UtilityCurve.TargetBand.class, name = "band")
  })
  interface CurveShape {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Geometry.Unknown.class, name = "unknown"),
    @JsonSubTypes.Type(value = Geometry.Point.class, name = "point"),
    @JsonSubTypes.Type(value = Geometry.Line.class, name = "line"),
    @JsonSubTypes.Type(value = Geometry.Polygon.class, name = "polygon")
  })
  interface GeometryShape {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "announces")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = EngineEvent.KpiUpdated.class, name = "kpi"),
    @JsonSubTypes.Type(value = EngineEvent.ScoreChanged.class, name = "score"),
    @JsonSubTypes.Type(value = EngineEvent.AlertChanged.class, name = "alert"),
    @JsonSubTypes.Type(value = EngineEvent.NetworkEvent.class, name = "event"),
    @JsonSubTypes.Type(value = EngineEvent.SimulationResult.class, name = "simulation"),
    @JsonSubTypes.Type(value = EngineEvent.SystemStatus.class, name = "status"),
    @JsonSubTypes.Type(value = EngineEvent.UserActivity.class, name = "activity")
  })
  interface AnnouncementShape {}
}
