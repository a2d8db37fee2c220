package dev.qoe.core.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("G.1030 web browsing")
class WebBrowsingModelTest extends ServiceModelContract<WebSession, WebBrowsingResult> {

  @Override
  protected ServiceModel<WebSession, WebBrowsingResult> model() {
    return WebBrowsingModel.g1030();
  }

  @Override
  protected WebSession randomInput(Random random) {
    BrowsingTask task = List.of(BrowsingTask.values()).get(random.nextInt(3));
    return new WebSession(
        task, millis(1 + random.nextInt(300_000)), millis(3_000 + random.nextInt(200_000)));
  }

  @Override
  protected double lowestMos() {
    return 1;
  }

  @Override
  protected double highestMos() {
    return 5;
  }

  @Override
  protected List<Ordered<WebSession>> notBetter(Random random) {
    WebSession better = randomInput(random);
    Duration longer = better.sessionTime().plusMillis(random.nextInt(10_000));
    return List.of(
        new Ordered<>(
            "session time",
            better,
            new WebSession(better.task(), longer, better.expectedMaximum())));
  }

  @ParameterizedTest(name = "{0} of {1} s, expected at most {2} s: {3}")
  @DisplayName("gives the published check values")
  @CsvSource({
    "ONE_PAGE, 1, 15, 3.804",
    "ONE_PAGE, 2, 15, 3.086",
    "ONE_PAGE, 4, 15, 2.369",
    "ONE_PAGE, 10, 15, 1.420",
    "ONE_PAGE, 1, 6, 3.311",
    "ONE_PAGE, 4, 6, 1.523",
    "ONE_PAGE, 4, 60, 3.300",
    "ONE_PAGE, 10, 60, 2.521",
    "SINGLE_EVENT, 1, 10, 3.193",
    "TWO_PAGES, 4, 60, 3.727"
  })
  void published(BrowsingTask task, int seconds, int max, double mos) {
    WebSession session = new WebSession(task, Duration.ofSeconds(seconds), Duration.ofSeconds(max));
    assertThat(model().score(session).mos()).isCloseTo(mos, within(5e-4));
  }

  @Test
  @DisplayName("rates a session of Min 5 and one of Max 1")
  void anchors() {
    assertThat(model().score(WebSession.onePage(millis(315), millis(15_000))).unclampedMos())
        .isCloseTo(5, within(1e-12));
    assertThat(model().score(WebSession.onePage(millis(15_000), millis(15_000))).unclampedMos())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  @DisplayName("flags an expected maximum outside the validated range and still scores")
  void flags() {
    WebBrowsingResult result =
        model().score(WebSession.onePage(millis(1_000), Duration.ofMinutes(2)));
    assertThat(result.outsideValidity())
        .hasToString("[expectedMaximumSeconds 120.0 is outside 5 to 100]");
    assertThat(result.mos()).isBetween(1.0, 5.0);
    assertThat(
            model()
                .score(WebSession.onePage(millis(1_000), Duration.ofSeconds(100)))
                .outsideValidity())
        .isEmpty();
  }

  @Test
  @DisplayName("refuses a session without duration and a maximum below its minimum")
  void refusals() {
    assertThatThrownBy(() -> WebSession.onePage(Duration.ZERO, millis(15_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sessionTime in seconds must be > 0: 0.0");
    assertThatThrownBy(() -> WebSession.twoPages(millis(1), millis(400)))
        .hasMessageContaining("expectedMaximum of task TWO_PAGES must be longer than its Min");
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
