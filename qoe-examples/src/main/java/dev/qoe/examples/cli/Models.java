package dev.qoe.examples.cli;

import dev.qoe.core.service.benchmark.BenchmarkJsonModels;
import dev.qoe.core.service.interactive.InteractiveJsonModels;
import dev.qoe.core.service.json.JsonModel;
import dev.qoe.core.service.suitability.SuitabilityJsonModels;
import dev.qoe.core.service.video.VideoJsonModels;
import dev.qoe.core.service.voice.VoiceJsonModels;
import dev.qoe.core.service.web.WebJsonModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every service model there is. */
final class Models {

  private Models() {}

  /**
   * Returns all models in the order of their names.
   *
   * @param forest the folder of P.1203's decision trees, if there is one
   */
  static List<JsonModel> all(@Nullable Path forest) throws IOException {
    List<JsonModel> models = new ArrayList<>(VoiceJsonModels.all());
    models.add(forest == null ? VideoJsonModels.p1203() : VideoJsonModels.p1203(forest));
    models.addAll(WebJsonModels.all());
    models.addAll(InteractiveJsonModels.all());
    models.addAll(SuitabilityJsonModels.all());
    models.addAll(BenchmarkJsonModels.all());
    models.sort(Comparator.comparing(JsonModel::name));
    return models;
  }
}
