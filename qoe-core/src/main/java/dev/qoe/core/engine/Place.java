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

  void add(LiveSeries added) {
    series = Arrays.copyOf(series, series.length + 1);
    series[series.length - 1] = added;
  }
}
