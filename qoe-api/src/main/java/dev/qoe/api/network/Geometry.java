package dev.qoe.api.network;

import dev.qoe.api.internal.Checks;
import java.util.List;

/**
 * Where an element is: nowhere known, at a point, along a line or over an area.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public sealed interface Geometry {

  /** Returns the points that make it, in order; empty if the place is not known. */
  List<GeoPoint> points();

  /** Returns the geometry of what has no known place. */
  static Geometry unknown() {
    return new Unknown();
  }

  /** Returns the geometry of one point. */
  static Geometry at(double latitude, double longitude) {
    return new Point(new GeoPoint(latitude, longitude));
  }

  /** A place that is not known. Immutable. */
  record Unknown() implements Geometry {
    @Override
    public List<GeoPoint> points() {
      return List.of();
    }
  }

  /**
   * A single place. Immutable.
   *
   * @param point the place
   */
  record Point(GeoPoint point) implements Geometry {
    @Override
    public List<GeoPoint> points() {
      return List.of(point);
    }
  }

  /**
   * A path from point to point, for example a link or a track. Immutable.
   *
   * @param points at least two points
   */
  record Line(List<GeoPoint> points) implements Geometry {
    /**
     * Creates a line; the list is copied.
     *
     * @throws IllegalArgumentException if {@code points.size() < 2}
     */
    public Line {
      points = List.copyOf(points);
      Checks.within(points.size(), 2, Integer.MAX_VALUE, "number of points of a line");
    }
  }

  /**
   * An area within a closed outline, for example the footprint of a cell. Immutable.
   *
   * @param points at least three corners; the last is joined to the first
   */
  record Polygon(List<GeoPoint> points) implements Geometry {
    /**
     * Creates an area; the list is copied.
     *
     * @throws IllegalArgumentException if {@code points.size() < 3}
     */
    public Polygon {
      points = List.copyOf(points);
      Checks.within(points.size(), 3, Integer.MAX_VALUE, "number of corners of a polygon");
    }
  }
}
