package dev.qoe.sim.whatif;

import static dev.qoe.sim.whatif.Networks.BACKHAUL;
import static dev.qoe.sim.whatif.Networks.CELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import dev.qoe.api.score.Score;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.service.voice.NarrowbandCodec;
import dev.qoe.core.service.voice.VoiceModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The state of a network")
class NetworkStateTest {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final ElementPath ACME = ElementPath.of("acme");
  private static final VoiceModel VOICE = VoiceModel.g107(NarrowbandCodec.AMR_12_2);

  private static Topology topology() {
    return new Topology(
        List.of(
            NetworkElement.builder(CELL, "cell")
                .weight(3)
                .expectedKpis(Set.of(Kpi.JITTER, Kpi.UP))
                .build(),
            NetworkElement.builder(Networks.FAR, "cell").build()),
        List.of());
  }

  private static QoeEngine engine() {
    QoeEngine engine =
        QoeEngine.builder().topology(topology()).replaying().window(Duration.ZERO).start();
    engine.derive(Kpi.VOICE_MOS, VOICE, Kpi.ONE_WAY_DELAY, Kpi.JITTER, Kpi.PACKET_LOSS);
    for (ElementPath cell : List.of(CELL, Networks.FAR)) {
      engine.series(cell, Kpi.ONE_WAY_DELAY).record(START, 123.456);
      engine.series(cell, Kpi.JITTER).record(START, 7.1);
      engine.series(cell, Kpi.PACKET_LOSS).record(START, 1 / 3.0);
      engine.series(cell, Kpi.DOWNLINK_THROUGHPUT).record(START, 3.3);
    }
    return engine;
  }

  @Test
  @DisplayName("made by hand scores exactly as the engine does with the same values")
  void asTheEngine() {
    NetworkStateBuilder builder =
        NetworkState.builder()
            .topology(topology())
            .at(START)
            .derive(Kpi.VOICE_MOS, VOICE, Kpi.ONE_WAY_DELAY, Kpi.JITTER, Kpi.PACKET_LOSS);
    for (ElementPath cell : List.of(CELL, Networks.FAR)) {
      builder
          .value(cell, Kpi.ONE_WAY_DELAY, 123.456)
          .value(cell, Kpi.JITTER, 7.1)
          .value(cell, Kpi.PACKET_LOSS, 1 / 3.0)
          .value(cell, Kpi.DOWNLINK_THROUGHPUT, 3.3);
    }
    try (QoeEngine engine = engine()) {
      for (ElementPath element : List.of(ACME, CELL, Networks.FAR)) {
        Score live = engine.score(element);
        Score here = builder.build().score(element);
        assertThat(here.value()).isEqualTo(live.value());
        assertThat(here.confidence()).isEqualTo(live.confidence());
        assertThat(here.contributions()).isEqualTo(live.contributions());
      }
    }
  }

  @Test
  @DisplayName("taken from a live engine scores as the engine does, and says what it does not know")
  void live() {
    try (QoeEngine engine = engine()) {
      NetworkState state = NetworkState.from(engine, ACME).build();

      assertThat(state.score(ACME).value()).isEqualTo(engine.score(ACME).value());
      assertThat(state.score(ACME).confidence()).isEqualTo(engine.score(ACME).confidence());
      assertThat(state.time()).isEqualTo(START);
      assertThat(state.reading(CELL, Kpi.VOICE_MOS)).isPresent();
      assertThat(state.assumptions())
          .singleElement()
          .asString()
          .contains("does not tell how far single values are trusted");
      WhatIfResult worse = WhatIf.on(state).set(CELL, Kpi.ONE_WAY_DELAY, 200).run();
      assertThat(worse.gain()).isNegative();
    }
  }

  @Test
  @DisplayName("taken from an engine that scores otherwise says by how much it differs")
  void otherExponent() {
    try (QoeEngine engine =
        QoeEngine.builder().powerMean(0.2).replaying().window(Duration.ZERO).start()) {
      engine.series(CELL, Kpi.PACKET_LOSS).record(START, 0.03);
      engine.series(CELL, Kpi.ONE_WAY_DELAY).record(START, 30);

      assertThat(NetworkState.from(engine, ACME).build().assumptions())
          .anyMatch(one -> one.text().contains("in the engine: set its exponent"));
      assertThat(NetworkState.from(engine, ACME).powerMean(0.2).build().assumptions())
          .noneMatch(one -> one.text().contains("in the engine: set its exponent"));
    }
  }

