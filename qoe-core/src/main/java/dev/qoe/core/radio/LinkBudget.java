package dev.qoe.core.radio;

import dev.qoe.core.internal.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The powers of one resource element from the transmitter to the receiver's SINR.
 *
 * <p>EIRP = P - 10 log10(12 N_PRB) + G; RSRP = EIRP - path loss - shadowing - penetration; noise =
 * -174 + 10 log10(spacing) + noise figure; SINR = S/(sum of I load + N), in linear powers. From
 * general knowledge with high confidence.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class LinkBudget {

  /** The noise figure usually assumed of a terminal in FR1, in dB. */
  public static final double TERMINAL_NOISE_FIGURE_DB = 9;

  /** The noise figure usually assumed of a base station, in dB. */
  public static final double BASE_STATION_NOISE_FIGURE_DB = 5;

  private static final double THERMAL_NOISE_DBM_PER_HERTZ = -174;

  private final double eirpDbm;
  private final double pathLossDb;
  private final double shadowFadingDb;
  private final double penetrationLossDb;
  private final double noiseDbm;
  private final double interferenceMilliwatts;

  private LinkBudget(Builder builder) {
    this.eirpDbm =
        builder.transmitPowerDbm
            - Decibels.ofRatio(12.0 * builder.resourceBlocks)
            + builder.antennaGainDb;
    this.pathLossDb = builder.pathLossDb;
    this.shadowFadingDb = builder.shadowFadingDb;
    this.penetrationLossDb = builder.penetrationLossDb;
    this.noiseDbm =
        THERMAL_NOISE_DBM_PER_HERTZ
            + Decibels.ofRatio(builder.spacing.hertz())
            + builder.noiseFigureDb;
    this.interferenceMilliwatts = builder.interferenceMilliwatts;
  }

  /**
   * Returns a builder of a link with 46 dBm over 273 resource blocks of 30 kHz to a terminal, all
   * gains, losses and interference 0.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the radiated power per resource element, in dBm. */
  public double eirpPerResourceElementDbm() {
    return eirpDbm;
  }

  /** Returns the reference signal received power, per resource element, in dBm. */
  public double rsrpDbm() {
    return eirpDbm - pathLossDb - shadowFadingDb - penetrationLossDb;
  }

  /** Returns the receiver's noise per resource element, in dBm. */
  public double noisePerResourceElementDbm() {
    return noiseDbm;
  }

  /** Returns the interference per resource element, in mW, {@code >= 0}. */
  public double interferenceMilliwatts() {
    return interferenceMilliwatts;
  }

  /** Returns by how much interference raises the noise, 10 log10(1 + I/N), in dB, {@code >= 0}. */
  public double noiseRiseDb() {
    return Decibels.ofRatio(1 + interferenceMilliwatts / Decibels.toRatio(noiseDbm));
  }

  /** Returns the signal to interference and noise ratio, in dB. */
  public double sinrDb() {
    return rsrpDbm() - noiseDbm - noiseRiseDb();
  }

  /**
   * Returns every term by name, in the order of the sum: SINR = EIRP - losses - noise - noise rise.
   */
  public Map<String, Double> terms() {
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("eirpPerResourceElementDbm", eirpDbm);
    terms.put("pathLossDb", pathLossDb);
    terms.put("shadowFadingDb", shadowFadingDb);
    terms.put("penetrationLossDb", penetrationLossDb);
    terms.put("rsrpDbm", rsrpDbm());
    terms.put("noisePerResourceElementDbm", noiseDbm);
    terms.put("noiseRiseDb", noiseRiseDb());
    terms.put("sinrDb", sinrDb());
    return Collections.unmodifiableMap(terms);
  }

  /** Returns for example {@code RSRP -89.4 dBm, SINR 12.3 dB (noise rise 17.6 dB)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "RSRP %.1f dBm, SINR %.1f dB (noise rise %.1f dB)",
        rsrpDbm(),
        sinrDb(),
        noiseRiseDb());
  }

  /**
   * A builder of a link budget.
   *
   * <p>Confine to one thread.
   */
  public static final class Builder {

    private double transmitPowerDbm = 46;
    private double antennaGainDb;
    private SubcarrierSpacing spacing = SubcarrierSpacing.KHZ_30;
    private int resourceBlocks = 273;
    private double noiseFigureDb = TERMINAL_NOISE_FIGURE_DB;
    private double pathLossDb;
    private double shadowFadingDb;
    private double penetrationLossDb;
    private double interferenceMilliwatts;

    private Builder() {}

    /**
     * Sets the transmitter's power over all resource blocks, in dBm.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public Builder transmitPowerDbm(double transmitPowerDbm) {
      this.transmitPowerDbm = Checks.finite("transmitPowerDbm", transmitPowerDbm);
      return this;
    }

    /**
     * Sets the gain of the antennas less the cables' loss, in dB.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public Builder antennaGainDb(double antennaGainDb) {
      this.antennaGainDb = Checks.finite("antennaGainDb", antennaGainDb);
      return this;
    }

    /**
     * Sets the carrier.
     *
     * @throws IllegalArgumentException if {@code resourceBlocks < 1} or {@code > 275}
     */
    public Builder carrier(SubcarrierSpacing spacing, int resourceBlocks) {
      this.spacing = spacing;
      this.resourceBlocks = Checks.between("resourceBlocks", resourceBlocks, 1, 275);
      return this;
    }

    /**
     * Sets the receiver's noise figure in dB.
     *
     * @throws IllegalArgumentException if {@code noiseFigureDb < 0} or it is not finite
     */
    public Builder noiseFigureDb(double noiseFigureDb) {
      this.noiseFigureDb = Checks.notNegative("noiseFigureDb", noiseFigureDb);
      return this;
    }

    /**
     * Sets the median path loss in dB.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public Builder pathLossDb(double pathLossDb) {
      this.pathLossDb = Checks.finite("pathLossDb", pathLossDb);
      return this;
    }

    /**
     * Sets the loss by shadowing in dB; negative where the path is better than its median.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public Builder shadowFadingDb(double shadowFadingDb) {
      this.shadowFadingDb = Checks.finite("shadowFadingDb", shadowFadingDb);
      return this;
    }

    /**
     * Sets the loss on the way into a building in dB.
     *
     * @throws IllegalArgumentException if {@code penetrationLossDb < 0} or it is not finite
     */
    public Builder penetrationLossDb(double penetrationLossDb) {
      this.penetrationLossDb = Checks.notNegative("penetrationLossDb", penetrationLossDb);
      return this;
    }

    /**
     * Adds an interfering cell.
     *
     * @param rsrpDbm its reference signal received power, in dBm
     * @param load the share of its resource elements in use, 0 to 1
     * @throws IllegalArgumentException if {@code load < 0}, {@code load > 1} or a value is not
     *     finite
     */
    public Builder interferer(double rsrpDbm, double load) {
      interferenceMilliwatts +=
          Checks.between("load", load, 0, 1)
              * Decibels.toRatio(Checks.finite("interferer rsrpDbm", rsrpDbm));
      return this;
    }

    /** Returns the budget. */
    public LinkBudget build() {
      return new LinkBudget(this);
    }
  }
}
