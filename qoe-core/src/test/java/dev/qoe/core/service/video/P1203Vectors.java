package dev.qoe.core.service.video;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Sessions with what an independent implementation of the equations makes of them. */
final class P1203Vectors {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private P1203Vectors() {}

  /** One session: its input with options, and what is expected. */
  record Vector(String id, ObjectNode input, JsonNode expected) {
    @Override
    public String toString() {
      return id;
    }
  }

  static List<Vector> read(String file) {
    try (InputStream in =
            Objects.requireNonNull(P1203Vectors.class.getResourceAsStream(file + ".jsonl.gz"));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      return lines.lines().map(P1203Vectors::vector).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Vector vector(String line) {
    try {
      JsonNode row = MAPPER.readTree(line);
      ObjectNode input = row.get("input").deepCopy();
      input.set("options", row.get("options"));
      input.put("codecExtension", row.get("model").asText().contains("codecext"));
      return new Vector(row.get("id").asText(), input, row.get("expected"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
