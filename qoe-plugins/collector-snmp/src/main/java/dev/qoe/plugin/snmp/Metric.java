package dev.qoe.plugin.snmp;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a value of an agent becomes a value of an indicator.
 *
 * <p>Immutable.
 *
 * @param kpi the indicator
 * @param of the columns that may hold it, the best first; a series keeps to the first that it had
 * @param counter whether it is a count that only grows
 * @param unit the unit of the value once it is scaled
 * @param times by what the agent's number is multiplied
 * @param plus what is added in the end
 * @param per by what column it is divided, or {@code speed} by the speed of the line; empty for
 *     none
 * @param lineBits how many bits of a line one count takes at least, {@code > 0}; infinite if the
 *     line does not limit it
 * @param words what numbers of the agent mean; empty if they mean themselves
 * @param ignore numbers of the agent that stand for no value
 * @param when texts that columns must have
 * @param scale the column of a sensor's SI prefix and the column of its precision (RFC 3433); empty
 *     if it has none
 * @param decibel whether the value, then in milliwatts, is told in dBm
 * @param child the element below the row's that has the indicator; empty for the row's own
 */
record Metric(
    Kpi kpi,
    List<Column> of,
    boolean counter,
    Unit unit,
    double times,
    double plus,
    String per,
    double lineBits,
    Map<Double, Double> words,
    Set<Double> ignore,
    Map<String, Set<String>> when,
    List<String> scale,
    boolean decibel,
    Template child) {

  /** What {@link #per} says for the speed of the line. */
  static final String SPEED = "speed";
}
