package dev.qoe.core.service.video;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelResult;
import dev.qoe.core.service.NativeScore;
import dev.qoe.core.service.ValidityFlag;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What ITU-T P.1203 concluded about a session, with the way it got there.
 *
 * <p>Immutable.
 *
 * @param variant which variant computed {@code mos}
 * @param mode which mode of P.1203.1 computed {@code o22}
 * @param mos O46 with a forest, else O46 of the parametric part; 1.0095 to 4.9342
 * @param o21 audio quality of each second, 1 to 5; empty without sound
 * @param o22 video quality of each second, 1 to 5
 * @param o34 audiovisual quality of each second, 1 to 5
 * @param o23 stalling quality, 1 to 5
 * @param o46 the score of the session; empty without a forest
 * @param o46Parametric the score of the session by the parametric part alone
 * @param diagnosis every intermediate term of the integration
 * @param features what the forest looks at, 14 numbers
 * @param amended whether and how Amendment 1 was followed
 * @param outsideValidity inputs outside the ranges of the Recommendation
 * @param warnings what is odd about the session and how it was taken
 * @since 0.1
 */
public record P1203Result(
    Variant variant,
    Mode mode,
    double mos,
    List<Double> o21,
    List<Double> o22,
    List<Double> o34,
    double o23,
    OptionalDouble o46,
    double o46Parametric,
    Diagnosis diagnosis,
    List<Double> features,
    List<Amendment> amended,
    List<ValidityFlag> outsideValidity,
    List<String> warnings)
    implements ModelResult {

  /** Returns O35, the quality of the media without stalling. */
  public double o35() {
    return diagnosis.o35();
  }

  /** Returns the score on the opinion scale, under the name of what it is. */
  @Override
  @JsonProperty
  public NativeScore nativeScore() {
    return new NativeScore(o46.isPresent() ? "O46" : "O46 parametric", mos, 1, 5);
  }

  /** Returns the terms of the integration by the names of the Recommendation. */
  @Override
  @JsonProperty
  public Map<String, Double> terms() {
    Map<String, Double> terms = diagnosis.terms();
    terms.put("O23", o23);
    terms.put("O46_parametric", o46Parametric);
    o46.ifPresent(score -> terms.put("O46", score));
    return Collections.unmodifiableMap(terms);
  }

  /**
   * Returns what cost how many points of {@code mos}, the largest loss first. The points add up to
   * the distance from 4.9342, the best score, to rounding.
   */
  @Override
  @JsonProperty
  public List<Impairment> explanation() {
    return Explanation.of(diagnosis, !amended.contains(Amendment.APPENDIX_II));
  }

  /** Returns for example {@code 3.85 of 5 (P1203_NO_FOREST, 20 s): initial delay -0.894 (SI)}. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT, "%.2f of 5 (%s, %d s)", mos, variant, diagnosis.mediaSeconds()));
    String separator = ": ";
    for (Impairment impairment : explanation()) {
      text.append(separator).append(impairment);
      separator = ", ";
    }
    return text.toString();
  }
}
