package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Direction;
import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.ImpactLevel;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.KpiKind;
import dev.qoe.api.kpi.Subdomain;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.kpi.UtilityCurve;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.kpi.KpiCatalog;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A link or cell whose capacity is shared by what is behind it: how load becomes delay and loss,
 * how signal becomes capacity, and how capacity becomes a user's throughput.
 *
 * <p>What is not declared is not propagated. Immutable.
 *
 * @since 0.1
 */
public final class Resource {

  /**
   * What a link or cell carries at most, in Mbit/s: an indicator that every state knows beside its
   * catalogue and that is not scored.
   */
  public static final Kpi CAPACITY = Kpi.of("SIM_CAPACITY");

  static final Kpi LINK_LOAD = Kpi.of("TRN_LINK_UTIL");
  static final Kpi CELL_LOAD = Kpi.of("RAN_PRB_DL");
  static final Kpi USERS = Kpi.of("RAN_RRC_USERS");

  private final ElementPath element;
  private final boolean cell;
  private final Kpi load;
  private final Kpi users;
  private final Kpi sinr;
  private final Sharing sharing;
  private final @Nullable QueueLaw queue;
  private final double packetBytes;
  private final @Nullable RadioLink radio;

  private Resource(
      ElementPath element,
      boolean cell,
      Kpi load,
      Kpi users,
      Kpi sinr,
      Sharing sharing,
      @Nullable QueueLaw queue,
      double packetBytes,
      @Nullable RadioLink radio) {
    this.element = element;
    this.cell = cell;
    this.load = load;
    this.users = users;
    this.sinr = sinr;
    this.sharing = sharing;
    this.queue = queue;
    this.packetBytes = packetBytes;
    this.radio = radio;
  }

  /**
   * Returns a link whose load is {@code TRN_LINK_UTIL}; flows get what others leave, and no queue
   * is declared.
   */
  public static Resource link(ElementPath element) {
    return new Resource(
        element, false, LINK_LOAD, USERS, Kpi.NR_SINR, Sharing.RESIDUAL, null, Double.NaN, null);
  }

  /**
   * Returns a cell whose load is {@code RAN_PRB_DL}, whose users are {@code RAN_RRC_USERS} and
   * whose signal is {@link Kpi#NR_SINR}; flows get what others leave, and neither queue nor radio
   * is declared.
   */
  public static Resource cell(ElementPath element) {
    return new Resource(
        element, true, CELL_LOAD, USERS, Kpi.NR_SINR, Sharing.RESIDUAL, null, Double.NaN, null);
  }

  /** Returns this resource with another indicator of its load, a ratio of 0 to 1. */
  public Resource withLoad(Kpi kpi) {
    return new Resource(element, cell, kpi, users, sinr, sharing, queue, packetBytes, radio);
  }

  /** Returns this resource with another indicator of the number of its users. */
  public Resource withUsers(Kpi kpi) {
    return new Resource(element, cell, load, kpi, sinr, sharing, queue, packetBytes, radio);
  }

  /** Returns this resource with another indicator of its signal to interference and noise ratio. */
  public Resource withSinr(Kpi kpi) {
    return new Resource(element, cell, load, users, kpi, sharing, queue, packetBytes, radio);
  }

  /** Returns this resource with another rule of what a user gets. */
  public Resource withSharing(Sharing rule) {
    return new Resource(element, cell, load, users, sinr, rule, queue, packetBytes, radio);
  }

  /**
   * Returns this resource with a queue, which makes delay, jitter and loss depend on load.
   *
   * @param meanPacketBytes the mean size of what is served at once, in bytes, {@code > 0}: of
   *     packets, or of bursts where packets come in bursts
   * @throws IllegalArgumentException if {@code meanPacketBytes} is not finite and {@code > 0}
   */
  public Resource withQueue(QueueLaw model, double meanPacketBytes) {
    Checks.positive("mean packet size in bytes of " + element, meanPacketBytes);
    return new Resource(element, cell, load, users, sinr, sharing, model, meanPacketBytes, radio);
  }

  /** Returns this resource with a radio, which makes its capacity depend on its signal. */
  public Resource withRadio(RadioLink link) {
    return new Resource(element, cell, load, users, sinr, sharing, queue, packetBytes, link);
  }

  /** Returns the link or cell. */
  public ElementPath element() {
    return element;
  }

  /** Returns whether it is a cell, so that a user's throughput follows its share up and down. */
  public boolean isCell() {
    return cell;
  }

  /** Returns the indicator of its load. */
  public Kpi load() {
    return load;
  }

  /** Returns the indicator of the number of its users. */
  public Kpi users() {
    return users;
  }

  /** Returns the indicator of its signal. */
  public Kpi sinr() {
    return sinr;
  }

  /** Returns what a user gets. */
  public Sharing sharing() {
    return sharing;
  }

  /** Returns its queue, if one is declared. */
  public Optional<QueueLaw> queue() {
    return Optional.ofNullable(queue);
  }

  /** Returns its radio, if one is declared. */
  public Optional<RadioLink> radio() {
    return Optional.ofNullable(radio);
  }

  /** Returns how long serving a packet takes, in ms. */
  double serviceMillis(double capacityMegabits) {
    return packetBytes * 8 / (capacityMegabits * 1e6) * 1e3;
  }

  /** Returns for example {@code link acme/backhaul-3, M/M/1/500 of 1500-byte packets}. */
  @Override
  public String toString() {
    return (cell ? "cell " : "link ")
        + element
        + (queue == null
            ? ""
            : String.format(Locale.ROOT, ", %s of %.0f-byte packets", queue, packetBytes))
        + (radio == null ? "" : ", %s MHz".formatted(radio.bandwidthMegahertz()));
  }

  /** The catalogue of the indicators that only simulations know. */
  static KpiCatalog catalog() {
    Domain domain = Domain.of("SIMULATION");
    Unit megabits = Unit.of("Mbit/s");
    return KpiCatalog.builder()
        .add(new Subdomain("RESOURCE", domain, "What links and cells carry", 0, 0, Set.of()))
        .add(
            new KpiDefinition(
                CAPACITY,
                "Capacity",
                "What a link or cell carries at most.",
                megabits,
                megabits,
                domain,
                "RESOURCE",
                KpiKind.GAUGE,
                0,
                1e6,
                1e6,
                Direction.HIGHER,
                ImpactLevel.NONE,
                new UtilityCurve.Linear(0, 1e6),
                Duration.ofDays(365),
                "not standardised",
                ""))
        .build();
  }
}
