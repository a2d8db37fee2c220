package dev.qoe.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.qoe.api.alert.Severity;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.kpi.KpiCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file of alert rules")
class AlertRulesTest {

  @Test
  @DisplayName("says all there is to say about a rule")
  void complete(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("rules.yaml");
    Files.writeString(
        file,
        """
        rules:
          - id: weak
            when: {kpi: RAN_LTE_RSRP, below: -110 dBm}
          - id: fallback
            type: CS_FALLBACK
            severity: critical
            on: {type: session, path: "acme/**"}
            when:
              all:
                - {kpi: TRN_LOSS, atLeast: 10 %, over: PT30S, hysteresis: 2 %}
                - not: {kpi: RAN_RAT_GENERATION, above: 3}
            for: PT20S
            until: {kpi: TRN_LOSS, atMost: 0.01}
            clearFor: PT1M
            noDataAfter: PT10M
            message: Calls push the phone to 3G
            cause: {code: CS_FALLBACK, text: circuit-switched fallback}
            reductionKey: "{tenant}:{rule}:{parent}:{element}"
            evidence: [TRN_RTT]
            evidenceEvents: [rat-change]
            suppressedBy: [weak]
        """);
    AlertRule rule = AlertRules.read(file).rules().get(1);
    assertThat(rule.type()).isEqualTo("CS_FALLBACK");
    assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(rule.sustained()).isEqualTo(Duration.ofSeconds(20));
    assertThat(rule.clearFor()).isEqualTo(Duration.ofMinutes(1));
    assertThat(rule.noDataAfter()).contains(Duration.ofMinutes(10));
    assertThat(rule.kpis())
        .containsExactly(Kpi.PACKET_LOSS, Kpi.RAT_GENERATION, Kpi.ROUND_TRIP_TIME);
    assertThat(rule.cause().text()).isEqualTo("circuit-switched fallback");
    assertThat(((Condition.All) rule.when()).parts().get(0))
        .isEqualTo(
            new Condition.Threshold(
                Kpi.PACKET_LOSS, Condition.Comparison.AT_LEAST, 0.1, 0.02, Duration.ofSeconds(30)));
    assertThat(AlertRules.read(file)).as("the same text").isEqualTo(AlertRules.read(file));
  }

