package dev.qoe.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.google.common.primitives.Doubles;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.QoeClass;
import dev.qoe.core.internal.Micros;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Function;

/** How values that fit into one JSON text or number are written and read. */
final class Scalars {

  private static final Set<Class<?>> TEXTS =
      Set.of(ElementPath.class, Tenant.class, Kpi.class, Domain.class, Duration.class);

  private Scalars() {}

  /** Returns whether values of that type are a text in JSON. */
  static boolean isText(Class<?> type) {
    return TEXTS.contains(type);
  }

  static void addTo(SimpleModule module) {
    text(module, ElementPath.class, ElementPath::text, ElementPath::of);
    text(module, Tenant.class, Tenant::name, Tenant::of);
    text(module, Kpi.class, Kpi::code, Kpi::of);
    text(module, Domain.class, Domain::name, Domain::of);
    text(module, Duration.class, Duration::toString, Scalars::duration);
    module.addSerializer(new TextWriter<>(QoeClass.class, QoeClass::word));
    module.addSerializer(new TextWriter<>(Instant.class, Instant::toString));
    module.addDeserializer(Instant.class, new InstantReader());
    module.addSerializer(new UnitWriter());
    module.addDeserializer(Unit.class, new UnitReader());
    DoubleWriter doubles = new DoubleWriter();
    module.addSerializer(doubles);
    module.addSerializer(double.class, doubles);
    DoubleReader numbers = new DoubleReader();
    module.addDeserializer(Double.class, numbers);
    module.addDeserializer(double.class, numbers);
    module.addSerializer(Set.class, new SetWriter());
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> toText, Function<String, T> parse) {
    module.addSerializer(new TextWriter<>(type, toText));
    module.addDeserializer(type, new TextReader<>(type, parse));
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a duration: '%s' (example: PT5S)".formatted(text), e);
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "not a time: '%s' (example: 2020-02-13T15:54:21Z, or microseconds since 1970 as a number)"
              .formatted(text),
          e);
    }
  }

  /** Writes a value as a text. */
  private static final class TextWriter<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<T, String> toText;

    TextWriter(Class<T> type, Function<T, String> toText) {
      super(type);
      this.toText = toText;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(toText.apply(value));
    }
  }

  /** Reads a value from a text. */
  private static final class TextReader<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> parse;

    TextReader(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (!in.hasToken(JsonToken.VALUE_STRING)) {
        return (T) context.handleUnexpectedToken(handledType(), in);
      }
      return parse.apply(in.getText());
    }
  }

  /** Reads a time from ISO 8601 or, if it is a number, from microseconds since 1970. */
  private static final class InstantReader extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return switch (in.currentToken()) {
        case VALUE_STRING -> instant(in.getText());
        case VALUE_NUMBER_INT -> Micros.instant(in.getLongValue());
        default -> (Instant) context.handleUnexpectedToken(Instant.class, in);
      };
    }
  }

  /** Writes a unit as its symbol if the symbol says all of it, else as an object. */
  private static final class UnitWriter extends StdSerializer<Unit> {
    private static final long serialVersionUID = 1L;

    UnitWriter() {
      super(Unit.class);
    }

    @Override
    public void serialize(Unit unit, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (Unit.of(unit.symbol()).equals(unit)) {
        out.writeString(unit.symbol());
        return;
      }
      out.writeStartObject();
      out.writeStringField("symbol", unit.symbol());
      out.writeStringField("quantity", unit.quantity());
      out.writeNumberField("inBase", unit.inBase());
      out.writeEndObject();
    }
  }

  /** Reads a unit from its symbol or from an object. */
  private static final class UnitReader extends StdDeserializer<Unit> {
    private static final long serialVersionUID = 1L;
    private static final int UNIT_FIELDS = 3;

    UnitReader() {
      super(Unit.class);
    }

    @Override
    public Unit deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.hasToken(JsonToken.VALUE_STRING)) {
        return Unit.of(in.getText());
      }
      JsonNode object = in.readValueAsTree();
      if (!object.path("symbol").isTextual()
          || !object.path("quantity").isTextual()
          || !object.path("inBase").isNumber()
          || object.size() != UNIT_FIELDS) {
        throw new IllegalArgumentException(
            "a unit must be a symbol or an object of symbol, quantity and inBase: " + object);
      }
      return new Unit(
          object.get("symbol").textValue(),
          object.get("quantity").textValue(),
          object.get("inBase").doubleValue());
    }
  }

  /** Writes NaN as null and infinities, for which JSON has no number, as texts. */
  private static final class DoubleWriter extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    DoubleWriter() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (value.isNaN()) {
        out.writeNull();
      } else if (value.isInfinite()) {
        out.writeString(value.toString());
      } else {
        out.writeNumber(value.doubleValue());
      }
    }
  }

  /** Reads what {@link DoubleWriter} writes. */
  private static final class DoubleReader extends StdDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    DoubleReader() {
      super(Double.class);
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }

    @Override
    public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return switch (in.currentToken()) {
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDoubleValue();
        case VALUE_NULL -> Double.NaN;
        case VALUE_STRING -> infinite(in.getText());
        default -> (Double) context.handleUnexpectedToken(double.class, in);
      };
    }

    private static Double infinite(String text) {
      return switch (text) {
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default ->
            throw new IllegalArgumentException(
                "must be a number: '%s'%s"
                    .formatted(
                        text, Doubles.tryParse(text) == null ? "" : " (write it without quotes)"));
      };
    }
  }

  /** Writes sets in order, so that the same value gives the same bytes. */
  @SuppressWarnings("rawtypes")
  private static final class SetWriter extends StdSerializer<Set> {
    private static final long serialVersionUID = 1L;

    SetWriter() {
      super(Set.class);
    }

    @Override
    public void serialize(Set set, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartArray();
      Iterator<?> sorted = ((Set<?>) set).stream().sorted().iterator();
      while (sorted.hasNext()) {
        provider.defaultSerializeValue(sorted.next(), out);
      }
      out.writeEndArray();
    }
  }
}
