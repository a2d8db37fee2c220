package dev.qoe.core.service.interactive;

import dev.qoe.core.service.json.InvalidInputException;
import dev.qoe.core.service.json.JsonFields;
import dev.qoe.core.service.json.JsonModel;
import dev.qoe.core.service.json.JsonServiceModel;
import java.time.Duration;
import java.util.List;

/**
 * The models of this package over JSON objects.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class InteractiveJsonModels {

  private static final double HOUR_MILLIS = 3.6e6;

  private InteractiveJsonModels() {}

  /** Returns {@code g1070-video}, {@code g1072} and {@code interactivity}. */
  public static List<JsonModel> all() {
    return List.of(g1070Video(), g1072(), interactivity());
  }

  private static JsonModel g1070Video() {
    return JsonServiceModel.of(
        VideoTelephonyModel.g1070(),
        """
        reads
          coefficient_set   1 to 5; default 5 (H.264, VGA, 9.2 inch)
          bitrate_kbps      video bit rate, kbit/s, > 0
          fps               frame rate, frames/s, > 0 (validated for 1 to 30)
          packet_loss_pct   loss of video packets, %, 0 to 100 (validated below 10); default 0
        writes
          vq                video quality, 1..5; the same as mos
          mos, terms, explanation, outsideValidity
        """,
        fields ->
            VideoTelephonyInput.of(
                VideoCoefficients.set(integer(fields, "coefficient_set", 5)),
                fields.number("bitrate_kbps"),
                fields.number("fps"),
                fields.number("packet_loss_pct", 0)),
        (result, out) -> out.put("vq", result.mos()));
  }

  private static JsonModel g1072() {
    return JsonServiceModel.of(
        CloudGamingModel.g1072(),
        """
        reads
          bitrate_mbps          video bit rate, Mbit/s, > 0 (validated for 0.3 to 50)
          width, height         encoded size, pixels; default 1920 and 1080
                                (validated: 640x480, 1280x720, 1920x1080)
          fps                   frame rate, frames/s, > 0 (validated for 10 to 60); default 60
          packet_loss_pct       loss that freezes or drops frames, %, 0 to 100 (validated to 5); default 0
          packet_loss_udp_pct   loss that damages pictures, %, 0 to 100 (validated to 2); default 0
          delay_ms              round-trip time, ms, 0 to 3.6e6 (validated to 400); default 0
          interaction_class     Low, Medium or High; default High
          video_class           Low, Medium or High; default High
        writes
          overall_mos, mos      1.3..4.64
          flr                   frame loss rate, %
          input_quality_delay_mos, input_quality_loss_mos, video_quality_mos,
          video_unclearness_mos, video_fragmentation_mos
          terms, explanation, outsideValidity
        """,
        InteractiveJsonModels::cloudGaming,
        (result, out) ->
            out.put("flr", result.frameLossRatePercent())
                .put("overall_mos", result.mos())
                .put("input_quality_delay_mos", result.inputQualityDelayMos())
                .put("input_quality_loss_mos", result.inputQualityLossMos())
                .put("video_quality_mos", result.videoQualityMos())
                .put("video_unclearness_mos", result.videoUnclearnessMos())
                .put("video_fragmentation_mos", result.videoFragmentationMos()));
  }

  private static JsonModel interactivity() {
    InteractivityProfile gaming = InteractivityProfile.realTimeGaming();
    return JsonServiceModel.of(
        "interactivity",
        InteractivityModel.of(gaming).descriptor().title(),
        """
        reads
          latency_ms              median two-way latency, ms, 0 to 3.6e6
          delay_variation_ms      its standard deviation, ms, 0 to 3.6e6; default 0
          lost_or_late_pct        lost and late packets, %, 0 to 100; default 0
          mid_latency_ms          default 100 (real-time gaming)
          latency_width_ms        default 25
          variation_scale_ms      default 60
          loss_per_pct            default 0.25
        writes
          interactivity           0..100; a stand-in of this library, not ITU-T G.1051
          mos, terms, explanation
        """,
        fields ->
            new InteractivityQuestion(
                InteractivityModel.of(
                    new InteractivityProfile(
                        "as given",
                        fields.number("mid_latency_ms", gaming.midLatencyMillis()),
                        fields.number("latency_width_ms", gaming.latencyWidthMillis()),
                        fields.number("variation_scale_ms", gaming.variationScaleMillis()),
                        fields.number("loss_per_pct", gaming.lossPerPercent()))),
                InteractivityInput.of(
                    millis("latency_ms", fields.number("latency_ms")),
                    millis("delay_variation_ms", fields.number("delay_variation_ms", 0)),
                    fields.number("lost_or_late_pct", 0))),
        question -> question.model().score(question.input()),
        (result, out) -> out.put("interactivity", result.score()));
  }

  private static CloudGamingInput cloudGaming(JsonFields fields) {
    return CloudGamingInput.builder()
        .bitRateMegabitsPerSecond(fields.number("bitrate_mbps"))
        .resolution(integer(fields, "width", 1920), integer(fields, "height", 1080))
        .frameRate(fields.number("fps", 60))
        .packetLossPercent(fields.number("packet_loss_pct", 0))
        .slicingPacketLossPercent(fields.number("packet_loss_udp_pct", 0))
        .delay(millis("delay_ms", fields.number("delay_ms", 0)))
        .interactionClass(
            JsonServiceModel.constant(
                "interaction_class",
                fields.text("interaction_class", "High"),
                InteractionClass.class))
        .videoClass(
            JsonServiceModel.constant(
                "video_class", fields.text("video_class", "High"), VideoClass.class))
        .build();
  }

  private static int integer(JsonFields fields, String field, int otherwise) {
    double value = fields.number(field, otherwise);
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "field '%s' must be a whole number: %s".formatted(field, value));
    }
    return (int) value;
  }

  private static Duration millis(String field, double millis) {
    if (!(millis >= 0 && millis <= HOUR_MILLIS)) {
      throw new InvalidInputException(
          "field '%s' must be 0 to %s: %s".formatted(field, HOUR_MILLIS, millis));
    }
    return Duration.ofNanos(Math.round(millis * 1e6));
  }

  /** A model with constants of its own, and its input. */
  private record InteractivityQuestion(InteractivityModel model, InteractivityInput input) {}
}
