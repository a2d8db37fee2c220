package dev.qoe.core.service.web;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelResult;
import dev.qoe.core.service.NativeScore;
import dev.qoe.core.service.ValidityFlag;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What people think of a browsing session.
 *
 * <p>Immutable.
 *
 * @param mos 1 (bad) to 5 (excellent)
 * @param unclampedMos the same before it is clamped to 1..5
 * @param sessionSeconds the session time, in seconds
 * @param minimumSeconds Min, the session time rated 5, in seconds
 * @param maximumSeconds Max, the session time rated 1, in seconds
 * @param outsideValidity the expected maximum, if it lies outside the validated range
 * @since 0.1
 */
public record WebBrowsingResult(
    double mos,
    double unclampedMos,
    double sessionSeconds,
    double minimumSeconds,
    double maximumSeconds,
    List<ValidityFlag> outsideValidity)
    implements ModelResult {

  /** Creates a result; the list is copied. */
  public WebBrowsingResult {
    outsideValidity = List.copyOf(outsideValidity);
  }

  @Override
  public NativeScore nativeScore() {
    return new NativeScore("MOS", mos, 1, 5);
  }

  @Override
  public Map<String, Double> terms() {
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("SessionTime", sessionSeconds);
    terms.put("Min", minimumSeconds);
    terms.put("Max", maximumSeconds);
    terms.put("MOS unclamped", unclampedMos);
    return Collections.unmodifiableMap(terms);
  }

  @Override
  public List<Impairment> explanation() {
    return List.of(new Impairment("session time", "SessionTime", 5 - mos));
  }

  /** Returns for example {@code MOS 2.37: 4.0 s (rated 5 up to 0.315 s, 1 from 15.0 s)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "MOS %.2f: %s s (rated 5 up to %.3g s, 1 from %.3g s)",
        mos,
        Math.round(sessionSeconds * 1000) / 1000.0,
        minimumSeconds,
        maximumSeconds);
  }
}
