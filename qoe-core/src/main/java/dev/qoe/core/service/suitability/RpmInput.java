package dev.qoe.core.service.suitability;

import dev.qoe.core.internal.Checks;
import java.util.Arrays;
import java.util.List;

/**
 * The round trips of a responsiveness test under working conditions.
 *
 * <p>Immutable.
 *
 * @param tcpForeignMillis TCP handshakes on connections of their own, ms, each {@code > 0}, at
 *     least one
 * @param tlsForeignMillis TLS handshakes on connections of their own, ms, each {@code > 0}, at
 *     least one
 * @param httpForeignMillis HTTP exchanges on connections of their own, ms, each {@code > 0}, at
 *     least one
 * @param httpSelfMillis HTTP exchanges on the connections that carry the load, ms, each {@code >
 *     0}, at least one
 * @since 0.1
 */
public record RpmInput(
    List<Double> tcpForeignMillis,
    List<Double> tlsForeignMillis,
    List<Double> httpForeignMillis,
    List<Double> httpSelfMillis) {

  /**
   * Creates an input; the lists are copied.
   *
   * @throws IllegalArgumentException if a list is empty or a round trip is not {@code > 0}
   */
  public RpmInput {
    tcpForeignMillis = checked("tcpForeignMillis", tcpForeignMillis);
    tlsForeignMillis = checked("tlsForeignMillis", tlsForeignMillis);
    httpForeignMillis = checked("httpForeignMillis", httpForeignMillis);
    httpSelfMillis = checked("httpSelfMillis", httpSelfMillis);
  }

  /** Returns an input. */
  public static RpmInput of(
      double[] tcpForeignMillis,
      double[] tlsForeignMillis,
      double[] httpForeignMillis,
      double[] httpSelfMillis) {
    return new RpmInput(
        Arrays.stream(tcpForeignMillis).boxed().toList(),
        Arrays.stream(tlsForeignMillis).boxed().toList(),
        Arrays.stream(httpForeignMillis).boxed().toList(),
        Arrays.stream(httpSelfMillis).boxed().toList());
  }

  private static List<Double> checked(String field, List<Double> millis) {
    if (millis.isEmpty()) {
      throw new IllegalArgumentException(field + " must not be empty");
    }
    for (int i = 0; i < millis.size(); i++) {
      Checks.between(field, Checks.positive(field + "[" + i + "]", millis.get(i)), 1e-6, 1e9);
    }
    return List.copyOf(millis);
  }
}
