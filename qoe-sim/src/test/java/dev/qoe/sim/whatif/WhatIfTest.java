package dev.qoe.sim.whatif;

import static dev.qoe.sim.whatif.Networks.ACME;
import static dev.qoe.sim.whatif.Networks.BACKHAUL;
import static dev.qoe.sim.whatif.Networks.CELL;
import static dev.qoe.sim.whatif.Networks.FAR;
import static dev.qoe.sim.whatif.Networks.LINK_LOAD;
import static dev.qoe.sim.whatif.Networks.LOAD;
import static dev.qoe.sim.whatif.Networks.OTHER;
import static dev.qoe.sim.whatif.Networks.SITE;
import static dev.qoe.sim.whatif.Networks.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.service.voice.NarrowbandCodec;
import dev.qoe.core.service.voice.VoiceModel;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A what-if question")
class WhatIfTest {

  private static double after(WhatIfResult result, ElementPath element, Kpi kpi) {
    return result.difference(Parameter.of(element, kpi)).orElseThrow().after();
  }

  private static List<String> assumed(WhatIfResult result) {
    return result.assumptions().stream().map(Assumption::text).toList();
  }

  @Test
  @DisplayName("that changes nothing gives the same score, bit for bit, and no difference")
  void nothing() {
    WhatIfResult result = WhatIf.on(Networks.full().build()).run();

    assertThat(result.after()).isEqualTo(result.before());
    assertThat(result.gain()).isZero();
    assertThat(result.differences()).isEmpty();
    assertThat(result.explanation()).isEqualTo("no indicator gained or lost any points");
  }

  @Test
  @DisplayName("about delay on a link reaches every element behind it, and no other")
  void delayBehindLink() {
    WhatIfResult result =
        WhatIf.on(Networks.services().build()).add(BACKHAUL, Kpi.ONE_WAY_DELAY, 20).run();

    for (ElementPath behind : List.of(CELL, OTHER)) {
      assertThat(after(result, behind, Kpi.ONE_WAY_DELAY)).isEqualTo(60);
      assertThat(after(result, behind, Kpi.ROUND_TRIP_TIME)).isEqualTo(130);
    }
    assertThat(result.difference(Parameter.of(FAR, Kpi.ONE_WAY_DELAY))).isEmpty();
    assertThat(result.gain()).isNegative();
  }

  @Test
  @DisplayName("is answered by the very models that score live")
  void sameModels() {
    WhatIfResult result =
        WhatIf.on(Networks.services().build()).add(BACKHAUL, Kpi.ONE_WAY_DELAY, 200).run();

    KpiDifference voice = result.difference(Parameter.of(CELL, Kpi.VOICE_MOS)).orElseThrow();
    VoiceModel model = VoiceModel.g107(NarrowbandCodec.AMR_12_2);
    assertThat(voice.before()).isEqualTo(model.score(new double[] {40, 3, 1}));
    assertThat(voice.after()).isEqualTo(model.score(new double[] {240, 3, 1}));
    assertThat(voice.through())
        .containsExactly(
            "conversational voice quality, narrowband (ITU-T G.107) from one-way delay");
  }

  @Test
  @DisplayName("tells gains and losses that sum to the difference of the scores")
  void pointsAddUp() {
    WhatIfResult result =
        WhatIf.on(Networks.full().powerMean(0.4).build())
            .add(BACKHAUL, Kpi.ONE_WAY_DELAY, 35)
            .set(FAR, Kpi.PACKET_LOSS, 0)
            .scale(CELL, LOAD, 1.5)
            .run();

    double sum = result.differences().stream().mapToDouble(KpiDifference::gain).sum();
    assertThat(sum).isCloseTo(result.gain(), within(1e-6));
    assertThat(result.differences())
        .isSortedAccordingTo((a, b) -> Double.compare(Math.abs(b.gain()), Math.abs(a.gain())));
  }

  @Test
  @DisplayName("composes losses and jitters of links that are independent")
  void lossAndJitter() {
    WhatIfResult result =
        WhatIf.on(Networks.services().build())
            .set(BACKHAUL, Kpi.PACKET_LOSS, 0.1)
            .add(BACKHAUL, Kpi.JITTER, 4)
            .run();

    assertThat(after(result, CELL, Kpi.PACKET_LOSS)).isCloseTo(1 - 0.99 * 0.9, within(1e-12));
    assertThat(after(result, CELL, Kpi.JITTER)).isCloseTo(5, within(1e-12));
    assertThat(assumed(result))
        .anyMatch(text -> text.contains("losses of different links are independent"))
        .anyMatch(text -> text.contains("jitters add as squares"))
        .anyMatch(text -> text.contains("is not known: it is taken to be 0 before"));
    assertThat(result.confidence()).isLessThan(result.before().confidence());
  }

