package dev.qoe.sim.experiment;

import dev.qoe.sim.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** A number of points spread over the parameters' domains. Immutable. */
record SampledDesign(Kind kind, int count) implements Design {

  enum Kind {
    LATIN_HYPERCUBE,
    SOBOL,
    RANDOM
  }

  SampledDesign {
    if (count < 1) {
      throw new IllegalArgumentException("points of a design must be >= 1: " + count);
    }
  }

  @Override
  public String name() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + " " + count;
  }

  @Override
  public long size(List<Parameter> parameters) {
    if (kind == Kind.SOBOL && parameters.size() > SobolSequence.MAX_DIMENSIONS) {
      throw new IllegalArgumentException(
          "a Sobol' design has at most %d parameters: %d"
              .formatted(SobolSequence.MAX_DIMENSIONS, parameters.size()));
    }
    return count;
  }

  @Override
  public List<List<Level>> points(List<Parameter> parameters, RandomStreams streams) {
    double[][] shares =
        switch (kind) {
          case LATIN_HYPERCUBE -> latinHypercube(parameters, streams);
          case SOBOL -> sobol(parameters, streams);
          case RANDOM -> random(parameters, streams);
        };
    List<List<Level>> points = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      List<Level> levels = new ArrayList<>(parameters.size());
      for (int p = 0; p < parameters.size(); p++) {
        levels.add(parameters.get(p).domain().at(shares[p][i]));
      }
      points.add(List.copyOf(levels));
    }
    return points;
  }

  /** Each parameter draws from its own stream, so that another one more changes none of these. */
  private static UniformRandomProvider stream(RandomStreams streams, Parameter parameter) {
    return streams.stream("design of " + parameter.name());
  }

  private double[][] random(List<Parameter> parameters, RandomStreams streams) {
    double[][] shares = new double[parameters.size()][];
    for (int p = 0; p < shares.length; p++) {
      UniformRandomProvider random = stream(streams, parameters.get(p));
      shares[p] = random.doubles(count).toArray();
    }
    return shares;
  }

  private double[][] latinHypercube(List<Parameter> parameters, RandomStreams streams) {
    double[][] shares = new double[parameters.size()][count];
    for (int p = 0; p < shares.length; p++) {
      UniformRandomProvider random = stream(streams, parameters.get(p));
      int[] slices = IntStream.range(0, count).toArray();
      for (int i = count - 1; i >= 0; i--) {
        int j = random.nextInt(i + 1);
        int slice = slices[j];
        slices[j] = slices[i];
        shares[p][i] = (slice + random.nextDouble()) / count;
      }
    }
    return shares;
  }

  private double[][] sobol(List<Parameter> parameters, RandomStreams streams) {
    double[][] shares = new double[parameters.size()][count];
    long[] shifts = new long[parameters.size()];
    for (int p = 0; p < shifts.length; p++) {
      shifts[p] = stream(streams, parameters.get(p)).nextLong() >>> 32;
    }
    SobolSequence sequence = SobolSequence.create(Math.max(1, shifts.length));
    for (int i = 0; i < count; i++) {
      double[] next = sequence.next();
      for (int p = 0; p < shifts.length; p++) {
        long digits = (long) (next[p] * 0x1p32) ^ shifts[p];
        shares[p][i] = (digits + 0.5) * 0x1p-32;
      }
    }
    return shares;
  }
}
