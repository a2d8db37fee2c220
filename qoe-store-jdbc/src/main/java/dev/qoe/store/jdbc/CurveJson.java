package dev.qoe.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.kpi.UtilityCurve;
import java.util.ArrayList;
import java.util.List;

/** Utility curves as JSON: {@code {"type":"linear","worst":0.1,"best":0.0}}. */
final class CurveJson {

  private CurveJson() {}

  static String write(UtilityCurve curve) {
    return Json.text(tree(curve));
  }

  static UtilityCurve read(String text) {
    JsonNode tree = Json.parse(text);
    String type = Json.string(tree, "type");
    return switch (type) {
      case "linear" -> new UtilityCurve.Linear(number(tree, "worst"), number(tree, "best"));
      case "logarithmic" ->
          new UtilityCurve.Logarithmic(number(tree, "worst"), number(tree, "best"));
      case "exponential" ->
          new UtilityCurve.Exponential(
              number(tree, "worst"), number(tree, "best"), number(tree, "steepness"));
      case "logistic" -> new UtilityCurve.Logistic(number(tree, "midpoint"), number(tree, "slope"));
      case "piecewise" -> new UtilityCurve.Piecewise(points(tree.required("points")));
      case "target_band" ->
          new UtilityCurve.TargetBand(
              number(tree, "worstLow"),
              number(tree, "low"),
              number(tree, "high"),
              number(tree, "worstHigh"));
      default -> throw new IllegalStateException("unknown type of utility curve '" + type + "'");
    };
  }

  private static ObjectNode tree(UtilityCurve curve) {
    if (curve instanceof UtilityCurve.Linear c) {
      return typed("linear").put("worst", c.worst()).put("best", c.best());
    }
    if (curve instanceof UtilityCurve.Logarithmic c) {
      return typed("logarithmic").put("worst", c.worst()).put("best", c.best());
    }
    if (curve instanceof UtilityCurve.Exponential c) {
      return typed("exponential")
          .put("worst", c.worst())
          .put("best", c.best())
          .put("steepness", c.steepness());
    }
    if (curve instanceof UtilityCurve.Logistic c) {
      return typed("logistic").put("midpoint", c.midpoint()).put("slope", c.slope());
    }
    if (curve instanceof UtilityCurve.Piecewise c) {
      ObjectNode object = typed("piecewise");
      ArrayNode points = object.putArray("points");
      c.points().forEach(point -> points.addArray().add(point.value()).add(point.score()));
      return object;
    }
    if (curve instanceof UtilityCurve.TargetBand c) {
      return typed("target_band")
          .put("worstLow", c.worstLow())
          .put("low", c.low())
          .put("high", c.high())
          .put("worstHigh", c.worstHigh());
    }
    throw new IllegalStateException("no name is known for the curve " + curve);
  }

  private static ObjectNode typed(String type) {
    return Json.object().put("type", type);
  }

  private static double number(JsonNode tree, String field) {
    return Json.number(tree, field);
  }

  private static List<UtilityCurve.Piecewise.Point> points(JsonNode array) {
    List<UtilityCurve.Piecewise.Point> points = new ArrayList<>();
    array.forEach(
        pair ->
            points.add(
                new UtilityCurve.Piecewise.Point(
                    pair.get(0).doubleValue(), pair.get(1).doubleValue())));
    return points;
  }
}