  @Test
  @DisplayName("is refused with all its mistakes at once, each with its path and the nearest name")
  void allMistakes() {
    List<String> problems =
        problems(
            """
            rulez: []
            rules:
              - id: a
                severty: major
                severity: gruesome
                when: {kpi: TRN_LOS, above: 1 %}
              - when: {kpi: TRN_LOSS, above: 32}
                for: 30 seconds
                clearFor: PT-5S
              - id: a
                when: {all: []}
                message: ''
                reductionKey: '{elment}'
              - id: c
                when: {kpi: TRN_RTT, above: 1 %, below: 3}
                until: {kpi: TRN_RTT, above: '1e999', over: soon}
                cause: {text: why}
                evidence: [TRN_JITTER]
                suppressedBy: [d, c]
                noDataAfter: PT0S
              - nonsense
            """);
    assertThat(problems)
        .anyMatch(p -> p.contains("rulez is not known; did you mean 'rules'"))
        .anyMatch(p -> p.contains("rules[0].severty is not known; did you mean 'severity'"))
        .anyMatch(p -> p.contains("rules[0].severity: unknown severity 'gruesome'"))
        .anyMatch(
            p -> p.contains("rules[0].when.kpi: unknown KPI 'TRN_LOS'; did you mean 'TRN_LOSS'"))
        .anyMatch(p -> p.contains("rules[1].id is missing"))
        .anyMatch(p -> p.contains("rules[1].when.above is of a ratio") && p.contains("'32 %'"))
        .anyMatch(p -> p.contains("rules[1].for is not a duration"))
        .anyMatch(p -> p.contains("rules[1].clearFor is not a duration") && p.contains("PT-5S"))
        .anyMatch(p -> p.contains("rules[2].id 'a' is there twice"))
        .anyMatch(p -> p.contains("rules[2].when.all must be a list of at least one"))
        .anyMatch(p -> p.contains("rules[2].message must be a text"))
        .anyMatch(p -> p.contains("knows no {elment}") && p.contains("did you mean 'element'"))
        .anyMatch(p -> p.contains("rules[3].when must have exactly one of"))
        .anyMatch(p -> p.contains("rules[3].until.above must be a finite number"))
        .anyMatch(p -> p.contains("rules[3].until.over is not a duration"))
        .anyMatch(p -> p.contains("rules[3].cause.code is missing"))
        .anyMatch(p -> p.contains("rules[3].evidence: unknown KPI 'TRN_JITTER'"))
        .anyMatch(p -> p.contains("rule 'c' is suppressed by 'd', which is not there"))
        .anyMatch(p -> p.contains("rule 'c' is suppressed by itself"))
        .anyMatch(p -> p.contains("noDataAfter must be > 0"))
        .anyMatch(p -> p.contains("rules[4].when must be a condition"))
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("is refused when it is no YAML, empty, or has no list of rules")
  void noRules() {
    assertThat(problems("{{{")).singleElement().asString().contains("not YAML or JSON", "line 1");
    for (String text : List.of("", "42", "rules: 7", "[]", "rule: []")) {
      assertThat(problems(text)).as(text).anyMatch(p -> p.contains("'rules' must be a list"));
    }
    assertThat(AlertRules.parse("rules: []", "test", KpiCatalog.standard()).rules()).isEmpty();
  }

  @Test
  @DisplayName("may not let rules hide each other in a circle")
  void circles() {
    Condition when =
        new Condition.Threshold(Kpi.JITTER, Condition.Comparison.ABOVE, 1, 0, Duration.ZERO);
    AlertRule a = AlertRule.builder("a", when).suppressedBy(java.util.Set.of("b")).build();
    AlertRule b = AlertRule.builder("b", when).suppressedBy(java.util.Set.of("a")).build();
    assertThatThrownBy(() -> new AlertRules(List.of(a, b)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'a' is suppressed by itself");
    assertThatThrownBy(() -> new AlertRules(List.of(b, b)))
        .hasMessageContaining("rule 'b' is there twice");
  }

  @Test
  @DisplayName("may not hold a rule that could not make an alert")
  void impossibleRules() {
    Condition when =
        new Condition.Threshold(Kpi.JITTER, Condition.Comparison.ABOVE, 1, 0, Duration.ZERO);
    assertThatThrownBy(
            () ->
                AlertRule.builder(" ", when)
                    .type("")
                    .message(" ")
                    .reductionKey("")
                    .severity(Severity.CLEARED)
                    .sustained(Duration.ofSeconds(-1))
                    .noDataAfter(Duration.ZERO)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "id must",
            "type must",
            "message must",
            "reductionKey must",
            "CLEARED",
            "durations",
            "noDataAfter");
    assertThatThrownBy(() -> new Condition.All(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new Condition.Threshold(
                    Kpi.JITTER, Condition.Comparison.ABOVE, Double.NaN, 0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  @DisplayName("selects elements by type and by patterns of paths that take all else literally")
  void selectors() {
    NetworkElement cell =
        NetworkElement.builder(ElementPath.of("acme/co(rk/site.1/cell-1"), "cell").build();
    assertThat(Selector.ofType("cell").matches(cell)).isTrue();
    assertThat(Selector.ofType("site").matches(cell)).isFalse();
    assertThat(Selector.ofType("*").matches(cell)).isTrue();
    assertThat(Selector.ofPath("acme/**").matches(cell)).isTrue();
    assertThat(Selector.ofPath("acme/*").matches(cell)).isFalse();
    assertThat(Selector.ofPath("acme/co(rk/site.*/cell-*").matches(cell)).isTrue();
    assertThat(Selector.ofPath("acme/co(rk/siteX1/*").matches(cell)).isFalse();
    assertThat(Selector.ofPath("other/**").matches(cell)).isFalse();
  }

  @Test
  @DisplayName("compares strictly or not, and gives way by the hysteresis")
  void comparisons() {
    assertThat(Condition.Comparison.ABOVE.holds(5, 5, 0)).isFalse();
    assertThat(Condition.Comparison.AT_LEAST.holds(5, 5, 0)).isTrue();
    assertThat(Condition.Comparison.BELOW.holds(5, 5, 0)).isFalse();
    assertThat(Condition.Comparison.AT_MOST.holds(5, 5, 0)).isTrue();
    assertThat(Condition.Comparison.ABOVE.holds(4.5, 5, 1)).isTrue();
    assertThat(Condition.Comparison.BELOW.holds(6.5, 5, 1)).isFalse();
  }

  private static List<String> problems(String text) {
    return catchThrowableOfType(
            ConfigurationException.class,
            () -> AlertRules.parse(text, "rules.yaml", KpiCatalog.standard()))
        .problems();
  }
}
