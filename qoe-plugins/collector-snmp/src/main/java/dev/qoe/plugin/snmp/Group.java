package dev.qoe.plugin.snmp;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is read together: a table, or some scalars.
 *
 * <p>Immutable.
 *
 * @param name what the profile calls it
 * @param table whether it is a table
 * @param element the name of a row's element below the agent's; empty for the agent's own
 * @param type the type of that element
 * @param columns its columns, by name, in the order of their places
 * @param metrics what becomes of them
 * @param labels the columns that label the element
 * @param when texts that columns must have for a row to count
 * @param speed the columns that tell the speed of a line, the best first, and what one of their
 *     units is in bit/s
 * @param discontinuity the columns that tell when counts last lost their continuity; one or none
 * @param up the column and its text by which the element is up; empty if nothing tells
 */
record Group(
    String name,
    boolean table,
    Template element,
    String type,
    Map<String, Column> columns,
    List<Metric> metrics,
    List<String> labels,
    Map<String, Set<String>> when,
    Map<Column, Double> speed,
    List<Column> discontinuity,
    Map<String, Set<String>> up) {}
