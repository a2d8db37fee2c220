package dev.qoe.examples.sim;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.service.interactive.GamingKpiModel;
import dev.qoe.core.service.voice.NarrowbandCodec;
import dev.qoe.core.service.voice.VoiceModel;
import dev.qoe.core.service.web.WebKpiModel;
import dev.qoe.sim.whatif.NetworkState;
import dev.qoe.sim.whatif.Objective;
import dev.qoe.sim.whatif.Parameter;
import dev.qoe.sim.whatif.WhatIf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What 20 ms more delay on a backhaul link do to voice, web and gaming behind it, and how that goes
 * on up to 100 ms.
 */
public final class MoreBackhaulDelay {

  private static final ElementPath CELL = ElementPath.of("acme/cork/site-301/cell-1");
  private static final ElementPath BACKHAUL = ElementPath.of("acme/backhaul-3");

  private MoreBackhaulDelay() {}

  /**
   * Prints the answer for 20 ms and how many ms a score of 77 allows, and writes {@code
   * more-backhaul-delay.csv}, or the file named by the first argument.
   */
  public static void main(String[] args) throws IOException {
    WhatIf question = WhatIf.on(network()).judging(CELL);

    WhatIf slower = question.add(BACKHAUL, Kpi.ONE_WAY_DELAY, 20);
    System.out.println(slower.run());
    System.out.println(slower.wanted(Parameter.of(BACKHAUL, Kpi.ONE_WAY_DELAY), 77));

    StringBuilder csv = new StringBuilder("added_ms,voice_mos,web_mos,gaming_mos,score\n");
    for (int millis = 0; millis <= 100; millis += 5) {
      csv.append(row(millis, question.add(BACKHAUL, Kpi.ONE_WAY_DELAY, millis)));
    }
    Files.writeString(Path.of(args.length > 0 ? args[0] : "more-backhaul-delay.csv"), csv);
  }

  private static NetworkState network() {
    return NetworkState.builder()
        .value(CELL, Kpi.ONE_WAY_DELAY, 35)
        .value(CELL, Kpi.ROUND_TRIP_TIME, 45)
        .value(CELL, Kpi.JITTER, 4)
        .value(CELL, Kpi.PACKET_LOSS, 0.005)
        .value(CELL, Kpi.DOWNLINK_THROUGHPUT, 25)
        .link(CELL, BACKHAUL, "backhaul")
        .derive(
            Kpi.VOICE_MOS,
            VoiceModel.g107(NarrowbandCodec.AMR_12_2),
            Kpi.ONE_WAY_DELAY,
            Kpi.JITTER,
            Kpi.PACKET_LOSS)
        .derive(Kpi.WEB_MOS, WebKpiModel.g1030(), Kpi.DOWNLINK_THROUGHPUT, Kpi.ROUND_TRIP_TIME)
        .derive(Kpi.GAMING_MOS, GamingKpiModel.g1072(), Kpi.ROUND_TRIP_TIME, Kpi.PACKET_LOSS)
        .build();
  }

  private static String row(int millis, WhatIf question) {
    return String.format(
        Locale.ROOT,
        "%d,%.4f,%.4f,%.4f,%.4f\n",
        millis,
        question.value(Objective.kpi(CELL, Kpi.VOICE_MOS)),
        question.value(Objective.kpi(CELL, Kpi.WEB_MOS)),
        question.value(Objective.kpi(CELL, Kpi.GAMING_MOS)),
        question.value(Objective.score(CELL)));
  }
}
