package dev.qoe.core.service.voice;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelResult;
import dev.qoe.core.service.NativeScore;
import dev.qoe.core.service.ValidityFlag;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How well people can talk over a connection, and what it suffers from.
 *
 * <p>Numbers are not rounded; the Recommendation reports R to one decimal and the opinion score to
 * two, as {@link #toString} does.
 *
 * <p>Immutable.
 *
 * @param scale the scale of {@code r}
 * @param r the transmission rating; below 0 for connections worse than the scale knows
 * @param mos the mean opinion score, not clamped, 0.988 to 4.5
 * @param terms every intermediate term by its name in the Recommendation
 * @param explanation what cost how many points of R, the largest loss first; together they make up
 *     the difference between the default Ro and R
 * @param outsideValidity the parameters outside the permitted ranges
 * @since 0.1
 */
public record EModelResult(
    RatingScale scale,
    double r,
    double mos,
    Map<String, Double> terms,
    List<Impairment> explanation,
    List<ValidityFlag> outsideValidity)
    implements ModelResult {

  private static final List<String> MAIN_TERMS = List.of("Ro", "Is", "Id", "Ie,eff", "A");

  /** Creates a result; the collections are copied. */
  public EModelResult {
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    explanation = List.copyOf(explanation);
    outsideValidity = List.copyOf(outsideValidity);
  }

  /** Returns the result with causes that cost nothing left out and the others sorted. */
  static EModelResult of(
      RatingScale scale,
      double r,
      Map<String, Double> terms,
      List<Impairment> causes,
      List<ValidityFlag> outsideValidity) {
    List<Impairment> explanation =
        causes.stream()
            .filter(cause -> cause.points() != 0)
            .sorted(Comparator.comparingDouble(Impairment::points).reversed())
            .toList();
    return new EModelResult(scale, r, scale.mos(r), terms, explanation, outsideValidity);
  }

  @Override
  public NativeScore nativeScore() {
    return new NativeScore("R", r, 0, scale.best());
  }

  /** Returns the mean opinion score, at least 1. */
  public double mosClampedToOne() {
    return scale.mosClampedToOne(r);
  }

  /** Returns the share of users who find the connection good or better (%GoB), 0 to 100 %. */
  public double goodOrBetterPercent() {
    return scale.goodOrBetterPercent(r);
  }

  /** Returns the share of users who find the connection poor or worse (%PoW), 0 to 100 %. */
  public double poorOrWorsePercent() {
    return scale.poorOrWorsePercent(r);
  }

  /** Returns the category of ITU-T G.109, which knows the narrowband scale only. */
  public Optional<SpeechQuality> quality() {
    return scale == RatingScale.NARROWBAND ? Optional.of(SpeechQuality.of(r)) : Optional.empty();
  }

  /** Returns for example {@code R 72.9 of 100, MOS 3.73 (Ro 94.77, Is 1.41, Id 1.50, ...)}. */
  @Override
  public String toString() {
    String main =
        MAIN_TERMS.stream()
            .filter(terms::containsKey)
            .map(name -> String.format(Locale.ROOT, "%s %.2f", name, terms.get(name)))
            .collect(Collectors.joining(", "));
    String text =
        String.format(Locale.ROOT, "R %.1f of %.0f, MOS %.2f (%s)", r, scale.best(), mos, main);
    return outsideValidity.isEmpty() ? text : text + "; " + outsideValidity;
  }
}
