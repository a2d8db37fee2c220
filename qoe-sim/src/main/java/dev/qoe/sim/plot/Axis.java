package dev.qoe.sim.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** A linear scale from values to pixels, with round ticks. Immutable. */
record Axis(double min, double max, double from, double to) {

  private static final int WANTED = 6;

  Axis {
    if (!(min < max)) {
      double half = Math.max(0.5, Math.abs(min) / 2);
      max = min + half;
      min = min - half;
    }
  }

  double at(double value) {
    return from + (value - min) / (max - min) * (to - from);
  }

  /** Returns this axis, its ends moved out to ticks. */
  Axis rounded() {
    double step = step().doubleValue();
    return new Axis(
        step * Math.floor(min / step + 1e-9), step * Math.ceil(max / step - 1e-9), from, to);
  }

  /** Returns multiples of 1, 2 or 5 times a power of ten within the axis. */
  List<BigDecimal> ticks() {
    BigDecimal step = step();
    List<BigDecimal> ticks = new ArrayList<>();
    long first = (long) Math.ceil(min / step.doubleValue() - 1e-9);
    for (long i = first; i * step.doubleValue() <= max + 1e-9 * (max - min); i++) {
      ticks.add(step.multiply(BigDecimal.valueOf(i)));
    }
    return ticks;
  }

  private BigDecimal step() {
    double rough = (max - min) / WANTED;
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(rough)));
    double share = rough / power.doubleValue();
    return power.multiply(
        BigDecimal.valueOf(share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10));
  }

  static String label(BigDecimal tick) {
    BigDecimal rounded = tick.round(new MathContext(6)).stripTrailingZeros();
    double size = Math.abs(rounded.doubleValue());
    return size != 0 && (size >= 1e7 || size < 1e-5) ? rounded.toString() : rounded.toPlainString();
  }
}
