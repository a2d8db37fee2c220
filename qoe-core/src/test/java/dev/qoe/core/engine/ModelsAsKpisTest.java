package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Role;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.kpi.UtilityCurve;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Contribution;
import dev.qoe.api.score.Score;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRule;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.rule.Condition;
import dev.qoe.core.service.interactive.GamingKpiModel;
import dev.qoe.core.service.suitability.IqbKpiModel;
import dev.qoe.core.service.voice.VoiceModel;
import dev.qoe.core.service.voice.WidebandCodec;
import dev.qoe.core.service.web.IqxModel;
import dev.qoe.core.service.web.LawKpiModel;
import dev.qoe.core.service.web.WebKpiModel;
import dev.qoe.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A service model bound to indicators")
class ModelsAsKpisTest {

  private static final Instant NOW = Instant.parse("2020-02-13T15:00:00Z");
  private static final ElementPath CELL = ElementPath.of("acme/cork/site-1/cell-1");
  private static final Kpi IQB = Kpi.of("SVC_IQB");

  private final ManualClock clock = ManualClock.at(NOW);
  private final FakeStore store = new FakeStore();

  @Test
  @DisplayName("is scored, explained, watched by rules and stored like any indicator")
  void likeAnyKpi() throws InterruptedException {
    try (QoeEngine engine =
        QoeEngine.builder().clock(clock).store(store).rules(webIsPoor()).start()) {
      // tag::derive[]
      engine.derive(
          Kpi.WEB_MOS,
          WebKpiModel.g1030().withExpectedMaximum(Duration.ofSeconds(6)),
          Kpi.DOWNLINK_THROUGHPUT,
          Kpi.ROUND_TRIP_TIME);
      // end::derive[]
      record(engine, Kpi.DOWNLINK_THROUGHPUT, 5);
      record(engine, Kpi.ROUND_TRIP_TIME, 100);
      double mos =
          WebKpiModel.g1030()
              .withExpectedMaximum(Duration.ofSeconds(6))
              .score(new double[] {5, 100});

      assertThat(mos).isBetween(1.0, 2.5);
      assertThat(engine.value(CELL, Kpi.WEB_MOS)).contains(mos);
      Score score = engine.score(CELL);
      assertThat(score.contributions()).extracting(Contribution::kpi).contains(Kpi.WEB_MOS);
      assertThat(score.explanation()).contains("web browsing MOS");
      assertThat(engine.alerts())
          .singleElement()
          .extracting(Alert::message)
          .isEqualTo("pages are slow");
      assertThat(engine.flush()).isTrue();
    }
    assertThat(store.measured)
        .filteredOn(each -> each.kpi().equals(Kpi.WEB_MOS))
        .singleElement()
        .satisfies(each -> assertThat(each.flags()).containsExactly(QualityFlag.DERIVED))
        .extracting(Measurement::element)
        .isEqualTo(CELL);
  }

  @Test
  @DisplayName("takes indicators in their own units, ratios for percent")
  void units() {
    try (QoeEngine engine = QoeEngine.builder().clock(clock).start()) {
      engine.define(barometer(), Principal.of("ann", Tenant.of("acme"), Role.ADMIN));
      engine.derive(Kpi.GAMING_MOS, GamingKpiModel.g1072(), Kpi.ROUND_TRIP_TIME, Kpi.PACKET_LOSS);
      engine.derive(
          Kpi.VOICE_MOS,
          LawKpiModel.of(IqxModel.voicePacketLoss().law(), Unit.RATIO),
          Kpi.PACKET_LOSS);
      engine.derive(
          IQB,
          IqbKpiModel.report2025(),
          Kpi.DOWNLINK_THROUGHPUT,
          Kpi.UPLINK_THROUGHPUT,
          Kpi.ROUND_TRIP_TIME,
          Kpi.PACKET_LOSS);
      record(engine, Kpi.DOWNLINK_THROUGHPUT, 15);
      record(engine, Kpi.UPLINK_THROUGHPUT, 20);
      record(engine, Kpi.ROUND_TRIP_TIME, 75);
      record(engine, Kpi.PACKET_LOSS, 0.007);

      assertThat(engine.value(CELL, Kpi.VOICE_MOS).orElseThrow())
          .isEqualTo(IqxModel.voicePacketLoss().law().at(0.007));
      assertThat(engine.value(CELL, Kpi.GAMING_MOS).orElseThrow())
          .isCloseTo(GamingKpiModel.g1072().score(new double[] {75, 0.7}), within(1e-9));
      assertThat(engine.value(CELL, IQB).orElseThrow()).isCloseTo(0.571, within(5e-4));
    }
  }

  @Test
  @DisplayName("outlives values that no network can have")
  void impossible() {
    try (QoeEngine engine = QoeEngine.builder().clock(clock).start()) {
      engine.derive(
          Kpi.VOICE_MOS,
          VoiceModel.g107_1(WidebandCodec.AMR_WB_12_65),
          Kpi.ONE_WAY_DELAY,
          Kpi.JITTER,
          Kpi.PACKET_LOSS);
      record(engine, Kpi.ONE_WAY_DELAY, -40); // clocks that disagree
      record(engine, Kpi.JITTER, -1);
      record(engine, Kpi.PACKET_LOSS, 1);
      assertThat(engine.value(CELL, Kpi.VOICE_MOS))
          .contains(VoiceModel.g107_1(WidebandCodec.AMR_WB_12_65).score(new double[] {0, 0, 100}));
      assertThat(engine.ledger().balanced()).isTrue();
    }
  }

  private void record(QoeEngine engine, Kpi kpi, double value) {
    engine.series(CELL, kpi).record(clock.instant(), value);
  }

  private static AlertRules webIsPoor() {
    Condition poor =
        new Condition.Threshold(Kpi.WEB_MOS, Condition.Comparison.BELOW, 3, 0, Duration.ZERO);
    return new AlertRules(
        List.of(AlertRule.builder("web", poor).message("pages are slow").build()));
  }

  private static KpiCatalog barometer() {
    KpiDefinition web = KpiCatalog.standard().get(Kpi.WEB_MOS);
    KpiDefinition iqb =
        new KpiDefinition(
            IQB,
            "Internet Quality Barometer",
            "Share of what people do with a connection that it is good enough for.",
            Unit.RATIO,
            Unit.RATIO,
            web.domain(),
            web.subdomain(),
            web.kind(),
            0,
            1,
            1,
            web.direction(),
            web.impact(),
            new UtilityCurve.Linear(0, 1),
            web.staleness(),
            "M-Lab IQB",
            "");
    return KpiCatalog.builder().add(KpiCatalog.standard().subdomainOf(iqb)).add(iqb).build();
  }
}
