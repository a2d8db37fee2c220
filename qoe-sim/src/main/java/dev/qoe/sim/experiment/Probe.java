package dev.qoe.sim.experiment;

import java.util.List;

/**
 * A simulation and the names of what it measures. Immutable.
 *
 * @param code the class that the user's code stands in
 */
record Probe(List<Output> outputs, Measures run, Class<?> code) {

  /** Returns the values of a trial, checked. */
  double[] measure(Trial trial) throws Exception {
    double[] values = run.of(trial);
    if (values.length != outputs.size()) {
      throw new IllegalStateException(
          "%d values were measured for %d names".formatted(values.length, outputs.size()));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalStateException(
            "measure '%s' is %s; a measure must be finite"
                .formatted(outputs.get(i).name(), values[i]));
      }
    }
    return values;
  }
}
