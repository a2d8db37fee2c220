package dev.qoe.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.Locale;

/**
 * The vocabulary of {@code dev.qoe.api} as JSON: what is written is read back as an equal value.
 *
 * <p>A record is an object of its components. Paths, tenants, indicators and domains are texts, and
 * so are units by their symbol, enums by their name, times and durations as in ISO 8601. NaN is
 * null. A curve and a geometry tell their kind by {@code type}, what an engine announces by {@code
 * announces}. The same value gives the same text. Reading is strict: an unknown or a missing field
 * is a mistake that the message places; only measurements and events have fields that may be left
 * out. Thread-safe.
 *
 * @since 0.1
 */
public final class QoeJson {

  private static final ObjectMapper SHARED = mapper();

  private QoeJson() {}

  /**
   * Returns a new mapper that reads and writes the vocabulary; the caller may set it up further.
   */
  public static ObjectMapper mapper() {
    return JsonMapper.builder()
        .addModule(new Jdk8Module())
        .addModule(module())
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(MapperFeature.CAN_OVERRIDE_ACCESS_MODIFIERS)
        .withCoercionConfig(
            LogicalType.Textual,
            config ->
                config
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();
  }

  /** Returns {@code value} as JSON in one line. */
  public static String write(Object value) {
    try {
      return SHARED.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s cannot be written as JSON: %s"
              .formatted(value.getClass().getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }

  /**
   * Returns the value that {@code json} means.
   *
   * @throws IllegalArgumentException if it means none of that type; the message names the place
   *     within the text, the value and the rule
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      T value = SHARED.readValue(json, type);
      if (value == null) {
        throw new IllegalArgumentException(
            "not a %s: null".formatted(type.getSimpleName().toLowerCase(Locale.ROOT)));
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(Mistake.text(e, json), e);
    }
  }

  private static SimpleModule module() {
    SimpleModule module = new SimpleModule("qoe");
    Scalars.addTo(module);
    Observations.addTo(module);
    Shapes.addTo(module);
    return module;
  }
}
