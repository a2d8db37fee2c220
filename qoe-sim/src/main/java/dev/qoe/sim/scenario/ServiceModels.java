package dev.qoe.sim.scenario;

import dev.qoe.core.service.benchmark.BenchmarkJsonModels;
import dev.qoe.core.service.interactive.InteractiveJsonModels;
import dev.qoe.core.service.json.JsonModel;
import dev.qoe.core.service.suitability.SuitabilityJsonModels;
import dev.qoe.core.service.video.VideoJsonModels;
import dev.qoe.core.service.voice.VoiceJsonModels;
import dev.qoe.core.service.web.WebJsonModels;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The service models by their names. */
final class ServiceModels {

  private ServiceModels() {}

  static Map<String, JsonModel> byName() {
    Map<String, JsonModel> models = new TreeMap<>();
    Stream.of(
            VoiceJsonModels.all().stream(),
            Stream.of(VideoJsonModels.p1203()),
            WebJsonModels.all().stream(),
            InteractiveJsonModels.all().stream(),
            SuitabilityJsonModels.all().stream(),
            BenchmarkJsonModels.all().stream())
        .flatMap(some -> some)
        .forEach(model -> models.put(model.name(), model));
    return models;
  }
}
