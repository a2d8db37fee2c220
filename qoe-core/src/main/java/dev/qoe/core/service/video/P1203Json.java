package dev.qoe.core.service.video;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.json.InvalidInputException;
import dev.qoe.core.service.json.JsonModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ITU-T P.1203 over JSON objects, with the input of the reference software and its quirks.
 *
 * <p>Thread-safe.
 */
final class P1203Json implements JsonModel {

  private final @Nullable Forest forest;

  P1203Json(@Nullable Forest forest) {
    this.forest = forest;
  }

  @Override
  public String name() {
    return "p1203";
  }

  @Override
  public String title() {
    return "video streaming sessions, ITU-T P.1203 modes 0 and 1";
  }

  @Override
  public String help() {
    return """
    reads
      I13.segments     video: codec h264 (h265, hevc, vp9 with codecExtension), duration s,
                       resolution "1280x720", bitrate kbit/s, fps; start s, representation,
                       displaySize and frames [{frameType I|P|B|Non-I, frameSize bytes}] as known
      I11.segments     audio: codec mp2, ac3, aaclc (aac), heaac; duration s, bitrate kbit/s;
                       start s as known; [] for no sound
      O21, O22         quality of each second, 1 to 5, in place of I11 and I13; O21 [] for no sound
      I23.stalling     [[media position s, length s], ...]; begin with [0, initial delay s]
      IGen             displaySize "1920x1080", device pc, mobile or handheld; default 1920x1080, pc
      options          amendment_1_audiovisual, amendment_1_stalling, amendment_1_app_2; all false
      codecExtension   true to score h265, hevc and vp9 by a map that is not standardised
    writes
      O21, O22, O34    audio, video and audiovisual quality of each second, 1 to 5
      O23, O35         stalling quality; quality without stalling
      O46              the score, 1.01 to 4.93; with --forest only
      O46_parametric   the score without the random forest
      mos, variant     O46 or O46_parametric, and which
      mode             0 or 1; -1 where O22 was given
      features, terms, explanation, outsideValidity
      warning          what was odd and taken as the reference takes it
    """;
  }

  @Override
  public ObjectNode score(ObjectNode input) {
    try {
      return write(P1203Reader.score(input, forest));
    } catch (InvalidInputException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ObjectNode write(P1203Result result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("mos", result.mos());
    node.put("variant", result.variant().name());
    node.put("mode", result.mode().number());
    result.o46().ifPresent(o46 -> node.put("O46", o46));
    node.put("O46_parametric", result.o46Parametric());
    node.put("O35", result.o35());
    node.put("O23", result.o23());
    write(result.o21(), node.putArray("O21"));
    write(result.o22(), node.putArray("O22"));
    write(result.o34(), node.putArray("O34"));
    write(result.features(), node.putArray("features"));
    ObjectNode terms = node.putObject("terms");
    for (Map.Entry<String, Double> term : result.terms().entrySet()) {
      terms.put(term.getKey(), term.getValue());
    }
    ArrayNode explanation = node.putArray("explanation");
    for (Impairment impairment : result.explanation()) {
      explanation
          .addObject()
          .put("cause", impairment.cause())
          .put("term", impairment.term())
          .put("points", impairment.points());
    }
    if (!result.outsideValidity().isEmpty()) {
      ArrayNode flags = node.putArray("outsideValidity");
      result.outsideValidity().forEach(flag -> flags.add(flag.toString()));
    }
    if (!result.warnings().isEmpty()) {
      node.put("warning", String.join("; ", result.warnings()));
    }
    return node;
  }

  private static void write(List<Double> values, ArrayNode into) {
    for (double value : values) {
      into.add(value);
    }
  }
}
