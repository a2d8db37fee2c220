package dev.qoe.api.store;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.internal.Checks;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A simulation that was run and kept: what was asked, what came out, who asked.
 *
 * <p>Tenant, name and time of creation are its identity. Immutable.
 *
 * @param tenant whose run it is
 * @param name what people call it, not blank, at most 200 characters; runs may share a name
 * @param createdAt when it was run
 * @param principal the name of who ran it, not blank
 * @param type what kind of simulation it was, for example {@code what-if}, not blank
 * @param parameters what it was run with, in the order of names
 * @param results what came out, in the order of names; NaN where nothing is known
 * @param summary what came out, for people; may be empty
 * @since 0.1
 */
public record SimulationRun(
    Tenant tenant,
    String name,
    Instant createdAt,
    String principal,
    String type,
    Map<String, String> parameters,
    Map<String, Double> results,
    String summary) {

  private static final int LONGEST_NAME = 200;

  /**
   * Creates a run; the maps are copied.
   *
   * @throws IllegalArgumentException if name, principal or type is blank or the name is too long
   */
  public SimulationRun {
    Checks.notBlank(name, "name of a simulation run");
    Checks.within(
        name.length(), 1, LONGEST_NAME, "length of the name of simulation run '" + name + "'");
    Checks.notBlank(principal, "principal of simulation run '" + name + "'");
    Checks.notBlank(type, "type of simulation run '" + name + "'");
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    results = Collections.unmodifiableMap(new TreeMap<>(results));
  }
}
