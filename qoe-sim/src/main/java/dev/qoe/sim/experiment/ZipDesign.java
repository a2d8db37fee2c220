package dev.qoe.sim.experiment;

import dev.qoe.sim.random.RandomStreams;
import java.util.List;
import java.util.stream.LongStream;

/** First levels, second levels and so on. Immutable. */
record ZipDesign() implements Design {

  @Override
  public String name() {
    return "zip";
  }

  @Override
  public long size(List<Parameter> parameters) {
    List<Long> sizes = parameters.stream().map(p -> p.domain().size()).distinct().toList();
    if (sizes.size() > 1) {
      throw new IllegalArgumentException(
          "parameters that go in step must have as many levels as each other: "
              + parameters.stream().map(p -> p.name() + " has " + p.domain().size()).toList());
    }
    return sizes.isEmpty() ? 1 : sizes.get(0);
  }

  @Override
  public List<List<Level>> points(List<Parameter> parameters, RandomStreams streams) {
    return LongStream.range(0, size(parameters))
        .mapToObj(i -> parameters.stream().map(p -> p.domain().level(i)).toList())
        .toList();
  }
}
