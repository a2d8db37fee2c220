package dev.qoe.core.service.voice;

import dev.qoe.core.service.json.InvalidInputException;
import dev.qoe.core.service.json.JsonFields;
import dev.qoe.core.service.json.JsonModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ObjDoubleConsumer;

/**
 * The voice models over JSON objects: {@code g107}, {@code g107.1} and {@code g107.2}.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class VoiceJsonModels {

  private static final String ECHO =
      "echo_follows_delay  true sets T = Ta and Tr = 2 Ta; default false";
  private static final String DELAY_CLASS =
      "delay_class  gives mT and sT where they are absent: default, low, verylow";
  private static final String LISTENING =
      "listening  gives the codec's Ie for one ear or two: monotic (default), diotic";

  private VoiceJsonModels() {}

  /** Returns all voice models. */
  public static List<JsonModel> all() {
    return List.of(g107(), g107_1(), g107_2());
  }

  private static JsonModel g107() {
    return new EModelJson(
        EModel.g107().descriptor(),
        NarrowbandParameter.values(),
        NarrowbandCodec.values(),
        List.of(DELAY_CLASS, ECHO),
        VoiceJsonModels::narrowband);
  }

  private static JsonModel g107_1() {
    return new EModelJson(
        WidebandEModel.g107_1().descriptor(),
        WidebandParameter.values(),
        WidebandCodec.values(),
        List.of(LISTENING, ECHO),
        VoiceJsonModels::wideband);
  }

  private static JsonModel g107_2() {
    return new EModelJson(
        FullbandEModel.g107_2().descriptor(),
        FullbandParameter.values(),
        FullbandCodec.values(),
        List.of(DELAY_CLASS),
        VoiceJsonModels::fullband);
  }

  private static EModelResult narrowband(JsonFields fields) {
    EModelInput.Builder builder = EModelInput.builder();
    if (fields.has("delay_class")) {
      builder.delaySensitivity(DelaySensitivity.named(fields.text("delay_class")));
    }
    if (fields.has("codec")) {
      builder.codec(NarrowbandCodec.named(fields.text("codec")));
    }
    if (fields.flag("echo_follows_delay", false)) {
      builder.echoFollowsDelay();
    }
    read(fields, NarrowbandParameter.values(), builder::with);
    return EModel.g107().score(builder.build());
  }

  private static EModelResult wideband(JsonFields fields) {
    WidebandEModelInput.Builder builder = WidebandEModelInput.builder();
    Listening listening = listening(fields.text("listening", "monotic"));
    if (fields.has("codec")) {
      builder.codec(WidebandCodec.named(fields.text("codec")), listening);
    }
    if (fields.flag("echo_follows_delay", false)) {
      builder.echoFollowsDelay();
    }
    read(fields, WidebandParameter.values(), builder::with);
    return WidebandEModel.g107_1().score(builder.build());
  }

  private static EModelResult fullband(JsonFields fields) {
    FullbandEModelInput.Builder builder = FullbandEModelInput.builder();
    if (fields.has("delay_class")) {
      builder.delaySensitivity(DelaySensitivity.named(fields.text("delay_class")));
    }
    if (fields.has("codec")) {
      builder.codec(FullbandCodec.named(fields.text("codec")));
    }
    read(fields, FullbandParameter.values(), builder::with);
    return FullbandEModel.g107_2().score(builder.build());
  }

  private static <P extends EModelParameter> void read(
      JsonFields fields, P[] parameters, ObjDoubleConsumer<P> builder) {
    for (P parameter : parameters) {
      if (fields.has(parameter.symbol())) {
        builder.accept(parameter, fields.number(parameter.symbol()));
      }
    }
    fields.refuseUnknown();
  }

  private static Listening listening(String name) {
    return Arrays.stream(Listening.values())
        .filter(way -> way.name().equals(name.toUpperCase(Locale.ROOT)))
        .findAny()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "field 'listening' must be monotic or diotic: '%s'".formatted(name)));
  }
}
