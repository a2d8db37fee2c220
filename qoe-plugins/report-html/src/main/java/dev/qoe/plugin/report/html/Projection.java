package dev.qoe.plugin.report.html;

import dev.qoe.api.network.GeoPoint;
import java.util.List;

/**
 * An equirectangular map of a small part of the earth: degrees of longitude are shortened by the
 * cosine of the middle latitude, so that distances near it are true in all directions.
 *
 * <p>Immutable.
 *
 * @param north the latitude of the upper edge of what is shown, in degrees
 * @param west the longitude of its left edge, in degrees
 * @param shortening how long a degree of longitude is, told in degrees of latitude, {@code > 0}
 * @param unitsPerMetre the scale, {@code > 0}
 * @param left the place of {@code west} in the picture
 * @param height the height of the picture in its own units
 */
record Projection(
    double north, double west, double shortening, double unitsPerMetre, double left, int height) {

  /** Width of the picture, in its own units. */
  static final int WIDTH = 360;

  private static final int MARGIN = 30;
  private static final int LEAST_HEIGHT = 170;
  private static final int MOST_HEIGHT = 420;
  private static final double LEAST_METRES = 200;

  /** Mean radius of the earth (IUGG), in metres, times the angle of a degree. */
  private static final double METRES_PER_DEGREE = Math.toRadians(6_371_008.8);

  /** Returns a map that shows all of {@code places}, of which there is at least one. */
  static Projection of(List<GeoPoint> places) {
    double north = places.stream().mapToDouble(GeoPoint::latitude).max().orElseThrow();
    double south = places.stream().mapToDouble(GeoPoint::latitude).min().orElseThrow();
    double west = places.stream().mapToDouble(GeoPoint::longitude).min().orElseThrow();
    double east = places.stream().mapToDouble(GeoPoint::longitude).max().orElseThrow();
    double shortening = Math.max(0.01, Math.cos(Math.toRadians((north + south) / 2)));
    double wide = (east - west) * shortening * METRES_PER_DEGREE;
    double high = (north - south) * METRES_PER_DEGREE;
    double inner = WIDTH - 2.0 * MARGIN;
    double scale =
        Math.min(
            inner / Math.max(wide, LEAST_METRES),
            (MOST_HEIGHT - 2.0 * MARGIN) / Math.max(high, LEAST_METRES));
    int height = (int) Math.max(LEAST_HEIGHT, Math.ceil(high * scale) + 2 * MARGIN);
    double unusedAbove = (height - 2 * MARGIN - high * scale) / 2;
    return new Projection(
        north + unusedAbove / scale / METRES_PER_DEGREE,
        west,
        shortening,
        scale,
        MARGIN + (inner - wide * scale) / 2,
        height);
  }

  /** Returns how far right a place lies. */
  double x(GeoPoint place) {
    return left + (place.longitude() - west) * shortening * METRES_PER_DEGREE * unitsPerMetre;
  }

  /** Returns how far down a place lies. */
  double y(GeoPoint place) {
    return MARGIN + (north - place.latitude()) * METRES_PER_DEGREE * unitsPerMetre;
  }
}
