package dev.qoe.sim.video.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.sim.video.Adaptation;
import dev.qoe.sim.video.SessionMetrics;
import dev.qoe.sim.video.SessionResult;

/** The figures of a session under the names that go with Sabre. */
final class SabreLine {

  private SabreLine() {}

  static void write(SessionResult session, ObjectNode line) {
    SessionMetrics metrics = SessionMetrics.of(session);
    line.put("startup_delay_ms", session.startupMillis())
        .put(
            "first_segment_download_only_ms",
            session.startupMillis() - session.startupLatencyMillis())
        .put("segments_played", session.size())
        .put("total_play_time_ms", session.totalMillis())
        .put("rebuffer_time_ms", session.stallMillis())
        .put("rebuffer_events", session.stallEvents())
        .put("rebuffer_ratio", metrics.stallRatio())
        .put("avg_played_bitrate_kbps", metrics.meanBitrateKbps())
        .put("time_avg_played_bitrate_kbps", metrics.timeAverageBitrateKbps())
        .put("time_avg_played_utility", metrics.timeAverageUtility())
        .put("switches", metrics.switches())
        .put("total_bitrate_change_kbps", metrics.bitrateChangeKbps())
        .put("time_avg_bitrate_change_kbps", metrics.timeAverageBitrateChangeKbps())
        .put("total_log_bitrate_change", metrics.logBitrateChange())
        .put("time_avg_score", metrics.score());
    session.adaptation().ifPresent(adaptation -> write(adaptation, line));
    line.put("qualities", session.qualities());
  }

  private static void write(Adaptation adaptation, ObjectNode line) {
    line.put("overestimate_count", adaptation.overestimates())
        .put("estimate_avg_kbps", adaptation.meanEstimateErrorKbps())
        .put("rampup_time_ms", adaptation.rampUpMillis())
        .put("total_reaction_time_ms", adaptation.reactionMillis());
  }
}
