package dev.qoe.sim.video.scenario;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.video.P1203Result;
import dev.qoe.sim.video.SessionMos;

/** The score of a session by ITU-T P.1203 as an object of its own. */
final class P1203Fields {

  private P1203Fields() {}

  static void write(SessionMos mos, ObjectNode line) {
    P1203Result result = mos.p1203();
    ObjectNode fields = line.putObject("p1203");
    fields
        .put("mos", mos.mos())
        .put("variant", result.variant().name())
        .put("o35", result.o35())
        .put("o23", result.o23())
        .put("media_s", result.diagnosis().mediaSeconds());
    ArrayNode costs = fields.putArray("explanation");
    for (Impairment impairment : mos.explanation()) {
      costs.addObject().put("cause", impairment.cause()).put("points", impairment.points());
    }
    ArrayNode assumptions = fields.putArray("assumptions");
    mos.assumptions().forEach(assumptions::add);
  }
}
