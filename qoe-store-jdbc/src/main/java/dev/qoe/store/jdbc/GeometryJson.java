package dev.qoe.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.network.GeoPoint;
import dev.qoe.api.network.Geometry;
import java.util.ArrayList;
import java.util.List;

/** Places as JSON: {@code {"type":"point","points":[[latitude,longitude]]}}. */
final class GeometryJson {

  private GeometryJson() {}

  static String write(Geometry geometry) {
    ObjectNode object = Json.object().put("type", type(geometry));
    ArrayNode points = object.putArray("points");
    geometry
        .points()
        .forEach(point -> points.addArray().add(point.latitude()).add(point.longitude()));
    return Json.text(object);
  }

  static Geometry read(String text) {
    JsonNode object = Json.parse(text);
    List<GeoPoint> points = new ArrayList<>();
    object
        .required("points")
        .forEach(pair -> points.add(new GeoPoint(pair.get(0).asDouble(), pair.get(1).asDouble())));
    String type = Json.string(object, "type");
    return switch (type) {
      case "unknown" -> Geometry.unknown();
      case "point" -> new Geometry.Point(points.get(0));
      case "line" -> new Geometry.Line(points);
      case "polygon" -> new Geometry.Polygon(points);
      default -> throw new IllegalStateException("unknown type of geometry '" + type + "'");
    };
  }

  private static String type(Geometry geometry) {
    if (geometry instanceof Geometry.Point) {
      return "point";
    }
    if (geometry instanceof Geometry.Line) {
      return "line";
    }
    return geometry instanceof Geometry.Polygon ? "polygon" : "unknown";
  }
}
