package dev.qoe.sim.whatif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.score.QoeClass;
import dev.qoe.api.score.Score;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Answers as JSON lines. */
final class ResultLines {

  private static final MathContext DIGITS = new MathContext(9);

  private ResultLines() {}

  static List<ObjectNode> of(String name, WhatIfResult result) {
    List<ObjectNode> lines = new ArrayList<>();
    ObjectNode line = line("result", name).put("element", result.element().text());
    put(line.putObject("before"), result.before());
    put(line.putObject("after"), result.after());
    put(line, "gain", result.gain());
    line.put("explanation", result.explanation());
    ArrayNode changes = line.putArray("changes");
    result.changes().forEach(change -> changes.add(change.toString()));
    ArrayNode assumptions = line.putArray("assumptions");
    for (Assumption assumption : result.assumptions()) {
      ObjectNode one = assumptions.addObject().put("text", assumption.text());
      put(one, "trust", assumption.trust());
      one.put("readings", assumption.readings());
    }
    lines.add(line);
    for (KpiDifference difference : result.differences()) {
      ObjectNode one =
          line("difference", name)
              .put("element", difference.element().text())
              .put("kpi", difference.kpi().code());
      put(one, "before", difference.before());
      put(one, "after", difference.after());
      put(one, "gain", difference.gain());
      ArrayNode through = one.putArray("through");
      difference.through().forEach(through::add);
      lines.add(one);
    }
    return lines;
  }

  static ObjectNode of(String name, GoalResult goal) {
    ObjectNode line =
        line("goal", name)
            .put("objective", goal.objective().toString())
            .put("element", goal.parameter().element().text())
            .put("kpi", goal.parameter().kpi().code());
    put(line, "target", goal.target());
    put(line, "from", goal.from());
    put(line, "to", goal.to());
    put(line, "before", goal.before());
    put(line, "after", goal.after());
    return line.put("reached", goal.reached()).put("explanation", goal.text());
  }

  static ObjectNode of(String name, OptimizationResult optimum) {
    ObjectNode line = line("optimum", name).put("objective", optimum.objective().toString());
    put(line, "before", optimum.before());
    put(line, "after", optimum.after());
    put(line, "cost", optimum.cost());
    line.put("satisfied", optimum.satisfied()).put("evaluations", optimum.evaluations());
    ArrayNode settings = line.putArray("settings");
    for (OptimizationResult.Setting setting : optimum.settings()) {
      ObjectNode one =
          settings
              .addObject()
              .put("element", setting.parameter().element().text())
              .put("kpi", setting.parameter().kpi().code());
      put(one, "from", setting.from());
      put(one, "to", setting.to());
      put(one, "cost", setting.cost());
    }
    return line;
  }

  private static ObjectNode line(String kind, String name) {
    return JsonNodeFactory.instance.objectNode().put("line", kind).put("name", name);
  }

  private static void put(ObjectNode object, Score score) {
    put(object, "score", score.value());
    put(object, "confidence", score.confidence());
    object.put("class", score.qoeClass().map(QoeClass::word).orElse("unknown"));
  }

  private static void put(ObjectNode object, String field, double number) {
    if (Double.isNaN(number)) {
      object.putNull(field);
    } else {
      object.put(field, new BigDecimal(number).round(DIGITS).doubleValue() + 0.0);
    }
  }
}