  @Test
  @DisplayName("taken from history averages the period and keeps the quality of what was measured")
  void stored() {
    MemoryStore store = new MemoryStore();
    store.elements().save(topology().elements());
    store
        .measurements()
        .append(
            1,
            List.of(
                Measurement.of(CELL, Kpi.PACKET_LOSS, START, 2).in(Unit.PERCENT).trusted(0.5),
                Measurement.of(CELL, Kpi.PACKET_LOSS, START.plusSeconds(600), 0.04),
                Measurement.of(CELL, Kpi.of("NOT_KNOWN"), START, 1),
                Measurement.of(CELL, Kpi.PACKET_LOSS, START.plusSeconds(7200), 0.9)));

    NetworkState state =
        NetworkState.from(
                store, KpiCatalog.standard(), ACME, START, START.plus(Duration.ofHours(1)))
            .build();

    assertThat(state.reading(CELL, Kpi.PACKET_LOSS)).contains(new Reading(0.03, 0.75));
    assertThat(state.time()).isEqualTo(START.plus(Duration.ofHours(1)));
    assertThat(state.graph().find(CELL)).get().extracting(NetworkElement::weight).isEqualTo(3.0);
    assertThat(state.assumptions())
        .extracting(Assumption::text)
        .anyMatch(text -> text.startsWith("1 stored measurements are of no use"))
        .anyMatch(text -> text.contains("counts as one"));
  }

  @Test
  @DisplayName("tells all its mistakes at once")
  void mistakes() {
    NetworkStateBuilder builder =
        NetworkState.builder()
            .powerMean(2)
            .ownShare(-1)
            .value(CELL, Kpi.of("TRN_LOS"), 0.1)
            .value(CELL, Kpi.PACKET_LOSS, 5, Unit.of("ms"))
            .value(CELL, Kpi.ONE_WAY_DELAY, Double.NaN)
            .value(CELL, Kpi.JITTER, -1)
            .value(CELL, Kpi.ROUND_TRIP_TIME, 1, Unit.DECLARED, 1.5)
            .derive(Kpi.VOICE_MOS, VOICE, Kpi.ONE_WAY_DELAY)
            .derive(Kpi.VOICE_MOS, VOICE, Kpi.PACKET_LOSS, Kpi.JITTER, Kpi.JITTER)
            .resource(Resource.link(BACKHAUL).withQueue(QueueLaw.mm1(), 1500))
            .resource(Resource.cell(CELL).withSharing(Sharing.EQUAL));

    assertThatThrownBy(builder::build)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("network state has 13 mistakes")
        .hasMessageContaining("exponent of the power mean")
        .hasMessageContaining("own share")
        .hasMessageContaining("did you mean 'TRN_LOSS'?")
        .hasMessageContaining("'ms' (time) is not a unit of it, which is in 'ratio' (ratio)")
        .hasMessageContaining("value must be a finite number: NaN")
        .hasMessageContaining("must be at least 0 ms")
        .hasMessageContaining("quality must be from 0 to 1: 1.5")
        .hasMessageContaining("takes 3 indicators")
        .hasMessageContaining("TRN_LOSS in 'ratio' is not in 'ms'")
        .hasMessageContaining("a queue needs a value of TRN_LINK_UTIL")
        .hasMessageContaining("a queue needs the capacity")
        .hasMessageContaining("equal shares need a value of RAN_RRC_USERS");
  }

  @Test
  @DisplayName("refuses services that feed themselves, nothing at all, and several tenants at once")
  void refused() {
    assertThatThrownBy(
            () ->
                Networks.values()
                    .derive(Kpi.JITTER, new Doubled(), Kpi.ONE_WAY_DELAY)
                    .derive(Kpi.ONE_WAY_DELAY, new Doubled(), Kpi.JITTER)
                    .build())
        .hasMessageContaining("services make an indicator from itself");
    assertThatThrownBy(() -> NetworkState.builder().build())
        .hasMessageContaining("at least one value");
    NetworkState two = Networks.values().value(ElementPath.of("other/cell"), Kpi.JITTER, 1).build();
    assertThatThrownBy(() -> WhatIf.on(two).run())
        .hasMessageContaining("several tenants, which have no score in common");
    assertThat(WhatIf.on(two).judging(ACME).run().gain()).isZero();
    assertThat(two.toString())
        .isEqualTo("27 values of 5 elements, 0 shared links and cells, 0 services");
  }

  @Test
  @DisplayName("makes services from services, in the order that they need")
  void chained() {
    NetworkState state =
        NetworkState.builder()
            .value(CELL, Kpi.ONE_WAY_DELAY, 10)
            .derive(Kpi.ROUND_TRIP_TIME, new Doubled(), Kpi.JITTER)
            .derive(Kpi.JITTER, new Doubled(), Kpi.ONE_WAY_DELAY)
            .build();

    assertThat(state.reading(CELL, Kpi.ROUND_TRIP_TIME)).contains(new Reading(40, 1));
    assertThat(WhatIf.on(state).set(CELL, Kpi.ONE_WAY_DELAY, 5).run().results())
        .containsEntry("TRN_JITTER_RTP of " + CELL + " after", 10.0);
  }
}
