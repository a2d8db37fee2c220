package dev.qoe.core.service.web;

import dev.qoe.api.kpi.Unit;
import dev.qoe.core.internal.Checks;
import dev.qoe.core.service.KpiModel;
import java.time.Duration;
import java.util.List;

/**
 * The web quality that a network gives: a plain function from downlink throughput and round-trip
 * time to the opinion of one page after ITU-T G.1030 (02/2014), Annex A.
 *
 * <pre>
 * page time = round trips x RTT + page size / throughput
 * </pre>
 *
 * <p>How the two KPIs become a page time is an engineering choice of this library: a page of 2.5 MB
 * that costs six round trips one after the other (name, connection, encryption, page, and two
 * generations of what it refers to) and then fills the link; the server and the browser take no
 * time. Pages with long chains of scripts want more round trips. The expected maximum decides as
 * much as the network does. Calls allocate nothing.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class WebKpiModel implements KpiModel {

  private static final List<Unit> INPUTS = List.of(Unit.of("Mbit/s"), Unit.of("ms"));
  private static final Unit MOS = Unit.of("MOS");

  private static final WebKpiModel G1030 = new WebKpiModel(15, 2_500_000, 6);

  private final double maximumSeconds;
  private final double minimumSeconds;
  private final double pageMegabits;
  private final double roundTrips;

  private WebKpiModel(double maximumSeconds, double pageBytes, double roundTrips) {
    this.maximumSeconds = maximumSeconds;
    this.minimumSeconds = BrowsingTask.ONE_PAGE.minimumSeconds(maximumSeconds);
    this.pageMegabits = pageBytes * 8 / 1e6;
    this.roundTrips = roundTrips;
  }

  /** Returns the model of a page of 2.5 MB in six round trips, expected within 15 s at most. */
  public static WebKpiModel g1030() {
    return G1030;
  }

  /**
   * Returns this model with another session time that people rate 1; typically 6 s on fast, 15 s on
   * medium and 60 s on slow networks.
   *
   * @throws IllegalArgumentException if {@code expectedMaximum} is not longer than the {@code Min}
   *     that follows from it
   */
  public WebKpiModel withExpectedMaximum(Duration expectedMaximum) {
    double max = WebSession.onePage(Duration.ofSeconds(1), expectedMaximum).maximumSeconds();
    return new WebKpiModel(max, pageMegabits / 8 * 1e6, roundTrips);
  }

  /**
   * Returns this model with another page.
   *
   * @param pageBytes how much is loaded, in bytes, {@code > 0}
   * @param pageRoundTrips the round trips that must follow one another, {@code >= 0}
   * @throws IllegalArgumentException if {@code pageBytes <= 0}, {@code pageRoundTrips < 0}, or one
   *     is not finite
   */
  public WebKpiModel withPage(double pageBytes, double pageRoundTrips) {
    return new WebKpiModel(
        maximumSeconds,
        Checks.positive("pageBytes", pageBytes),
        Checks.notNegative("pageRoundTrips", pageRoundTrips));
  }

  @Override
  public String title() {
    return "web browsing quality of a page (ITU-T G.1030)";
  }

  @Override
  public List<Unit> inputUnits() {
    return INPUTS;
  }

  @Override
  public Unit outputUnit() {
    return MOS;
  }

  /**
   * Returns the mean opinion score, 1 to 5, of downlink throughput in Mbit/s and round-trip time in
   * ms. A number below 0 counts as 0; without throughput the page never comes, which is 1.
   */
  @Override
  public double score(double[] inputs) {
    return WebBrowsingModel.mos(
        WebBrowsingModel.unclamped(
            pageSeconds(inputs[0], inputs[1]), minimumSeconds, maximumSeconds));
  }

  /**
   * Returns how long the page takes, in seconds; infinite without throughput.
   *
   * @param megabitsPerSecond the downlink throughput; below 0 counts as 0
   * @param roundTripMillis the round-trip time in ms; below 0 counts as 0
   */
  public double pageSeconds(double megabitsPerSecond, double roundTripMillis) {
    double loadSeconds =
        megabitsPerSecond > 0 ? pageMegabits / megabitsPerSecond : Double.POSITIVE_INFINITY;
    return roundTrips * Math.max(0, roundTripMillis) / 1000 + loadSeconds;
  }
}
