package dev.qoe.api.kpi;

import dev.qoe.api.internal.Checks;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A group of indicators that are judged together before they enter an element's score.
 *
 * <p>Immutable.
 *
 * @param name its name, for example {@code COVERAGE}; unique within its domain
 * @param domain the domain it belongs to
 * @param description what it says, for people
 * @param weight its weight within its domain, {@code >= 0}; orders reports
 * @param qoeWeight its weight in an element's score, {@code >= 0}; 0 keeps it out
 * @param kpis the indicators in it
 * @since 0.1
 */
public record Subdomain(
    String name,
    Domain domain,
    String description,
    double weight,
    double qoeWeight,
    Set<Kpi> kpis) {

  /**
   * Creates a group; the set is copied in the order of codes.
   *
   * @throws IllegalArgumentException if the name is blank or a weight is not within 0 to 1e6
   */
  public Subdomain {
    Checks.notBlank(name, "name of a subdomain");
    Checks.within(weight, 0, 1e6, "weight of subdomain '" + name + "'");
    Checks.within(qoeWeight, 0, 1e6, "QoE weight of subdomain '" + name + "'");
    kpis = Collections.unmodifiableSet(new TreeSet<>(kpis));
  }
}
