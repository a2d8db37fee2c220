package dev.qoe.api.network;

import dev.qoe.api.internal.Checks;

/**
 * A point on the earth, WGS 84.
 *
 * <p>Immutable.
 *
 * @param latitude in degrees, -90 to 90
 * @param longitude in degrees, -180 to 180
 * @since 0.1
 */
public record GeoPoint(double latitude, double longitude) {

  /**
   * Creates a point.
   *
   * @throws IllegalArgumentException if a coordinate is out of range
   */
  public GeoPoint {
    Checks.within(latitude, -90, 90, "latitude");
    Checks.within(longitude, -180, 180, "longitude");
  }
}
