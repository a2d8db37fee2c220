package dev.qoe.plugin.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Wording")
class WordingTest {

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("a score is rounded so that it stays in its class")
  @CsvSource({"59.96, 59.9 (fair)", "60, 60.0 (good)", "57.36, 57.4 (fair)", "NaN, no score"})
  void scores(double value, String text) {
    assertThat(Wording.judged(value)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @DisplayName("a value has as many digits as it deserves")
  @CsvSource({
    "318.18, Mbit/s, 318 Mbit/s",
    "2.28, Mbit/s, 2.3 Mbit/s",
    "0.0163, ms, 0.02 ms",
    "-83.6, dBm, −83.6 dBm",
    "-0.001, '', 0.00",
    "20, %, 20 %"
  })
  void values(double value, String unit, String text) {
    assertThat(Wording.value(value, unit).replace('\u00A0', ' ')).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("a length of time is told in its two largest units")
  @CsvSource({
    "PT45S, 45 s",
    "PT10M35S, 10 min 35 s",
    "PT1H, 1 h",
    "PT1H3M4S, 1 h 3 min",
    "P2DT4H, 2 d 4 h"
  })
  void durations(Duration length, String text) {
    assertThat(Wording.duration(length).replace('\u00A0', ' ')).isEqualTo(text);
  }

  @Test
  @DisplayName("a stretch names its day once, and its second day if it has one")
  void spans() {
    Instant from = Instant.parse("2020-02-13T23:58:00Z");

    assertThat(plain(Wording.roughly(new Span(from, from.plusSeconds(60)))))
        .isEqualTo("2020-02-13, 23:58:00 to 23:59:00 UTC");
    assertThat(plain(Wording.roughly(new Span(from, from.plusSeconds(600)))))
        .isEqualTo("2020-02-13, 23:58 to 2020-02-14, 00:08 UTC");
    assertThat(plain(Wording.span(from, from.plusSeconds(600))))
        .isEqualTo("2020-02-13 23:58:00 UTC to 2020-02-14 00:08:00 UTC");
  }

  @Test
  @DisplayName("kinds of elements have their plural")
  void plurals() {
    assertThat(Headline.plural("cell", 1)).isEqualTo("cell");
    assertThat(Headline.plural("Gateway", 2)).isEqualTo("gateways");
    assertThat(Headline.plural("facility", 2)).isEqualTo("facilities");
  }

  @Test
  @DisplayName("markup that is not closed is refused")
  void unclosed() {
    Markup markup = new Markup();
    markup.open("p");

    assertThatThrownBy(markup::toString).hasMessageContaining("still open: [p]");
  }

  private static String plain(String text) {
    return text.replace('\u00A0', ' ');
  }
}
