package dev.qoe.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what plugins that came and went have left")
class TracesTest {

  @Test
  @DisplayName("grows usually only if it does so in most rounds, however much it does in others")
  void usualGrowth() {
    assertThat(usual(3000, 3045, 3045, 3060, 3060, 3060, 3100, 3100, 3100)).isZero();
    assertThat(usual(3000, 3020, 3040, 3060, 3080, 3100, 3120, 3140, 3160)).isEqualTo(20);
    assertThat(usual(3000, 3055, 3065, 3075, 3085, 3080, 3090, 3100, 3110)).isEqualTo(10);
    assertThat(usual(3000, 2990, 2990, 2980, 2980, 2990, 2990, 2990, 2990)).isZero();
  }

  private static long usual(long... classes) {
    List<Traces> rounds =
        Arrays.stream(classes).mapToObj(count -> new Traces(0, 0, count, 0)).toList();
    return Traces.usualGrowth(rounds, Traces::classes);
  }
}
