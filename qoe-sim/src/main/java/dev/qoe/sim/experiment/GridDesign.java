package dev.qoe.sim.experiment;

import dev.qoe.sim.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All combinations of all levels. Immutable. */
record GridDesign() implements Design {

  @Override
  public String name() {
    return "grid";
  }

  @Override
  public long size(List<Parameter> parameters) {
    long size = 1;
    for (Parameter parameter : parameters) {
      long levels = parameter.domain().size();
      if (Math.multiplyHigh(size, levels) != 0 || size * levels < 0) {
        return Long.MAX_VALUE;
      }
      size *= levels;
    }
    return size;
  }

  @Override
  public List<List<Level>> points(List<Parameter> parameters, RandomStreams streams) {
    List<List<Level>> points = new ArrayList<>();
    long size = size(parameters);
    for (long i = 0; i < size; i++) {
      Level[] levels = new Level[parameters.size()];
      long rest = i;
      for (int p = levels.length - 1; p >= 0; p--) {
        Domain domain = parameters.get(p).domain();
        levels[p] = domain.level(rest % domain.size());
        rest /= domain.size();
      }
      points.add(List.copyOf(Arrays.asList(levels)));
    }
    return points;
  }
}
