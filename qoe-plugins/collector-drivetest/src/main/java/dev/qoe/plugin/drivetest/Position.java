package dev.qoe.plugin.drivetest;

import dev.qoe.api.network.Geometry;

/**
 * A weighted mean of positions.
 *
 * <p>Confine to one thread.
 */
final class Position {

  private double weights;
  private double latitudes;
  private double longitudes;

  /** Adds a position, in degrees, with a weight {@code >= 0}. */
  void add(double latitude, double longitude, double weight) {
    weights += weight;
    latitudes += weight * latitude;
    longitudes += weight * longitude;
  }

  /** Adds all positions of another mean. */
  void add(Position other) {
    weights += other.weights;
    latitudes += other.latitudes;
    longitudes += other.longitudes;
  }

  /** Returns the mean, or an unknown place if nothing of any weight was added. */
  Geometry mean() {
    return weights > 0
        ? Geometry.at(latitudes / weights, longitudes / weights)
        : Geometry.unknown();
  }
}
