package dev.qoe.api.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An alert as a value")
class AlertTest {

  private static final Instant START = Instant.parse("2020-02-13T15:54:21Z");

  @Test
  @DisplayName("remembers its whole life")
  void life() {
    Alert alert =
        alert(List.of(step(AlertState.PENDING, 0)))
            .entering(step(AlertState.OPEN, 30))
            .entering(step(AlertState.ACKNOWLEDGED, 40))
            .annotated(new Annotation(START, "eve", "calling"))
            .entering(step(AlertState.RESOLVED, 50));
    assertThat(alert.createdAt()).isEqualTo(START);
    assertThat(alert.openedAt()).contains(START.plusSeconds(30));
    assertThat(alert.acknowledgement()).map(Transition::at).contains(START.plusSeconds(40));
    assertThat(alert.resolvedAt()).contains(START.plusSeconds(50));
    assertThat(alert.entering(step(AlertState.OPEN, 60)).resolvedAt()).isEmpty();
    assertThat(alert.entering(step(AlertState.OPEN, 60)).acknowledgement()).isPresent();
    assertThat(alert.annotations()).hasSize(1);
    assertThat(alert.tenant().name()).isEqualTo("acme");
    assertThatThrownBy(() -> alert(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("takes the severities of other systems by name")
  void foreignSeverities() {
    assertThat(Severity.fromForeign(" Critical ")).contains(Severity.CRITICAL);
    assertThat(Severity.fromForeign("WARN")).contains(Severity.WARNING);
    assertThat(Severity.fromForeign("ok")).contains(Severity.CLEARED);
    assertThat(Severity.fromForeign("Info")).as("opens nothing").isEmpty();
    for (Severity severity : Severity.values()) {
      assertThat(Severity.fromForeign(severity.name())).contains(severity);
    }
    assertThatThrownBy(() -> Severity.fromForeign("gruesome"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'gruesome'", "critical, major");
  }

  private static Alert alert(List<Transition> history) {
    return new Alert(
        "id",
        "key",
        ElementPath.of("acme/a"),
        "rule",
        "TYPE",
        Severity.MAJOR,
        "text",
        Set.of(Kpi.PACKET_LOSS),
        new Cause("CODE", "why"),
        List.of(),
        history,
        List.of());
  }

  private static Transition step(AlertState state, long second) {
    return new Transition(state, START.plusSeconds(second), "rule x", "");
  }
}
