package dev.qoe.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.network.ElementPath;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How measurements and events are written and read: what has its default may be left out. */
final class Observations {

  private Observations() {}

  static void addTo(SimpleModule module) {
    module.addSerializer(new MeasurementWriter());
    module.addDeserializer(Measurement.class, new MeasurementReader());
    module.addSerializer(new EventWriter());
    module.addDeserializer(Event.class, new EventReader());
  }

  private static final class MeasurementWriter extends StdSerializer<Measurement> {
    private static final long serialVersionUID = 1L;

    MeasurementWriter() {
      super(Measurement.class);
    }

    @Override
    public void serialize(Measurement value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      out.writeStringField("element", value.element().text());
      out.writeStringField("kpi", value.kpi().code());
      out.writeStringField("time", value.time().toString());
      if (!value.ingestTime().equals(value.time())) {
        out.writeStringField("ingestTime", value.ingestTime().toString());
      }
      provider.defaultSerializeField("value", value.value(), out);
      if (!value.unit().equals(Unit.DECLARED)) {
        provider.defaultSerializeField("unit", value.unit(), out);
      }
      out.writeNumberField("quality", value.quality());
      if (!value.flags().isEmpty()) {
        provider.defaultSerializeField("flags", value.flags(), out);
      }
      out.writeEndObject();
    }
  }

  /** The fields of a measurement as they come. */
  private static final class MeasurementDraft {
    private @Nullable ElementPath element;
    private @Nullable Kpi kpi;
    private @Nullable Instant time;
    private @Nullable Instant ingestTime;
    private @Nullable Double value;
    private Unit unit = Unit.DECLARED;
    private double quality = 1;
    private Set<QualityFlag> flags = Set.of();
  }

  private static final class MeasurementReader extends Fields<MeasurementDraft, Measurement> {
    private static final long serialVersionUID = 1L;

    MeasurementReader() {
      super(
          Measurement.class,
          List.of("element", "kpi", "time", "ingestTime", "value", "unit", "quality", "flags"));
    }

    @Override
    MeasurementDraft draft() {
      return new MeasurementDraft();
    }

    @Override
    void field(MeasurementDraft draft, String name, JsonParser in, DeserializationContext context)
        throws IOException {
      switch (name) {
        case "element" -> draft.element = context.readValue(in, ElementPath.class);
        case "kpi" -> draft.kpi = context.readValue(in, Kpi.class);
        case "time" -> draft.time = context.readValue(in, Instant.class);
        case "ingestTime" -> draft.ingestTime = context.readValue(in, Instant.class);
        case "value" -> draft.value = context.readValue(in, Double.class);
        case "unit" -> draft.unit = context.readValue(in, Unit.class);
        case "quality" -> draft.quality = context.readValue(in, Double.class);
        default -> draft.flags = Set.of(context.readValue(in, QualityFlag[].class));
      }
    }

    @Override
    Measurement value(MeasurementDraft draft, JsonParser in) throws IOException {
      Instant time = required(draft.time, "time", in);
      return new Measurement(
          required(draft.element, "element", in),
          required(draft.kpi, "kpi", in),
          time,
          draft.ingestTime == null ? time : draft.ingestTime,
          required(draft.value, "value", in),
          draft.unit,
          draft.quality,
          draft.flags);
    }
  }

  private static final class EventWriter extends StdSerializer<Event> {
    private static final long serialVersionUID = 1L;

    EventWriter() {
      super(Event.class);
    }

    @Override
    public void serialize(Event value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      out.writeStringField("element", value.element().text());
      out.writeStringField("event", value.type());
      out.writeStringField("time", value.time().toString());
      out.writeStringField("text", value.text());
      provider.defaultSerializeField("attributes", value.attributes(), out);
      out.writeEndObject();
    }
  }

  /** The fields of an event as they come. */
  private static final class EventDraft {
    private @Nullable ElementPath element;
    private @Nullable String type;
    private @Nullable Instant time;
    private String text = "";
    private Map<String, String> attributes = Map.of();
  }

  private static final class EventReader extends Fields<EventDraft, Event> {
    private static final long serialVersionUID = 1L;

    EventReader() {
      super(Event.class, List.of("element", "event", "time", "text", "attributes"));
    }

    @Override
    EventDraft draft() {
      return new EventDraft();
    }

    @Override
    void field(EventDraft draft, String name, JsonParser in, DeserializationContext context)
        throws IOException {
      switch (name) {
        case "element" -> draft.element = context.readValue(in, ElementPath.class);
        case "event" -> draft.type = context.readValue(in, String.class);
        case "time" -> draft.time = context.readValue(in, Instant.class);
        case "text" -> draft.text = context.readValue(in, String.class);
        default -> {
          Map<String, String> attributes = new TreeMap<>();
          context
              .<Map<String, String>>readValue(
                  in,
                  context.getTypeFactory().constructMapType(Map.class, String.class, String.class))
              .forEach(attributes::put);
          draft.attributes = attributes;
        }
      }
    }

    @Override
    Event value(EventDraft draft, JsonParser in) throws IOException {
      return new Event(
          required(draft.element, "element", in),
          required(draft.type, "event", in),
          required(draft.time, "time", in),
          draft.text,
          draft.attributes);
    }
  }
}
