package dev.qoe.sim.video.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.sim.video.SessionMetrics;
import dev.qoe.sim.video.SessionResult;

/** The figures of a session under the names that go with Pensieve. */
final class PensieveLine {

  private PensieveLine() {}

  static void write(SessionResult session, ObjectNode line) {
    SessionMetrics metrics = SessionMetrics.of(session);
    double startup = session.startupMillis() / 1000;
    double stalled = session.stallMillis() / 1000;
    line.put("startup_delay_s", startup)
        .put("rebuffer_s_excl_startup", stalled)
        .put("rebuffer_s_incl_startup", startup + stalled)
        .put("rebuffer_events", session.stallEvents())
        .put("avg_bitrate_kbps", metrics.meanBitrateKbps())
        .put("switches", metrics.switches())
        .put("smoothness_kbps", metrics.bitrateChangeKbps())
        .put("qoe_lin_all48", SessionMetrics.linearQoe(session, 0))
        .put("qoe_lin_chunks_2_48", SessionMetrics.linearQoe(session, 1))
        .put("end_time_s", session.loggedMillis() / 1000)
        .put("final_buffer_s", session.finalBufferMillis() / 1000)
        .put("qualities", session.qualities());
  }
}
