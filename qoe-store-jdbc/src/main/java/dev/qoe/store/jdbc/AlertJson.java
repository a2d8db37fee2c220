package dev.qoe.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Annotation;
import dev.qoe.api.alert.Evidence;
import dev.qoe.api.alert.Transition;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;

/** The lists of an alert as JSON; their times are ISO 8601 with all digits. */
final class AlertJson {

  private AlertJson() {}

  static JsonNode write(Evidence evidence) {
    ObjectNode object =
        Json.object()
            .put("element", evidence.element().text())
            .put("kind", evidence.kind())
            .put("time", evidence.time().toString());
    return Json.put(object, "value", evidence.value()).put("text", evidence.text());
  }

  static Evidence evidence(JsonNode object) {
    return new Evidence(
        ElementPath.of(Json.string(object, "element")),
        Json.string(object, "kind"),
        time(object, "time"),
        Json.number(object, "value"),
        Json.string(object, "text"));
  }

  static JsonNode write(Transition step) {
    return Json.object()
        .put("state", step.state().name())
        .put("at", step.at().toString())
        .put("by", step.by())
        .put("reason", step.reason());
  }

  static Transition transition(JsonNode object) {
    return new Transition(
        AlertState.valueOf(Json.string(object, "state")),
        time(object, "at"),
        Json.string(object, "by"),
        Json.string(object, "reason"));
  }

  static JsonNode write(Annotation remark) {
    return Json.object()
        .put("at", remark.at().toString())
        .put("by", remark.by())
        .put("text", remark.text());
  }

  static Annotation annotation(JsonNode object) {
    return new Annotation(
        time(object, "at"), Json.string(object, "by"), Json.string(object, "text"));
  }

  private static Instant time(JsonNode object, String field) {
    return Instant.parse(Json.string(object, field));
  }
}
