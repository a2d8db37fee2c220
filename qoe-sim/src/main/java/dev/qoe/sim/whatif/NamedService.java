package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.service.KpiModel;
import dev.qoe.core.service.interactive.GamingKpiModel;
import dev.qoe.core.service.voice.FullbandCodec;
import dev.qoe.core.service.voice.NarrowbandCodec;
import dev.qoe.core.service.voice.VoiceModel;
import dev.qoe.core.service.voice.WidebandCodec;
import dev.qoe.core.service.web.WebKpiModel;
import java.util.Arrays;
import java.util.List;

/**
 * A service model as a scenario names it, with the indicators it is usually bound to. Immutable.
 *
 * @param name its name in scenarios
 * @param output the indicator it makes
 * @param model the model
 * @param inputs the indicators it is made from
 */
record NamedService(String name, Kpi output, KpiModel model, List<Kpi> inputs) {

  private static final List<String> NAMES =
      List.of("g107", "g107.1", "g107.2", "g1030", "g1072", "p1203");

  private static final List<Kpi> PACKETS = List.of(Kpi.ONE_WAY_DELAY, Kpi.JITTER, Kpi.PACKET_LOSS);

  private static final List<Kpi> TRANSFER = List.of(Kpi.DOWNLINK_THROUGHPUT, Kpi.ROUND_TRIP_TIME);

  static NamedService of(String name) {
    return switch (name) {
      case "g107" ->
          new NamedService(name, Kpi.VOICE_MOS, VoiceModel.g107(NarrowbandCodec.AMR_12_2), PACKETS);
      case "g107.1" ->
          new NamedService(
              name, Kpi.VOICE_MOS, VoiceModel.g107_1(WidebandCodec.AMR_WB_12_65), PACKETS);
      case "g107.2" ->
          new NamedService(
              name, Kpi.VOICE_MOS, VoiceModel.g107_2(FullbandCodec.EVS_SWB_13_2), PACKETS);
      case "g1030" -> new NamedService(name, Kpi.WEB_MOS, WebKpiModel.g1030(), TRANSFER);
      case "g1072" ->
          new NamedService(
              name,
              Kpi.GAMING_MOS,
              GamingKpiModel.g1072(),
              List.of(Kpi.ROUND_TRIP_TIME, Kpi.PACKET_LOSS));
      case "p1203" -> new NamedService(name, Kpi.VIDEO_MOS, StreamingModel.p1203(), TRANSFER);
      default ->
          throw new IllegalArgumentException(
              "unknown service model '%s'%s; known are %s"
                  .formatted(name, Nearest.hint(name, NAMES), NAMES));
    };
  }

  /** Returns this voice model with another codec of its band. */
  NamedService withCodec(String codec) {
    return switch (name) {
      case "g107" -> with(VoiceModel.g107(codec(NarrowbandCodec.class, codec)));
      case "g107.1" -> with(VoiceModel.g107_1(codec(WidebandCodec.class, codec)));
      case "g107.2" -> with(VoiceModel.g107_2(codec(FullbandCodec.class, codec)));
      default ->
          throw new IllegalArgumentException(
              "service model '%s' has no codec: leave it out".formatted(name));
    };
  }

  NamedService withInputs(List<Kpi> other) {
    return new NamedService(name, output, model, other);
  }

  private NamedService with(KpiModel other) {
    return new NamedService(name, output, other, inputs);
  }

  private static <E extends Enum<E>> E codec(Class<E> type, String name) {
    List<String> known = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "unknown codec '%s'%s; known are %s".formatted(name, Nearest.hint(name, known), known));
    }
    return Enum.valueOf(type, name);
  }
}
