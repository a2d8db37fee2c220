package dev.qoe.plugin.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads YAML, or JSON where the file's name says so, keeping every value's place. */
final class NodeReader {

  private static final int MOST_CHARACTERS = 64 << 20;

  private final JsonParser parser;

  private NodeReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Returns what the file holds.
   *
   * @throws InvalidConfigurationException if it is no YAML or JSON
   * @throws IOException if it cannot be read
   */
  static Node read(Path file) throws IOException {
    String text = Files.readString(file);
    boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    try (JsonParser parser = factory(json).createParser(text)) {
      NodeReader reader = new NodeReader(parser);
      if (parser.nextToken() == null) {
        throw new InvalidConfigurationException(
            file.toString(), List.of(file + ":1:1: is empty; it must have 'collectors'"));
      }
      Node root = reader.node(null);
      if (parser.nextToken() != null) {
        throw new InvalidConfigurationException(
            file.toString(),
            List.of(place(file, parser.currentTokenLocation()) + ": one document must be all"));
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new InvalidConfigurationException(
          file.toString(),
          List.of(
              "%s: %s"
                  .formatted(
                      place(file, e.getLocation()),
                      String.valueOf(e.getOriginalMessage()).replaceAll("\\s+", " "))));
    }
  }

  private static JsonFactory factory(boolean json) {
    if (json) {
      return JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    return YAMLFactory.builder()
        .loaderOptions(options)
        .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  private static String place(Path file, @Nullable JsonLocation where) {
    return where == null
        ? file.toString()
        : "%s:%d:%d".formatted(file, where.getLineNr(), where.getColumnNr());
  }

  /** Reads the value that begins with the current token; its place is the key's if it has one. */
  private Node node(@Nullable JsonLocation key) throws IOException {
    JsonLocation where = key == null ? parser.currentTokenLocation() : key;
    int line = where.getLineNr();
    int column = where.getColumnNr();
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw new com.fasterxml.jackson.core.JsonParseException(
          parser, "an alias (*) stands here; write the value itself", where);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> new Node(null, null, fields(), line, column);
      case START_ARRAY -> new Node(null, items(), null, line, column);
      case VALUE_NULL -> new Node(null, null, null, line, column);
      default -> new Node(parser.getText(), null, null, line, column);
    };
  }

  private List<Node> items() throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(null));
    }
    return items;
  }

  private Map<String, Node> fields() throws IOException {
    Map<String, Node> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonLocation key = parser.currentTokenLocation();
      parser.nextToken();
      fields.put(name, node(key));
    }
    return fields;
  }
}
