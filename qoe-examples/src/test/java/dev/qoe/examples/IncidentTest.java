package dev.qoe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Evidence;
import dev.qoe.api.alert.Severity;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Target;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.plugin.drivetest.DriveTestCollectorFactory;
import dev.qoe.testkit.TestContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A made-up drive like the recorded one, and longer: 5G with data, a call that falls back to 3G,
 * then LTE without a call. The collector and the rules are those of the demo.
 */
@DisplayName("A call that falls back to 3G on a drive")
class IncidentTest {

  private static final String RULES = "/dev/qoe/examples/cli/drive-test-rules.yaml";
  private static final Instant START = Instant.parse("2020-02-13T15:50:00Z");
  private static final Duration DRIVE = Duration.ofMinutes(4);
  private static final Duration CALL = Duration.ofMinutes(10);
  private static final Duration AFTER = Duration.ofMinutes(10);
  private static final Instant CALL_BEGINS = START.plus(DRIVE);
  private static final Instant CALL_ENDS = CALL_BEGINS.plus(CALL);
  private static final String ANCHOR = "11016973";
  private static final List<String> FALLBACK_CELLS = List.of("19736841", "19736842", "19736843");

  @TempDir private Path folder;

  @Test
  @DisplayName("opens one alert within a minute, with its cause, although the cells change")
  void opens() throws Exception {
    drive();
    call("VD");
    assertThat(fallbacks())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.openedAt().orElseThrow())
                  .isBetween(CALL_BEGINS, CALL_BEGINS.plusSeconds(60));
              assertThat(alert.element()).isEqualTo(ElementPath.of("op-B/sessions/trace"));
              assertThat(alert.severity()).isEqualTo(Severity.MAJOR);
              assertThat(alert.evidence()).extracting(Evidence::kind).contains("TRN_LOSS");
              assertThat(alert.evidence())
                  .filteredOn(evidence -> evidence.kind().equals("cell-change"))
                  .extracting(Evidence::text)
                  .anyMatch(text -> text.contains("cell-19736841"))
                  .anyMatch(text -> text.contains("cell-19736842"));
            });
  }

  @Test
  @DisplayName("is still open when the recording ends in the call: the end of input is no evidence")
  void staysOpen() throws Exception {
    drive();
    call("VD");
    assertThat(fallbacks()).extracting(Alert::state).containsExactly(AlertState.OPEN);
  }

  @Test
  @DisplayName("is resolved, with when and why, once LTE without a call has lasted")
  void resolves() throws Exception {
    drive();
    call("VD");
    after();
    assertThat(fallbacks())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
              assertThat(alert.resolvedAt().orElseThrow())
                  .isBetween(CALL_ENDS.plusSeconds(60), CALL_ENDS.plusSeconds(120));
            });
  }

  @Test
  @DisplayName("is not resolved by a moment of LTE between two calls, and stays the same alert")
  void lastsOverAMoment() throws Exception {
    drive();
    call("V");
    sample(CALL_ENDS, "LTE", "D", ANCHOR, 20_000);
    sample(CALL_ENDS.plusSeconds(1), "HSPA+", "VD", FALLBACK_CELLS.get(0), 2_000);
    assertThat(fallbacks()).extracting(Alert::state).containsExactly(AlertState.OPEN);
  }

  @Test
  @DisplayName("leaves no alert when the rows of the call are taken out")
  void noCall() throws Exception {
    drive();
    after();
    assertThat(fallbacks()).isEmpty();
  }

  @Test
  @DisplayName("leaves no alert when the phone is on 3G for data alone, or calls over LTE")
  void oneOfTwo() throws Exception {
    drive();
    call("D");
    for (int second = 0; second < AFTER.toSeconds(); second++) {
      sample(CALL_ENDS.plusSeconds(second), "LTE", "VD", ANCHOR, 20_000);
    }
    assertThat(fallbacks()).isEmpty();
  }

  private final StringBuilder trace =
      new StringBuilder(
          "Timestamp,NetworkMode,State,RAWCELLID,LACHEX,RSRP,RSRQ,SNR,CQI,DL_bitrate,UL_bitrate,"
              + "PINGAVG,PINGMAX,PINGSTDEV,PINGLOSS\n");

  private void drive() {
    for (int second = 0; second < DRIVE.toSeconds(); second++) {
      Instant time = START.plusSeconds(second);
      sample(time, "5G", "D", ANCHOR, 80_000);
      if (second % 10 == 0) {
        ping(time, "5G", "D", ANCHOR, 0);
      }
    }
  }

  /** Ten minutes on HSPA+ in three cells, each for a while, and again. */
  private void call(String state) {
    for (int second = 0; second < CALL.toSeconds(); second++) {
      Instant time = CALL_BEGINS.plusSeconds(second);
      String cell = FALLBACK_CELLS.get(second / 45 % FALLBACK_CELLS.size());
      sample(time, "HSPA+", state, cell, 2_200);
      if (second % 10 == 0) {
        ping(time, "HSPA+", state, cell, 32);
      }
    }
  }

  private void after() {
    for (int second = 0; second < AFTER.toSeconds(); second++) {
      sample(CALL_ENDS.plusSeconds(second), "LTE", "D", ANCHOR, 20_000);
    }
  }

  private void sample(Instant time, String mode, String state, String cell, int kilobits) {
    row(time, mode, state, cell, kilobits, "-,-,-,-");
  }

  private void ping(Instant time, String mode, String state, String cell, int lossPercent) {
    row(time, mode, state, cell, 0, "148,830,120," + lossPercent);
  }

  private void row(
      Instant time, String mode, String state, String cell, int kilobits, String ping) {
    trace.append(
        String.format(
            Locale.ROOT,
            "%s,%s,%s,%s,9CBA,-59,-10,8,10,%d,100,%s%n",
            DateTimeFormatter.ofPattern("yyyy.MM.dd_HH.mm.ss")
                .withZone(ZoneOffset.UTC)
                .format(time),
            mode,
            state,
            cell,
            kilobits,
            ping));
  }

  /** Replays the trace through the demo's collector and rules. */
  private List<Alert> fallbacks() throws Exception {
    Path input = Files.createDirectory(folder.resolve("in"));
    Files.writeString(input.resolve("trace.csv"), trace);
    DriveTestCollectorFactory factory = new DriveTestCollectorFactory();
    Settings settings =
        Settings.of("collector 'drivetest'", factory.descriptor().settings(), Map.of());
    try (TestContext context = TestContext.in(folder);
        QoeEngine engine = QoeEngine.builder().replaying().rules(rules()).start()) {
      factory
          .create(settings, context)
          .collect(Target.of(ElementPath.of("op-B"), input.toString()), engine.sink());
      assertThat(engine.ledger().rejected())
          .as("only the columns that are left out are remarked on")
          .isEqualTo(Map.of("missing-column", 1L));
      return engine.alerts().stream()
          .filter(alert -> alert.cause().code().equals("CS_FALLBACK"))
          .filter(alert -> alert.openedAt().isPresent())
          .toList();
    }
  }

  private static AlertRules rules() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(IncidentTest.class.getResourceAsStream(RULES), RULES)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return AlertRules.parse(text, "drive-test-rules.yaml", KpiCatalog.standard());
    }
  }
}
