package dev.qoe.core.service.suitability;

import dev.qoe.core.internal.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an application asks of a network, in the words of QoO: latency percentiles and loss with
 * which it runs perfectly, and with which it is useless.
 *
 * <p>Immutable.
 *
 * @param percentiles what it asks of latency; not empty
 * @param loss what it asks of packet loss, if anything
 * @since 0.1
 */
public record QooRequirement(List<Percentile> percentiles, Optional<Loss> loss) {

  /**
   * Creates a requirement; the list is copied.
   *
   * @throws IllegalArgumentException if there is no percentile or one occurs twice
   */
  public QooRequirement {
    percentiles = List.copyOf(percentiles);
    if (percentiles.isEmpty()) {
      throw new IllegalArgumentException("percentiles of a requirement must not be empty");
    }
    if (percentiles.stream().map(Percentile::percent).distinct().count() < percentiles.size()) {
      throw new IllegalArgumentException("percentiles must differ: " + percentiles);
    }
  }

  /** Returns a builder without any percentile. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * What is asked of one percentile of latency.
   *
   * <p>Immutable.
   *
   * @param percent which percentile, {@code > 0} to 100
   * @param perfectMillis NRP: up to here nothing is missed, ms, {@code >= 0}
   * @param uselessMillis NRPoU: from here it is useless, ms, {@code > perfectMillis}
   */
  public record Percentile(double percent, double perfectMillis, double uselessMillis) {

    /**
     * Creates a requirement of one percentile.
     *
     * @throws IllegalArgumentException if a number is outside the range stated at its parameter
     */
    public Percentile {
      Checks.positive("percentile", percent);
      Checks.between("percentile", percent, 0, 100);
      ordered("latency in ms", perfectMillis, uselessMillis);
    }
  }

  /**
   * What is asked of packet loss.
   *
   * <p>Immutable.
   *
   * @param perfectRatio up to here nothing is missed, a ratio, {@code >= 0}
   * @param uselessRatio from here it is useless, a ratio, {@code > perfectRatio}, {@code <= 1}
   */
  public record Loss(double perfectRatio, double uselessRatio) {

    /**
     * Creates a requirement of loss.
     *
     * @throws IllegalArgumentException if a number is outside the range stated at its parameter
     */
    public Loss {
      ordered("loss ratio", perfectRatio, uselessRatio);
      Checks.between("loss ratio", uselessRatio, 0, 1);
    }
  }

  private static void ordered(String what, double perfect, double useless) {
    Checks.notNegative("perfect " + what, perfect);
    Checks.notNegative("useless " + what, useless);
    if (!(useless > perfect)) {
      throw new IllegalArgumentException(
          "useless %s must be > perfect: %s, %s".formatted(what, useless, perfect));
    }
  }

  /**
   * Gathers what an application asks.
   *
   * <p>Confine to one thread.
   */
  public static final class Builder {

    private final List<Percentile> percentiles = new ArrayList<>();
    private Optional<Loss> loss = Optional.empty();

    private Builder() {}

    /** Adds a percentile: {@code > 0} to 100, then perfect and useless latency in ms. */
    public Builder percentile(double percent, double perfectMillis, double uselessMillis) {
      percentiles.add(new Percentile(percent, perfectMillis, uselessMillis));
      return this;
    }

    /** Sets perfect and useless loss as ratios, 0 to 1. */
    public Builder loss(double perfectRatio, double uselessRatio) {
      loss = Optional.of(new Loss(perfectRatio, uselessRatio));
      return this;
    }

    /**
     * Returns the requirement.
     *
     * @throws IllegalArgumentException if no percentile was added
     */
    public QooRequirement build() {
      return new QooRequirement(percentiles, loss);
    }
  }
}
