package dev.qoe.core.service.suitability;

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
 * How responsive a connection is under working conditions.
 *
 * <p>Immutable.
 *
 * @param rpm round trips per minute, {@code > 0}
 * @param mos 0..1000 RPM mapped linearly to 1..5; 5 above
 * @param tcpForeignMillis trimmed mean of TCP handshakes, ms
 * @param tlsForeignMillis trimmed mean of TLS handshakes, ms
 * @param httpForeignMillis trimmed mean of HTTP exchanges on connections of their own, ms
 * @param httpSelfMillis trimmed mean of HTTP exchanges on the loaded connections, ms
 * @since 0.1
 */
public record RpmResult(
    double rpm,
    double mos,
    double tcpForeignMillis,
    double tlsForeignMillis,
    double httpForeignMillis,
    double httpSelfMillis)
    implements ModelResult {

  private static final double HIGH = 1000;
  private static final double MEDIUM = 200;

  static RpmResult of(double tcpForeign, double tlsForeign, double httpForeign, double httpSelf) {
    double rpm = 60_000 / ((tcpForeign + tlsForeign + httpForeign) / 6 + httpSelf / 2);
    double mos = 1 + 4 * Math.min(1, rpm / HIGH);
    return new RpmResult(rpm, mos, tcpForeign, tlsForeign, httpForeign, httpSelf);
  }

  /** Returns {@code low} below 200, {@code high} above 1000 and {@code medium} between. */
  public String label() {
    return rpm < MEDIUM ? "low" : rpm <= HIGH ? "medium" : "high";
  }

  /** {@inheritDoc} It has no upper end: 1000 stands for what is best on the scale. */
  @Override
  public NativeScore nativeScore() {
    return new NativeScore("RPM", rpm, 0, HIGH);
  }

  @Override
  public Map<String, Double> terms() {
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("TM(tcp_f)", tcpForeignMillis);
    terms.put("TM(tls_f)", tlsForeignMillis);
    terms.put("TM(http_f)", httpForeignMillis);
    terms.put("TM(http_s)", httpSelfMillis);
    return Collections.unmodifiableMap(terms);
  }

  /** {@inheritDoc} What is missing to 1000 RPM, shared out as the round trip's time is. */
  @Override
  public List<Impairment> explanation() {
    double missing = Math.max(0, HIGH - rpm) / (60_000 / rpm);
    return Explanation.sorted(
        List.of(
            new Impairment("TCP handshake", "TM(tcp_f)", missing * tcpForeignMillis / 6),
            new Impairment("TLS handshake", "TM(tls_f)", missing * tlsForeignMillis / 6),
            new Impairment("HTTP, new connection", "TM(http_f)", missing * httpForeignMillis / 6),
            new Impairment("HTTP, loaded connection", "TM(http_s)", missing * httpSelfMillis / 2)));
  }

  /** {@inheritDoc} Always empty: every round trip has a rate. */
  @Override
  public List<ValidityFlag> outsideValidity() {
    return List.of();
  }

  /** Returns for example {@code 512 round trips per minute (medium)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.0f round trips per minute (%s)", rpm, label());
  }
}
