package dev.qoe.core.service.video;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.service.json.InvalidInputException;
import dev.qoe.core.service.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one session in the input format of P.1203's reference software and has it scored.
 *
 * <p>Confine to one thread.
 */
final class P1203Reader {

  private final JsonFields root;
  private final List<String> warnings = new ArrayList<>();

  private P1203Reader(ObjectNode input) {
    this.root = JsonFields.of(input);
  }

  static P1203Result score(ObjectNode input, @Nullable Forest forest) {
    P1203Reader reader = new P1203Reader(input);
    P1203 model = reader.model(forest);
    return reader.root.has("O22") ? reader.integrate(model) : reader.scoreMedia(model);
  }

  private P1203 model(@Nullable Forest forest) {
    P1203.Builder builder = P1203.builder().codecExtension(root.flag("codecExtension", false));
    object(
        root,
        "options",
        fields -> {
          for (Amendment amendment : Amendment.values()) {
            if (fields.flag(amendment.label(), false)) {
              builder.amendment(amendment);
            }
          }
        });
    return (forest == null ? builder : builder.forest(forest)).build();
  }

  private P1203Result integrate(P1203 model) {
    List<Stall> entries = new ArrayList<>();
    stalling(entries::add);
    double[] o21 = scores("O21");
    double[] o22 = scores("O22");
    root.ignore("IGen");
    root.refuseUnknown();
    Stalling stalling = Stalling.asReference(entries);
    return model.integrate(o21, o22, stalling, stalling.warnings());
  }

  private double[] scores(String field) {
    List<Double> scores = new ArrayList<>();
    for (JsonNode element : array(root, field, true)) {
      if (!element.isNumber()) {
        throw new InvalidInputException(
            "field '%s' must hold numbers: %s".formatted(field, element));
      }
      scores.add(element.doubleValue());
    }
    return scores.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private P1203Result scoreMedia(P1203 model) {
    VideoSession.Builder session = VideoSession.builderWithReferenceQuirks();
    segments("I13", fields -> video(fields, session));
    segments("I11", fields -> audio(fields, session));
    stalling(stall -> session.stall(stall.positionSeconds(), stall.lengthSeconds()));
    object(root, "IGen", fields -> general(fields, session));
    root.refuseUnknown();
    warnings.forEach(session::warn);
    return model.score(session.build());
  }

  private void segments(String medium, Consumer<JsonFields> reader) {
    if (!root.has(medium)) {
      throw new InvalidInputException(
          "field '%s' is missing: give its segments, or [] for no sound".formatted(medium));
    }
    object(
        root,
        medium,
        fields -> {
          fields.ignore("streamId");
          int index = 0;
          for (JsonNode element : array(fields, "segments", false)) {
            inside("segments[" + index++ + "]", element, reader);
          }
        });
  }

  private static void video(JsonFields fields, VideoSession.Builder session) {
    VideoSegment.Builder segment =
        VideoSegment.builder()
            .codec(VideoCodec.of(fields.text("codec")))
            .durationSeconds(fields.number("duration"))
            .resolution(Resolution.parse(fields.text("resolution")))
            .kilobitsPerSecond(fields.number("bitrate"))
            .framesPerSecond(fields.number("fps"));
    JsonNode representation = fields.find("representation");
    if (representation != null) {
      segment.representation(representation.asText());
    }
    if (fields.has("displaySize")) {
      segment.displaySize(Resolution.parse(fields.text("displaySize")));
    }
    List<VideoFrame> frames = new ArrayList<>();
    int index = 0;
    for (JsonNode element : array(fields, "frames", false)) {
      inside("frames[" + index++ + "]", element, frame -> frames.add(frame(frame)));
    }
    segment.frames(frames);
    if (fields.has("start")) {
      session.video(fields.number("start"), segment.build());
    } else {
      session.video(segment.build());
    }
  }

  private static VideoFrame frame(JsonFields fields) {
    String type = fields.text("frameType");
    if (!List.of("I", "P", "B", "Non-I").contains(type)) {
      throw new InvalidInputException(
          "field 'frameType' must be I, P, B or Non-I: '%s'".formatted(type));
    }
    double size = fields.number("frameSize");
    if (size != (int) size) {
      throw new InvalidInputException("field 'frameSize' must be a whole number of bytes: " + size);
    }
    return new VideoFrame(type.equals("I"), (int) size);
  }

  private void audio(JsonFields fields, VideoSession.Builder session) {
    String codec = fields.text("codec");
    if (codec.equals("aac")) {
      warn("audio codec 'aac' is taken as 'aaclc'");
      codec = AudioCodec.AAC_LC.label();
    }
    fields.ignore("representation");
    AudioSegment segment =
        new AudioSegment(AudioCodec.of(codec), fields.number("duration"), fields.number("bitrate"));
    if (fields.has("start")) {
      session.audio(fields.number("start"), segment);
    } else {
      session.audio(segment);
    }
  }

  private void stalling(Consumer<Stall> session) {
    object(
        root,
        "I23",
        fields -> {
          fields.ignore("streamId");
          for (JsonNode entry : array(fields, "stalling", false)) {
            if (!entry.isArray()
                || entry.size() != 2
                || !entry.get(0).isNumber()
                || !entry.get(1).isNumber()) {
              throw new InvalidInputException(
                  "a stall must be [media position s, length s]: " + entry);
            }
            session.accept(new Stall(entry.get(0).doubleValue(), entry.get(1).doubleValue()));
          }
        });
  }

  private void general(JsonFields fields, VideoSession.Builder session) {
    fields.ignore("viewingDistance");
    if (fields.has("displaySize")) {
      session.display(Resolution.parse(fields.text("displaySize")));
    }
    String device = fields.text("device", Device.PC.label());
    switch (device) {
      case "pc" -> session.device(Device.PC);
      case "mobile", "handheld" -> session.device(Device.MOBILE);
      default -> warn(String.format(Locale.ROOT, "device '%s' is taken as 'pc'", device));
    }
  }

  private void warn(String warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }

  /** Reads the object in a field, if there is one, and refuses what it does not know. */
  private static void object(JsonFields parent, String field, Consumer<JsonFields> reader) {
    JsonNode node = parent.find(field);
    if (node != null) {
      inside(field, node, reader);
    }
  }

  private static void inside(String place, JsonNode node, Consumer<JsonFields> reader) {
    if (!(node instanceof ObjectNode object)) {
      throw new InvalidInputException("'%s' must be an object: %s".formatted(place, node));
    }
    try {
      JsonFields fields = JsonFields.of(object);
      reader.accept(fields);
      fields.refuseUnknown();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(place + ": " + e.getMessage(), e);
    }
  }

  private static Iterable<JsonNode> array(JsonFields parent, String field, boolean required) {
    JsonNode node = parent.find(field);
    if (node == null && !required) {
      return List.of();
    }
    if (node == null) {
      throw new InvalidInputException("field '%s' is missing".formatted(field));
    }
    if (!node.isArray()) {
      throw new InvalidInputException("field '%s' must be an array: %s".formatted(field, node));
    }
    return node;
  }
}