  @Test
  @DisplayName(
      "about load of a link with a queue moves delay, jitter, loss and throughput behind it")
  void queue() {
    NetworkState state = Networks.full().build();

    WhatIfResult result = WhatIf.on(state).set(BACKHAUL, LINK_LOAD, 0.9).run();

    double serviceMillis = 12_000 * 8 / 100e6 * 1e3;
    QueueLaw queue = QueueLaw.mm1k(200);
    double added = serviceMillis * (queue.sojourn(0.9) - queue.sojourn(0.5));
    assertThat(after(result, CELL, Kpi.ONE_WAY_DELAY)).isCloseTo(40 + added, within(1e-9));
    assertThat(after(result, CELL, Kpi.ROUND_TRIP_TIME)).isCloseTo(90 + 2 * added, within(1e-9));
    assertThat(after(result, CELL, Kpi.JITTER)).isGreaterThan(3);
    assertThat(after(result, CELL, Kpi.PACKET_LOSS)).isGreaterThan(0.01);
    assertThat(after(result, CELL, Kpi.DOWNLINK_THROUGHPUT)).isCloseTo(10, within(1e-9));
    assertThat(result.difference(Parameter.of(FAR, Kpi.ONE_WAY_DELAY))).isEmpty();
    assertThat(result.difference(Parameter.of(CELL, Kpi.ONE_WAY_DELAY)).orElseThrow().through())
        .containsExactly("queue of backhaul-3");
    assertThat(assumed(result)).anyMatch(text -> text.contains("M/M/1/200 of 12000-byte packets"));
  }

  @Test
  @DisplayName("about the signal moves coding, capacity, load and throughput of the cell")
  void signal() {
    NetworkState state = Networks.full().build();
    RadioLink radio = Networks.radio();

    WhatIfResult result = WhatIf.on(state).add(CELL, Kpi.NR_SINR, -9).run();

    double ratio = radio.capacityMegabits(3) / radio.capacityMegabits(12);
    assertThat(ratio).isLessThan(0.6);
    assertThat(after(result, CELL, Resource.CAPACITY))
        .isCloseTo(radio.capacityMegabits(3), within(1e-9));
    double load = Math.min(1, 0.5 / ratio);
    assertThat(after(result, CELL, LOAD)).isCloseTo(load, within(1e-9));
    assertThat(after(result, CELL, Kpi.DOWNLINK_THROUGHPUT)).isLessThan(20 * ratio);
    assertThat(assumed(result))
        .anyMatch(text -> text.contains("table 5.2.2.1-3 of TS 38.214"))
        .anyMatch(text -> text.contains("load follows users and the inverse of capacity"));
  }

  @Test
  @DisplayName("about a signal too weak for any coding puts the cell out of service")
  void noSignal() {
    WhatIfResult result =
        WhatIf.on(Networks.full().build()).judging(CELL).set(CELL, Kpi.NR_SINR, -25).run();

    assertThat(result.after().value()).isZero();
    assertThat(after(result, CELL, Kpi.PACKET_LOSS)).isEqualTo(1);
  }

  @Test
  @DisplayName("about more bandwidth lowers load and raises throughput")
  void bandwidth() {
    WhatIfResult result =
        WhatIf.on(Networks.full().build()).scale(CELL, Resource.CAPACITY, 2).run();

    assertThat(after(result, CELL, LOAD)).isCloseTo(0.25, within(1e-9));
    assertThat(after(result, CELL, Kpi.DOWNLINK_THROUGHPUT))
        .isCloseTo(20 * 2 * 0.75 / 0.5, within(1e-9));
    assertThat(result.gain()).isPositive();
  }

  @Test
  @DisplayName("acts in order: a load that was asked for follows the bandwidth asked for later")
  void order() {
    WhatIf question = WhatIf.on(Networks.full().build());

    WhatIfResult loadFirst = question.set(CELL, LOAD, 0.9).scale(CELL, Resource.CAPACITY, 2).run();
    WhatIfResult loadLast = question.scale(CELL, Resource.CAPACITY, 2).set(CELL, LOAD, 0.9).run();

    assertThat(after(loadFirst, CELL, LOAD)).isCloseTo(0.45, within(1e-9));
    assertThat(after(loadLast, CELL, LOAD)).isEqualTo(0.9);
    assertThat(after(loadLast, CELL, Kpi.DOWNLINK_THROUGHPUT))
        .isCloseTo(20 * 2 * 0.1 / 0.5, within(1e-9));
  }

