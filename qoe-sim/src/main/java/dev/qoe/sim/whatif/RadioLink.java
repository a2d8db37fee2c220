package dev.qoe.sim.whatif;

import dev.qoe.core.radio.FrequencyRange;
import dev.qoe.core.radio.LinkDirection;
import dev.qoe.core.radio.SinrToCqi;

/**
 * What a cell's carrier makes of its signal: the mean SINR decides the CQI, the CQI the spectral
 * efficiency, and this times the bandwidth the capacity.
 *
 * <p>Capacity = bandwidth * layers * efficiency * (1 - overhead), the overhead being that of TS
 * 38.306 clause 4.1.2 for the downlink below 6 GHz (0.14). Immutable.
 *
 * @param bandwidthMegahertz the bandwidth in MHz, {@code > 0}
 * @param layers the layers of spatial multiplexing in use, 1 to 8
 * @param mapping from SINR to CQI
 * @since 0.1
 */
public record RadioLink(double bandwidthMegahertz, int layers, SinrToCqi mapping) {

  /**
   * Creates a link.
   *
   * @throws IllegalArgumentException if the bandwidth is not finite and {@code > 0} or layers are
   *     not within 1 to 8
   */
  public RadioLink {
    Checks.positive("bandwidth in MHz", bandwidthMegahertz);
    Checks.within("layers", layers, 1, 8);
  }

  /** Returns the CQI that a terminal would report, 0 to 15. */
  public int cqi(double sinrDb) {
    return mapping.cqi(sinrDb);
  }

  /** Returns the capacity in Mbit/s; 0 where the signal is too weak for any coding. */
  public double capacityMegabits(double sinrDb) {
    return bandwidthMegahertz
        * layers
        * mapping.table().spectralEfficiency(mapping.cqi(sinrDb))
        * (1 - FrequencyRange.FR1.overhead(LinkDirection.DOWNLINK));
  }
}
