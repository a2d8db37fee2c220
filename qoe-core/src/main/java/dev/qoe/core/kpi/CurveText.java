package dev.qoe.core.kpi;

import dev.qoe.api.kpi.Direction;
import dev.qoe.api.kpi.KpiKind;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.kpi.UtilityCurve;
import dev.qoe.api.kpi.UtilityCurve.Piecewise.Point;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Utility curves as they are written in a catalogue: a name and numbers in the unit of the row.
 *
 * <pre>
 * linear WORST BEST
 * logarithmic WORST BEST
 * exponential WORST BEST STEEPNESS
 * logistic MIDPOINT SLOPE
 * band WORST_LOW LOW HIGH WORST_HIGH
 * piecewise VALUE:SCORE VALUE:SCORE ...
 * </pre>
 */
final class CurveText {

  /** The share of the optimal data rate that is still worth something. */
  private static final double USELESS_SHARE_OF_RATE = 0.005;

  private static final double STEEPNESS_OF_LOSS = 3;

  private CurveText() {}

  /**
   * Returns the curve that {@code text} means.
   *
   * @param convert from the unit of the text to the unit of the indicator
   * @throws IllegalArgumentException if it means none
   */
  static UtilityCurve parse(String text, DoubleUnaryOperator convert) {
    String[] words = text.strip().split("\\s+");
    if (words[0].equals("piecewise")) {
      return new UtilityCurve.Piecewise(points(words, convert));
    }
    double[] numbers =
        Arrays.stream(words).skip(1).mapToDouble(word -> number(word, text)).toArray();
    return switch (words[0]) {
      case "linear" -> {
        require(numbers, 2, text);
        yield new UtilityCurve.Linear(
            convert.applyAsDouble(numbers[0]), convert.applyAsDouble(numbers[1]));
      }
      case "logarithmic" -> {
        require(numbers, 2, text);
        yield new UtilityCurve.Logarithmic(
            convert.applyAsDouble(numbers[0]), convert.applyAsDouble(numbers[1]));
      }
      case "exponential" -> {
        require(numbers, 3, text);
        yield new UtilityCurve.Exponential(
            convert.applyAsDouble(numbers[0]), convert.applyAsDouble(numbers[1]), numbers[2]);
      }
      case "logistic" -> {
        require(numbers, 2, text);
        double step = convert.applyAsDouble(1) - convert.applyAsDouble(0);
        yield new UtilityCurve.Logistic(convert.applyAsDouble(numbers[0]), numbers[1] / step);
      }
      case "band" -> {
        require(numbers, 4, text);
        yield new UtilityCurve.TargetBand(
            convert.applyAsDouble(numbers[0]),
            convert.applyAsDouble(numbers[1]),
            convert.applyAsDouble(numbers[2]),
            convert.applyAsDouble(numbers[3]));
      }
      default ->
          throw new IllegalArgumentException(
              "unknown curve '%s'; known are linear, logarithmic, exponential, logistic, band, piecewise"
                  .formatted(words[0]));
    };
  }

  /**
   * Returns the curve of an indicator that states none: rates and times are judged by their
   * logarithm, losses by an exponential, a target by a band up to the optimum, all else by a line.
   */
  static UtilityCurve standard(
      Direction direction, KpiKind kind, Unit unit, double min, double max, double optimal) {
    return switch (direction) {
      case HIGHER ->
          unit.quantity().equals("data rate") && optimal > 0
              ? new UtilityCurve.Logarithmic(
                  Math.max(min, optimal * USELESS_SHARE_OF_RATE), optimal)
              : new UtilityCurve.Linear(min, optimal == min ? max : optimal);
      case LOWER -> {
        if (kind == KpiKind.RATIO && max > optimal) {
          yield new UtilityCurve.Exponential(max, optimal, STEEPNESS_OF_LOSS);
        }
        yield unit.quantity().equals("time") && optimal > 0
            ? new UtilityCurve.Logarithmic(max, optimal)
            : new UtilityCurve.Linear(max, optimal == max ? min : optimal);
      }
      case TARGET -> new UtilityCurve.TargetBand(min, min, optimal == min ? max : optimal, max);
    };
  }

  private static List<Point> points(String[] words, DoubleUnaryOperator convert) {
    return Arrays.stream(words)
        .skip(1)
        .map(
            word -> {
              String[] pair = word.split(":", -1);
              if (pair.length != 2) {
                throw new IllegalArgumentException(
                    "a point of a piecewise curve is VALUE:SCORE: '" + word + "'");
              }
              return new Point(convert.applyAsDouble(number(pair[0], word)), number(pair[1], word));
            })
        .toList();
  }

  private static double number(String word, String place) {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' in curve '%s' is not a number".formatted(word, place), e);
    }
  }

  private static void require(double[] numbers, int count, String text) {
    if (numbers.length != count) {
      throw new IllegalArgumentException(
          "curve '%s' takes %d numbers: it has %d".formatted(text, count, numbers.length));
    }
  }
}
