package dev.qoe.plugin.http;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.ForwardingSink;
import dev.qoe.api.spi.Sink;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was told of one text: its values, its first mistakes one by one, and of the others how many
 * there are, so that a text of nothing but mistakes takes no more memory than any.
 *
 * <p>Confine to one thread.
 */
final class Told extends ForwardingSink {

  /** How many mistakes of a text are told one by one. */
  static final int MOST_MISTAKES = 1_000;

  private final Map<String, Integer> untold = new TreeMap<>();
  private int values;
  private int mistakes;

  Told(Sink to) {
    super(to);
  }

  @Override
  public Acceptance accept(Measurement measurement) {
    values++;
    return super.accept(measurement);
  }

  @Override
  public Acceptance accept(CounterReading reading) {
    values++;
    return super.accept(reading);
  }

  @Override
  public void reject(String reason, String place, String detail) {
    if (++mistakes <= MOST_MISTAKES) {
      super.reject(reason, place, detail);
    } else {
      untold.merge(reason, 1, Integer::sum);
    }
  }

  /** The text is at its end: tells how many mistakes were not told one by one. */
  void end(String place) {
    untold.forEach(
        (reason, more) ->
            super.reject(
                reason,
                place,
                "%d more, beyond the first %d mistakes".formatted(more, MOST_MISTAKES)));
  }

  /** Returns how many values and mistakes there were. */
  int size() {
    return values + mistakes;
  }
}
