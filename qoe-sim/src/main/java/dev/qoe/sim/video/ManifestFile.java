package dev.qoe.sim.video;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.qoe.core.service.video.Resolution;
import dev.qoe.core.service.video.VideoCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file formats of films, and the two films that come with the library. */
final class ManifestFile {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PENSIEVE_CHUNK = Duration.ofSeconds(4);

  private ManifestFile() {}

  static Manifest read(Path path) throws IOException {
    String title = String.valueOf(path.getFileName());
    return Files.isDirectory(path)
        ? pensieve(path.toString(), title, q -> Files.readString(path.resolve("video_size_" + q)))
        : sabre(path.toString(), title, Files.readString(path, StandardCharsets.UTF_8));
  }

  static Manifest bigBuckBunny() {
    String name = "big-buck-bunny.json";
    return sabre(name, "Big Buck Bunny", resource(name));
  }

  static Manifest envivio() {
    try {
      return pensieve("envivio", "Envivio", q -> resource("envivio/video_size_" + q));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream stream = ManifestFile.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("resource '%s' is missing from the jar".formatted(name));
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Manifest sabre(String file, String title, String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw wrong(file, "not JSON: " + e.getOriginalMessage(), e);
    }
    JsonNode duration = root.path("segment_duration_ms");
    if (!duration.isNumber() || !(Math.abs(duration.doubleValue()) < 1e9)) {
      throw wrong(file, "segment_duration_ms must be a number: " + duration, null);
    }
    double[] bitrates = numbers(file, "bitrates_kbps", root.path("bitrates_kbps"));
    JsonNode rows = root.path("segment_sizes_bits");
    double[][] sizes = new double[rows.size()][];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = numbers(file, "segment_sizes_bits[%d]".formatted(i), rows.path(i));
    }
    Duration segment = Duration.ofNanos(Math.round(duration.doubleValue() * 1e6));
    Manifest film = film(file, title, segment, bitrates, sizes);
    JsonNode pictures = root.path("representations");
    return pictures.isMissingNode() ? film : withLadder(file, film, pictures);
  }

  private static Manifest withLadder(String file, Manifest film, JsonNode pictures) {
    if (!pictures.isArray()) {
      throw wrong(file, "representations must be an array of objects: " + pictures, null);
    }
    Representation[] ladder = new Representation[pictures.size()];
    for (int i = 0; i < ladder.length; i++) {
      ladder[i] = representation(file, "representations[%d]".formatted(i), pictures.get(i));
    }
    try {
      return film.withLadder(Ladder.of(ladder));
    } catch (IllegalArgumentException e) {
      throw wrong(file, "representations: " + String.valueOf(e.getMessage()), e);
    }
  }

  private static Representation representation(String file, String at, JsonNode pictures) {
    JsonNode fps = pictures.path("fps");
    try {
      if (!fps.isNumber()) {
        throw new IllegalArgumentException("fps must be a number: " + fps);
      }
      return new Representation(
          Resolution.parse(pictures.path("resolution").asText()),
          fps.doubleValue(),
          VideoCodec.of(pictures.path("codec").asText()));
    } catch (IllegalArgumentException e) {
      throw wrong(file, at + ": " + String.valueOf(e.getMessage()), e);
    }
  }

  private static double[] numbers(String file, String field, JsonNode array) {
    if (!array.isArray()) {
      throw wrong(file, "%s must be an array of numbers: %s".formatted(field, array), null);
    }
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode value = array.get(i);
      if (!value.isNumber()) {
        throw wrong(file, "%s[%d] must be a number: %s".formatted(field, i, value), null);
      }
      numbers[i] = value.doubleValue();
    }
    return numbers;
  }

  /** Opens the sizes of one quality. */
  private interface Sizes {
    String read(int quality) throws IOException;
  }

  private static Manifest pensieve(String file, String title, Sizes sizes) throws IOException {
    double[] bitrates = Manifest.PENSIEVE_KBPS;
    List<double[]> columns = new ArrayList<>();
    for (int q = 0; q < bitrates.length; q++) {
      columns.add(bits(file + "/video_size_" + q, sizes.read(q)));
    }
    double[][] rows = new double[columns.get(0).length][bitrates.length];
    for (int q = 0; q < bitrates.length; q++) {
      double[] column = columns.get(q);
      if (column.length != rows.length) {
        String rule = "video_size_%d must have as many lines as video_size_0, %d: %d";
        throw wrong(file, rule.formatted(q, rows.length, column.length), null);
      }
      for (int i = 0; i < rows.length; i++) {
        rows[i][q] = column[i];
      }
    }
    return film(file, title, PENSIEVE_CHUNK, bitrates, rows);
  }

  private static double[] bits(String file, String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    double[] bits = new double[lines.size()];
    for (int i = 0; i < bits.length; i++) {
      try {
        bits[i] = 8.0 * Long.parseLong(lines.get(i).strip());
      } catch (NumberFormatException e) {
        String rule = "size %d must be a whole number of bytes: '%s'";
        throw wrong(file, rule.formatted(i + 1, lines.get(i)), e);
      }
    }
    return bits;
  }

  private static Manifest film(
      String file, String title, Duration segment, double[] bitrates, double[][] sizes) {
    try {
      return Manifest.of(title, segment, bitrates, sizes);
    } catch (IllegalArgumentException e) {
      throw wrong(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static IllegalArgumentException wrong(
      String file, String rule, @Nullable Exception cause) {
    return new IllegalArgumentException(file + ": " + rule, cause);
  }
}
