package dev.qoe.core.kpi;

import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.KpiKind;
import dev.qoe.api.kpi.Subdomain;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.config.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All indicators that an engine knows, and the groups in which they are weighed.
 *
 * <p>The {@linkplain #standard() standard catalogue} holds the indicators of radio, transport,
 * core, services and devices; users {@linkplain #plus(KpiCatalog) extend or override} it.
 * Immutable.
 *
 * @since 0.1
 */
public final class KpiCatalog {

  private final Map<Kpi, KpiDefinition> definitions;
  private final Map<String, Subdomain> subdomains;

  private KpiCatalog(Map<Kpi, KpiDefinition> definitions, Map<String, Subdomain> subdomains) {
    this.definitions = definitions;
    this.subdomains = subdomains;
  }

  /** Returns the catalogue that ships with the library. */
  public static KpiCatalog standard() {
    return Standard.CATALOG;
  }

  /**
   * Returns the catalogue in a CSV file with the columns of the standard one; of these, {@code
   * kind}, {@code curve}, {@code staleness} and {@code description} may be missing.
   *
   * <p>A subdomain that the standard catalogue knows keeps its weights; any other weighs 1.
   *
   * @throws IOException if the file cannot be read
   * @throws ConfigurationException if it breaks the rules; the message names all mistakes
   */
  public static KpiCatalog read(Path file) throws IOException {
    return KpiCsv.read(file);
  }

  /** Returns a builder of an empty catalogue. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns all definitions in the order of their codes. */
  public Collection<KpiDefinition> definitions() {
    return definitions.values();
  }

  /** Returns all groups in the order of domain and name, each with its indicators. */
  public Collection<Subdomain> subdomains() {
    return subdomains.values();
  }

  /** Returns the definition of an indicator, if it is known. */
  public Optional<KpiDefinition> find(Kpi kpi) {
    return Optional.ofNullable(definitions.get(kpi));
  }

  /**
   * Returns the definition of an indicator.
   *
   * @throws NoSuchElementException if it is not known
   */
  public KpiDefinition get(Kpi kpi) {
    return find(kpi)
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "unknown KPI '%s'%s"
                        .formatted(
                            kpi,
                            Nearest.hint(
                                kpi.code(),
                                definitions.keySet().stream().map(Kpi::code).toList()))));
  }

  /** Returns the group in which an indicator is weighed. */
  public Subdomain subdomainOf(KpiDefinition definition) {
    Subdomain found = subdomains.get(key(definition.domain(), definition.subdomain()));
    if (found == null) {
      throw new NoSuchElementException(
          "KPI '%s' is not of this catalogue".formatted(definition.kpi()));
    }
    return found;
  }

  /** Returns this catalogue with the definitions and groups of {@code other} added or replaced. */
  public KpiCatalog plus(KpiCatalog other) {
    Builder builder = new Builder();
    definitions.values().forEach(builder::add);
    subdomains.values().forEach(builder::add);
    other.definitions.values().forEach(builder::replace);
    other.subdomains.values().forEach(builder::replace);
    return builder.build();
  }

  /** Returns this catalogue without an indicator. */
  public KpiCatalog without(Kpi kpi) {
    Builder builder = new Builder();
    definitions.values().stream()
        .filter(definition -> !definition.kpi().equals(kpi))
        .forEach(builder::add);
    subdomains.values().forEach(builder::add);
    return builder.build();
  }

  private static String key(Domain domain, String subdomain) {
    return domain + "/" + subdomain;
  }

  /** The standard catalogue, read when it is first asked for. */
  private static final class Standard {
    private static final KpiCatalog CATALOG = KpiCsv.standard();
  }

  /** A builder of catalogues. Confine to one thread. */
  public static final class Builder {

    private final Map<Kpi, KpiDefinition> definitions = new TreeMap<>();
    private final Map<String, Subdomain> subdomains = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private Builder() {}

    /** Adds an indicator; a second one of the same code is a mistake. */
    public Builder add(KpiDefinition definition) {
      if (definitions.putIfAbsent(definition.kpi(), definition) != null) {
        problems.add("KPI '%s' is defined twice".formatted(definition.kpi()));
      }
      return this;
    }

    /** Adds a group; a second one of the same domain and name is a mistake. */
    public Builder add(Subdomain subdomain) {
      if (subdomains.putIfAbsent(key(subdomain.domain(), subdomain.name()), subdomain) != null) {
        problems.add(
            "subdomain '%s' of domain %s is defined twice"
                .formatted(subdomain.name(), subdomain.domain()));
      }
      return this;
    }

    /** Adds an indicator or replaces the one of the same code. */
    public Builder replace(KpiDefinition definition) {
      definitions.put(definition.kpi(), definition);
      return this;
    }

    /** Adds a group or replaces the one of the same domain and name. */
    public Builder replace(Subdomain subdomain) {
      subdomains.put(key(subdomain.domain(), subdomain.name()), subdomain);
      return this;
    }

    Builder problem(String problem) {
      problems.add(problem);
      return this;
    }

    /**
     * Returns the catalogue.
     *
     * @throws ConfigurationException if anything in it does not fit; the message names all mistakes
     */
    public KpiCatalog build() {
      Map<String, TreeSet<Kpi>> members = new TreeMap<>();
      for (KpiDefinition definition : definitions.values()) {
        check(definition);
        members
            .computeIfAbsent(
                key(definition.domain(), definition.subdomain()), unused -> new TreeSet<>())
            .add(definition.kpi());
      }
      Map<String, Subdomain> filled = new TreeMap<>();
      subdomains.forEach(
          (key, group) ->
              filled.put(
                  key,
                  new Subdomain(
                      group.name(),
                      group.domain(),
                      group.description(),
                      group.weight(),
                      group.qoeWeight(),
                      members.getOrDefault(key, new TreeSet<>()))));
      if (!problems.isEmpty()) {
        throw new ConfigurationException("KPI catalogue", problems);
      }
      return new KpiCatalog(new TreeMap<>(definitions), filled);
    }

    private void check(KpiDefinition definition) {
      Kpi kpi = definition.kpi();
      if (!subdomains.containsKey(key(definition.domain(), definition.subdomain()))) {
        problems.add(
            "KPI '%s' is in subdomain '%s' of domain %s, which is not defined%s"
                .formatted(
                    kpi,
                    definition.subdomain(),
                    definition.domain(),
                    Nearest.hint(
                        key(definition.domain(), definition.subdomain()), subdomains.keySet())));
      }
      double atOptimum = definition.curve().score(definition.optimal());
      double atWorst = definition.curve().score(worst(definition));
      if (atOptimum < atWorst) {
        problems.add(
            "KPI '%s' scores %.1f at its optimum %s but %.1f at %s: curve and direction %s disagree"
                .formatted(
                    kpi,
                    atOptimum,
                    definition.optimal(),
                    atWorst,
                    worst(definition),
                    definition.direction()));
      }
      if (definition.kind() == KpiKind.COUNTER || definition.kind() == KpiKind.DISTRIBUTION) {
        problems.add(
            "KPI '%s' is of kind %s, which has no single value to score: define the rate or the percentile instead"
                .formatted(kpi, definition.kind()));
      }
    }

    private static double worst(KpiDefinition definition) {
      return switch (definition.direction()) {
        case HIGHER -> definition.min();
        case LOWER, TARGET -> definition.max();
      };
    }
  }
}
