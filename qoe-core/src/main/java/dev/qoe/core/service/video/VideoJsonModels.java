package dev.qoe.core.service.video;

import dev.qoe.core.service.json.JsonModel;
import java.nio.file.Path;
import java.util.List;

/**
 * The video models over JSON objects.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class VideoJsonModels {

  private VideoJsonModels() {}

  /** Returns all models of this package, none with files of the user's. */
  public static List<JsonModel> all() {
    return List.of(p1203());
  }

  /** Returns ITU-T P.1203 without the forest: its score is {@code O46_parametric}. */
  public static JsonModel p1203() {
    return new P1203Json(null);
  }

  /**
   * Returns ITU-T P.1203 with the forest in a folder; blocks while it reads.
   *
   * @throws IllegalArgumentException if the folder does not hold a forest
   * @throws java.io.UncheckedIOException if a file cannot be read
   * @see Forest#load(Path)
   */
  public static JsonModel p1203(Path forest) {
    return new P1203Json(Forest.load(forest));
  }
}
