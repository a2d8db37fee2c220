package dev.qoe.core.service.web;

/**
 * What a person waits for while browsing: the three cases of ITU-T G.1030 (02/2014), Annex A.
 *
 * <p>Seen in one public source, the session cases confirmed from memory. Immutable.
 *
 * @since 0.1
 */
public enum BrowsingTask {
  /** One response time, for example of a search result. */
  SINGLE_EVENT(0.003, 0.12, 3, 50),
  /** One page from request to complete display. */
  ONE_PAGE(0.005, 0.24, 5, 100),
  /** Two pages: a search and the page that it finds. */
  TWO_PAGES(0.011, 0.47, 10, 200);

  private final double slope;
  private final double interceptSeconds;
  private final double lowestMaximumSeconds;
  private final double highestMaximumSeconds;

  BrowsingTask(double slope, double intercept, double lowestMaximum, double highestMaximum) {
    this.slope = slope;
    this.interceptSeconds = intercept;
    this.lowestMaximumSeconds = lowestMaximum;
    this.highestMaximumSeconds = highestMaximum;
  }

  /** Returns Min, the session time in seconds that people rate 5 when they expect {@code max}. */
  double minimumSeconds(double max) {
    return slope * max + interceptSeconds;
  }

  /** Returns the smallest Max, in seconds, for which the case was validated. */
  double lowestMaximumSeconds() {
    return lowestMaximumSeconds;
  }

  /** Returns the largest Max, in seconds, for which the case was validated. */
  double highestMaximumSeconds() {
    return highestMaximumSeconds;
  }
}
