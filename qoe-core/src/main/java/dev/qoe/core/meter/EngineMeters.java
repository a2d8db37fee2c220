package dev.qoe.core.meter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of an engine as Micrometer meters in a host's registry.
 *
 * <p>Micrometer is optional: who does not use this class needs not have it. Reasons and sources
 * that appear later become meters at the next {@link #refresh}, as a job every minute does it.
 * Sources beyond a limit are counted together as tenant and source {@value #OTHER}, reasons beyond
 * 50 as reason {@value #OTHER}, so a registry never grows without end. Thread-safe.
 *
 * @since 0.1
 */
public final class EngineMeters implements MeterBinder, AutoCloseable {

  /** The value of a tag for all that is beyond a limit. */
  public static final String OTHER = "other";

  private static final int DEFAULT_SOURCES = 100;

  private final EngineStatistics statistics;
  private final int mostSources;
  private final List<BoundMeters> bound = new ArrayList<>();

  private EngineMeters(EngineStatistics statistics, int mostSources) {
    this.statistics = statistics;
    this.mostSources = mostSources;
  }

  /** Returns the meters of an engine, with at most 100 sources told one by one. */
  public static EngineMeters of(EngineStatistics statistics) {
    return new EngineMeters(statistics, DEFAULT_SOURCES);
  }

  /**
   * Returns these meters with another limit.
   *
   * @param most how many sources are told one by one, {@code >= 0}
   * @throws IllegalArgumentException if {@code most < 0}
   */
  public EngineMeters sources(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("number of sources with meters must be >= 0: " + most);
    }
    return new EngineMeters(statistics, most);
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    BoundMeters meters = new BoundMeters(statistics, registry, mostSources);
    meters.register();
    meters.refresh();
    bound.add(meters);
  }

  /** Makes meters of the reasons and sources that are new. */
  public synchronized void refresh() {
    bound.forEach(BoundMeters::refresh);
  }

  /** Takes all meters out of their registries. */
  @Override
  public synchronized void close() {
    bound.forEach(BoundMeters::remove);
    bound.clear();
  }
}