  @Test
  @DisplayName("about users who move takes their traffic along, on cells and on links")
  void users() {
    NetworkState state = Networks.full().build();

    WhatIfResult result = WhatIf.on(state).moveUsers(CELL, FAR, 20).run();

    assertThat(after(result, CELL, USERS)).isEqualTo(20);
    assertThat(after(result, FAR, USERS)).isEqualTo(60);
    assertThat(after(result, CELL, LOAD)).isCloseTo(0.25, within(1e-9));
    assertThat(after(result, FAR, LOAD)).isCloseTo(0.75, within(1e-9));
    assertThat(after(result, BACKHAUL, LINK_LOAD)).isCloseTo(0.5 * 60 / 80, within(1e-9));
    assertThat(after(result, FAR, Kpi.DOWNLINK_THROUGHPUT)).isCloseTo(10, within(1e-9));
  }

  @Test
  @DisplayName("about users of a cell of equal shares divides its capacity by them")
  void equalShares() {
    NetworkState state =
        Networks.services().resource(Resource.cell(CELL).withSharing(Sharing.EQUAL)).build();

    WhatIfResult result = WhatIf.on(state).scale(CELL, USERS, 2).run();

    assertThat(after(result, CELL, Kpi.DOWNLINK_THROUGHPUT)).isCloseTo(10, within(1e-9));
  }

  @Test
  @DisplayName("about an outage leaves nothing to all that needs the element, and only to them")
  void outage() {
    NetworkState state = Networks.full().build();

    WhatIfResult link =
        WhatIf.on(state).judging(ElementPath.of("acme/cork")).outage(BACKHAUL).run();
    WhatIfResult site = WhatIf.on(state).outage(SITE).run();

    assertThat(link.after().value()).isZero();
    assertThat(link.after().confidence()).isEqualTo(link.before().confidence());
    assertThat(after(site, CELL, Kpi.DOWNLINK_THROUGHPUT)).isZero();
    assertThat(site.difference(Parameter.of(OTHER, Kpi.DOWNLINK_THROUGHPUT))).isEmpty();
    assertThat(assumed(site)).anyMatch(text -> text.contains("nothing takes over"));
  }

  @Test
  @DisplayName(
      "keeps what was measured where a model says otherwise, and moves it as the model moves")
  void calibrated() {
    NetworkState state = Networks.services().value(CELL, Kpi.VOICE_MOS, 3.5).build();

    WhatIfResult result = WhatIf.on(state).add(CELL, Kpi.ONE_WAY_DELAY, 200).run();

    VoiceModel model = VoiceModel.g107(NarrowbandCodec.AMR_12_2);
    double moved = model.score(new double[] {240, 3, 1}) - model.score(new double[] {40, 3, 1});
    assertThat(after(result, CELL, Kpi.VOICE_MOS)).isCloseTo(3.5 + moved, within(1e-12));
    assertThat(assumed(result)).anyMatch(text -> text.contains("moved by as much as its model"));
  }

  @Test
  @DisplayName("says which indicators no dependency moves, and that throughput does not react")
  void silentAssumptions() {
    WhatIfResult result =
        WhatIf.on(Networks.services().build()).add(BACKHAUL, Kpi.ONE_WAY_DELAY, 20).run();

    assertThat(assumed(result))
        .anyMatch(text -> text.startsWith("no dependency moves DL PRB utilisation, "))
        .contains("throughput does not react to delay and loss, as that of TCP would")
        .contains("both states are steady: nothing is said of the way from one to the other")
        .contains("delay is added in both directions: a round trip grows by twice as much");
  }

  @Test
  @DisplayName("names elements that could be reached another way")
  void severalLinks() {
    NetworkState state =
        Networks.services().link(SITE, ElementPath.of("acme/ring"), "backhaul").build();

    WhatIfResult result = WhatIf.on(state).add(BACKHAUL, Kpi.ONE_WAY_DELAY, 20).run();

    assertThat(assumed(result))
        .contains(
            "1 elements have several links and are taken to use all of them: nothing is rerouted");
  }

