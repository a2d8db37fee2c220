package dev.qoe.core.window;

/** Numerators and denominators. Confine to one thread. */
final class RatioAccumulator implements Accumulator<RatioAccumulator> {

  private static final int BYTES = 112;

  private final WideSum numerator = new WideSum();
  private final WideSum denominator = new WideSum();
  private long count;

  void add(double part, double whole) {
    numerator.add(part);
    denominator.add(whole);
    count++;
  }

  @Override
  public void merge(RatioAccumulator other) {
    numerator.add(other.numerator);
    denominator.add(other.denominator);
    count += other.count;
  }

  @Override
  public void clear() {
    numerator.clear();
    denominator.clear();
    count = 0;
  }

  @Override
  public long bytes() {
    return BYTES;
  }

  @Override
  public boolean isEmpty() {
    return count == 0;
  }

  RatioStatistics statistics() {
    return new RatioStatistics(count, numerator.value(), denominator.value());
  }
}
