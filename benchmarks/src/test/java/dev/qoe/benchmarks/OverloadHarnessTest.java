package dev.qoe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.core.engine.Overload;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A source that storms")
class OverloadHarnessTest {

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("is accounted for to the last measurement")
  void balances(Overload policy) throws Exception {
    boolean journaled = policy == Overload.SPOOL;
    OverloadHarness.Seen seen =
        OverloadHarness.storm(folder, Duration.ofMillis(700), policy, journaled);
    assertThat(seen.balanced()).as("%s", seen.all()).isTrue();
    assertThat(seen.storm().received()).isEqualTo(seen.accepted()).isPositive();
    assertThat(seen.all().inFlight()).isZero();
    assertThat(seen.all().received()).isGreaterThan(seen.storm().received());
    if (policy == Overload.BLOCK || policy == Overload.SPOOL) {
      assertThat(seen.storm().stored()).isEqualTo(seen.accepted());
    }
  }

  @Test
  @DisplayName("makes a page with a row for each way out")
  void page() throws Exception {
    String page = OverloadHarness.run(folder, Duration.ofMillis(200), "abc1234");
    assertThat(page)
        .contains("* Commit: abc1234\n", "\n| none | ", "\n| none, with a journal | ")
        .contains("\n| BLOCK | ", "\n| DROP_OLDEST | ", "\n| SAMPLE | ", "\n| SPOOL | ")
        .doesNotContain("NOT balanced");
  }
}