  @Test
  @DisplayName("lowers confidence when a link is offered more than it carries")
  void overload() {
    NetworkState state =
        Networks.services()
            .resource(Resource.link(BACKHAUL).withQueue(QueueLaw.mm1(), 1500))
            .build();

    WhatIfResult result = WhatIf.on(state).scale(BACKHAUL, Resource.CAPACITY, 0.4).run();

    assertThat(after(result, BACKHAUL, LINK_LOAD)).isEqualTo(1);
    assertThat(assumed(result)).anyMatch(text -> text.contains("offered 125 % of what it carries"));
    assertThat(result.confidence()).isLessThan(0.9 * result.before().confidence());
  }

  @Test
  @DisplayName("about delay never improves a score, whatever the network's values")
  void monotone() {
    long seed = 20_201;
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      NetworkState state =
          Networks.services()
              .value(CELL, Kpi.ONE_WAY_DELAY, 300 * random.nextDouble())
              .value(CELL, Kpi.PACKET_LOSS, 0.2 * random.nextDouble())
              .value(CELL, Kpi.DOWNLINK_THROUGHPUT, 100 * random.nextDouble())
              .build();
      double added = 200 * random.nextDouble();
      WhatIfResult result = WhatIf.on(state).add(BACKHAUL, Kpi.ONE_WAY_DELAY, added).run();
      assertThat(result.gain()).as("seed %d, case %d, %s ms", seed, i, added).isNotPositive();
      WhatIfResult back =
          WhatIf.on(state)
              .add(BACKHAUL, Kpi.ONE_WAY_DELAY, added)
              .set(BACKHAUL, Kpi.ONE_WAY_DELAY, 0)
              .run();
      assertThat(back.gain()).as("seed %d, case %d, back", seed, i).isZero();
    }
  }

  @Test
  @DisplayName("refuses what cannot be, with what, value and rule")
  void refused() {
    WhatIf question = WhatIf.on(Networks.full().build());

    assertThatThrownBy(() -> question.add(CELL, Kpi.PACKET_LOSS, 1).run())
        .hasMessage(
            "TRN_LOSS of acme/cork/site-1/cell-1 must be from 0 % to 100 %: 101 %; ask for less of"
                + " a change");
    assertThatThrownBy(() -> question.add(CELL, Kpi.ONE_WAY_DELAY, -50).run())
        .hasMessageContaining("must be at least 0 ms: -10 ms");
    assertThatThrownBy(() -> question.add(BACKHAUL, Kpi.NR_SINR, 3).run())
        .hasMessageContaining("it has no value; give the state one, or set it");
    assertThatThrownBy(() -> question.set(CELL, Kpi.of("TRN_LOS"), 0).run())
        .hasMessageContaining("did you mean 'TRN_LOSS'?");
    assertThatThrownBy(() -> question.outage(ElementPath.of("acme/backhaul-4")).run())
        .hasMessage("unknown element 'acme/backhaul-4'; did you mean 'acme/backhaul-3'?");
    assertThatThrownBy(() -> question.moveUsers(CELL, FAR, 41).run())
        .hasMessageContaining("41.0 users cannot leave 'acme/cork/site-1/cell-1': it has 40.0");
    assertThatThrownBy(() -> question.moveUsers(CELL, SITE, 1).run())
        .hasMessageContaining("it is not declared as a cell");
    assertThatThrownBy(() -> question.moveUsers(CELL, CELL, 1))
        .hasMessageContaining("must move between two cells");
    assertThatThrownBy(() -> question.add(CELL, Kpi.JITTER, Double.NaN))
        .hasMessageContaining("must be finite: NaN");
  }

  @Test
  @DisplayName("gets an answer that is worth printing")
  void printed() {
    WhatIfResult result =
        WhatIf.on(Networks.services().build()).add(BACKHAUL, Kpi.ONE_WAY_DELAY, 200).run();

    assertThat(result.toString())
        .startsWith("acme: ")
        .contains(" of 100 (")
        .contains("% sure (before 100 %)")
        .contains("conversational MOS estimate of 2 elements, most of cell-1, ")
        .contains("(delay on the way by backhaul-3)")
        .contains("\n  assumed: ");
    assertThat(result.parameters())
        .containsEntry("judged", "acme")
        .containsEntry("change 001", "TRN_OWD of acme/backhaul-3 +200.0");
    assertThat(result.results()).containsEntry("TRN_OWD of " + CELL + " after", 240.0);
    assertThat(result.elements())
        .extracting(WhatIfResult.ElementDifference::element)
        .contains(ACME, SITE, CELL);
    assertThat(result.elements().get(0).gain()).isEqualTo(result.gain());
  }
}
