package dev.qoe.plugin.file;

import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import dev.qoe.plugin.mapping.JsonFields;
import dev.qoe.plugin.mapping.RecordMapping;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The entry of the file plugin: it makes collectors that read comma-separated values and JSON
 * lines.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class FileCollectorFactory implements CollectorFactory {

  private static final Setting<Options.Format> FORMAT =
      Setting.choice("format", Options.Format.AUTO, "how records are written; auto: by the name");
  private static final Setting<String> ELEMENT =
      Setting.text(
          "element",
          "{target+}",
          "the element of a record; {target+} is the target's, {file} the file's name, others are"
              + " labels of the target and 'fields'");
  private static final Setting<List<Map<String, Object>>> VALUES =
      Setting.trees("values", "what is measured: a list of {field, kpi, unit, scale}");
  private static final Setting<Map<String, Object>> TIME =
      Setting.tree("time", "where the time is: {field, format, zone}; the time of reading if none");
  private static final Setting<String> QUALITY =
      Setting.text("quality", "", "the field that tells the quality, 0 to 1; none if empty");
  private static final Setting<Map<String, String>> FIELDS =
      Setting.map("fields", "names for fields, by which templates may use them");
  private static final Setting<String> SEPARATOR =
      Setting.text("separator", ",", "what stands between fields; \\t is a tabulator")
          .where(text -> text.length() == 1 || text.equals("\\t"), "one character");
  private static final Setting<String> ENCODING =
      Setting.text("encoding", "UTF-8", "how text is written");
  private static final Setting<Boolean> FOLLOW =
      Setting.flag("follow", true, "whether files grow: a last line without end waits for it");
  private static final Setting<Integer> MAX_LINE =
      Setting.integer("max-line", 1 << 20, "the longest record that is read, in bytes")
          .where(bytes -> bytes >= 16 && bytes <= 1 << 28, "from 16 to 268435456");
  private static final Setting<Optional<Path>> MOVE_TO =
      Setting.path("move-to", "a folder for files that are done; without it they stay").optional();

  /** Creates the entry, as services are made. */
  public FileCollectorFactory() {}

  @Override
  public CollectorDescriptor descriptor() {
    return CollectorDescriptor.of(
        "file",
        "Reads comma-separated values and JSON lines, plain or gzip, once or as they grow.",
        List.of(
            FORMAT, ELEMENT, VALUES, TIME, QUALITY, FIELDS, SEPARATOR, ENCODING, FOLLOW, MAX_LINE,
            MOVE_TO),
        Set.of());
  }

  /**
   * Returns a collector.
   *
   * @throws IllegalArgumentException if the mapping has mistakes or the encoding is not known or
   *     none that writes a line's end in one byte
   */
  @Override
  public Collector create(Settings settings, CollectorContext context) {
    Map<String, Object> config = new HashMap<>();
    config.put("element", settings.get(ELEMENT));
    config.put("values", settings.get(VALUES));
    config.put("fields", settings.get(FIELDS));
    config.put("quality", settings.get(QUALITY));
    if (!settings.get(TIME).isEmpty()) {
      config.put("time", settings.get(TIME));
    }
    RecordMapping mapping;
    try {
      mapping = RecordMapping.of(config);
      if (settings.get(FORMAT) == Options.Format.JSONL) {
        JsonFields.of(mapping.fields());
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("collector 'file': " + e.getMessage(), e);
    }
    if (settings.get(MOVE_TO).isPresent() && settings.get(FOLLOW)) {
      throw new IllegalArgumentException(
          "collector 'file': setting 'move-to' needs setting 'follow' to be false, for files that"
              + " grow are never done");
    }
    String separator = settings.get(SEPARATOR);
    return new FileCollector(
        new Options(
            settings.get(FORMAT),
            mapping,
            separator.equals("\\t") ? '\t' : separator.charAt(0),
            encoding(settings.get(ENCODING)),
            settings.get(FOLLOW),
            settings.get(MAX_LINE),
            settings.get(MOVE_TO)),
        context);
  }

  private static Charset encoding(String name) {
    try {
      Charset encoding = Charset.forName(name);
      if (encoding.canEncode() && "\n".getBytes(encoding).length == 1) {
        return encoding;
      }
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException(
          "collector 'file': setting 'encoding' is not known: '%s' (example: %s)"
              .formatted(name, StandardCharsets.ISO_8859_1),
          e);
    }
    throw new IllegalArgumentException(
        "collector 'file': setting 'encoding' must write a line's end in one byte: '%s' (convert"
                .formatted(name)
            + " the files to UTF-8)");
  }
}
