package dev.qoe.api.network;

import dev.qoe.api.internal.Checks;
import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.Kpi;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A part of a network that is watched: a cell, a router, a core function, a device's session.
 *
 * <p>Its path says where it hangs; the parent need not be declared. Immutable.
 *
 * @param path its name and place in the hierarchy
 * @param displayName what people call it, not blank
 * @param type what kind of thing it is, for example {@code cell}; rules select by it
 * @param domain the part of the network it belongs to
 * @param subdomain the finer part, for example {@code COVERAGE}; may be empty
 * @param protocolLayer the layer it works on, for example {@code L3}; may be empty
 * @param address where it is reached, for example {@code 192.0.2.1}; may be empty
 * @param geometry where it is
 * @param status whether it works
 * @param weight its weight in its parent's score, {@code >= 0}; 0 keeps it out
 * @param expectedKpis indicators that it should report; missing ones lower the confidence
 * @param labels free names and values
 * @param createdAt when it was first declared
 * @param updatedAt when its declaration last changed
 * @param lastSeenAt when it last reported anything; the epoch if never
 * @since 0.1
 */
public record NetworkElement(
    ElementPath path,
    String displayName,
    String type,
    Domain domain,
    String subdomain,
    String protocolLayer,
    String address,
    Geometry geometry,
    ElementStatus status,
    double weight,
    Set<Kpi> expectedKpis,
    Map<String, String> labels,
    Instant createdAt,
    Instant updatedAt,
    Instant lastSeenAt) {

  /**
   * Creates an element; collections are copied in the order of their keys.
   *
   * @throws IllegalArgumentException if the display name or type is blank or {@code !(weight >= 0)}
   */
  public NetworkElement {
    Checks.notBlank(displayName, "display name of element '" + path + "'");
    Checks.notBlank(type, "type of element '" + path + "'");
    Checks.within(weight, 0, 1e6, "weight of element '" + path + "'");
    expectedKpis = Collections.unmodifiableSet(new TreeSet<>(expectedKpis));
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** Returns a builder of an element of that path and type, with defaults for all else. */
  public static Builder builder(ElementPath path, String type) {
    return new Builder(path, type);
  }

  /** Returns when it last reported anything, if it ever did. */
  public Optional<Instant> lastSeen() {
    return lastSeenAt.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(lastSeenAt);
  }

  /** Returns a builder that starts from this element. */
  public Builder toBuilder() {
    Builder builder = new Builder(path, type);
    builder.displayName = displayName;
    builder.domain = domain;
    builder.subdomain = subdomain;
    builder.protocolLayer = protocolLayer;
    builder.address = address;
    builder.geometry = geometry;
    builder.status = status;
    builder.weight = weight;
    builder.expectedKpis = expectedKpis;
    builder.labels = labels;
    builder.createdAt = createdAt;
    builder.updatedAt = updatedAt;
    builder.lastSeenAt = lastSeenAt;
    return builder;
  }

  /** A builder of elements. Confine to one thread. */
  public static final class Builder {
    private final ElementPath path;
    private final String type;
    private String displayName;
    private Domain domain = Domain.RAN;
    private String subdomain = "";
    private String protocolLayer = "";
    private String address = "";
    private Geometry geometry = Geometry.unknown();
    private ElementStatus status = ElementStatus.UNKNOWN;
    private double weight = 1;
    private Set<Kpi> expectedKpis = Set.of();
    private Map<String, String> labels = Map.of();
    private Instant createdAt = Instant.EPOCH;
    private Instant updatedAt = Instant.EPOCH;
    private Instant lastSeenAt = Instant.EPOCH;

    private Builder(ElementPath path, String type) {
      this.path = path;
      this.type = type;
      this.displayName = path.name();
    }

    /** Sets what people call it. */
    public Builder displayName(String name) {
      this.displayName = name;
      return this;
    }

    /** Sets the part of the network it belongs to; RAN unless set. */
    public Builder domain(Domain value) {
      this.domain = value;
      return this;
    }

    /** Sets the finer part of the network. */
    public Builder subdomain(String value) {
      this.subdomain = value;
      return this;
    }

    /** Sets the protocol layer it works on. */
    public Builder protocolLayer(String value) {
      this.protocolLayer = value;
      return this;
    }

    /** Sets where it is reached. */
    public Builder address(String value) {
      this.address = value;
      return this;
    }

    /** Sets where it is. */
    public Builder geometry(Geometry value) {
      this.geometry = value;
      return this;
    }

    /** Sets whether it works. */
    public Builder status(ElementStatus value) {
      this.status = value;
      return this;
    }

    /** Sets its weight in its parent's score, {@code >= 0}; 1 unless set. */
    public Builder weight(double value) {
      this.weight = value;
      return this;
    }

    /** Sets the indicators that it should report. */
    public Builder expectedKpis(Set<Kpi> value) {
      this.expectedKpis = value;
      return this;
    }

    /** Sets free names and values. */
    public Builder labels(Map<String, String> value) {
      this.labels = value;
      return this;
    }

    /** Sets when it was first declared. */
    public Builder createdAt(Instant value) {
      this.createdAt = value;
      return this;
    }

    /** Sets when its declaration last changed. */
    public Builder updatedAt(Instant value) {
      this.updatedAt = value;
      return this;
    }

    /** Sets when it last reported anything. */
    public Builder lastSeenAt(Instant value) {
      this.lastSeenAt = value;
      return this;
    }

    /**
     * Returns the element.
     *
     * @throws IllegalArgumentException if a value breaks the rules of {@link NetworkElement}
     */
    public NetworkElement build() {
      return new NetworkElement(
          path,
          displayName,
          type,
          domain,
          subdomain,
          protocolLayer,
          address,
          geometry,
          status,
          weight,
          expectedKpis,
          labels,
          createdAt,
          updatedAt,
          lastSeenAt);
    }
  }
}
