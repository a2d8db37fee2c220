package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.core.radio.CqiTable;
import dev.qoe.core.radio.SinrToCqi;
import dev.qoe.core.service.interactive.GamingKpiModel;
import dev.qoe.core.service.voice.NarrowbandCodec;
import dev.qoe.core.service.voice.VoiceModel;
import dev.qoe.core.service.web.WebKpiModel;

/** A small network: two sites with a cell each behind one backhaul link, and one beside it. */
final class Networks {

  static final ElementPath ACME = ElementPath.of("acme");
  static final ElementPath BACKHAUL = ElementPath.of("acme/backhaul-3");
  static final ElementPath SITE = ElementPath.of("acme/cork/site-1");
  static final ElementPath CELL = ElementPath.of("acme/cork/site-1/cell-1");
  static final ElementPath OTHER = ElementPath.of("acme/cork/site-2/cell-2");
  static final ElementPath FAR = ElementPath.of("acme/galway/site-9/cell-9");
  static final Kpi LOAD = Kpi.of("RAN_PRB_DL");
  static final Kpi LINK_LOAD = Kpi.of("TRN_LINK_UTIL");
  static final Kpi USERS = Kpi.of("RAN_RRC_USERS");

  private Networks() {}

  static NetworkStateBuilder values() {
    NetworkStateBuilder builder = NetworkState.builder();
    for (ElementPath cell : new ElementPath[] {CELL, OTHER, FAR}) {
      builder
          .element(NetworkElement.builder(cell, "cell").build())
          .value(cell, Kpi.ONE_WAY_DELAY, 40)
          .value(cell, Kpi.ROUND_TRIP_TIME, 90)
          .value(cell, Kpi.JITTER, 3)
          .value(cell, Kpi.PACKET_LOSS, 0.01)
          .value(cell, Kpi.DOWNLINK_THROUGHPUT, 20)
          .value(cell, Kpi.NR_SINR, 12)
          .value(cell, LOAD, 0.5)
          .value(cell, USERS, 40);
    }
    return builder
        .element(NetworkElement.builder(BACKHAUL, "link").domain(Domain.TRANSPORT).build())
        .value(BACKHAUL, LINK_LOAD, 0.5)
        .capacity(BACKHAUL, 100)
        .link(SITE, BACKHAUL, "backhaul")
        .link(ElementPath.of("acme/cork/site-2"), BACKHAUL, "backhaul");
  }

  static NetworkStateBuilder services() {
    return values()
        .derive(
            Kpi.VOICE_MOS,
            VoiceModel.g107(NarrowbandCodec.AMR_12_2),
            Kpi.ONE_WAY_DELAY,
            Kpi.JITTER,
            Kpi.PACKET_LOSS)
        .derive(Kpi.WEB_MOS, WebKpiModel.g1030(), Kpi.DOWNLINK_THROUGHPUT, Kpi.ROUND_TRIP_TIME)
        .derive(Kpi.GAMING_MOS, GamingKpiModel.g1072(), Kpi.ROUND_TRIP_TIME, Kpi.PACKET_LOSS);
  }

  static NetworkStateBuilder full() {
    NetworkStateBuilder builder = services();
    for (ElementPath cell : new ElementPath[] {CELL, OTHER, FAR}) {
      builder.resource(Resource.cell(cell).withRadio(radio()));
    }
    return builder.resource(Resource.link(BACKHAUL).withQueue(QueueLaw.mm1k(200), 12_000));
  }

  static RadioLink radio() {
    return new RadioLink(20, 2, SinrToCqi.ns3(CqiTable.TABLE_2));
  }
}
