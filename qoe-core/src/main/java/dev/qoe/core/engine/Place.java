package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The series of one element. Guarded by the shard's lock. */
final class Place {

  private final ElementPath path;
  private LiveSeries[] series = {};

  Place(ElementPath path) {
    this.path = path;
  }

  ElementPath path() {
    return path;
  }

  /** Returns its series, not to be changed. */
  LiveSeries[] series() {
    return series;
  }

  @Nullable LiveSeries find(Kpi kpi) {
    for (LiveSeries one : series) {
      if (one.kpi().equals(kpi)) {
        return one;
      }
    }
    return null;
  }

  /** Returns how many of its series have a recent value. */
  int freshCount() {
    int fresh = 0;
    for (LiveSeries each : series) {
      fresh += each.fresh() ? 1 : 0;
    }
    return fresh;
  }

  /** Returns the newest event time of its series; NEVER before the first. */
  long newest() {
    long newest = LiveSeries.NEVER;
    for (LiveSeries each : series) {
      newest = Math.max(newest, each.newest);
    }
    return newest;
  }

  void add(LiveSeries added) {
    series = Arrays.copyOf(series, series.length + 1);
    series[series.length - 1] = added;
  }
}
