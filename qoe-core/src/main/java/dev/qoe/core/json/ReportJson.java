package dev.qoe.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.report.Chart;
import dev.qoe.api.report.Report;
import dev.qoe.api.report.ScoredElement;
import dev.qoe.api.report.Session;
import dev.qoe.api.report.TrackPoint;
import dev.qoe.api.score.Score;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/**
 * A report as a JSON file for machines: ledger, scores, alerts, sessions.
 *
 * <p>Indented so that a line holds one fact: a contribution, a piece of evidence, a curve, a point
 * of a track. Numbers that are not known are null. The same report gives the same bytes.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class ReportJson {

  private static final ObjectMapper JSON = QoeJson.mapper();

  private ReportJson() {}

  /**
   * Writes {@code report} to {@code out}, which stays open.
   *
   * @throws IOException if {@code out} cannot be written
   */
  public static void write(Report report, Writer out) throws IOException {
    JsonGenerator json =
        JSON.getFactory()
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .setPrettyPrinter(new FactPerLine());
    json.setCodec(JSON);
    json.writeStartObject();
    json.writeStringField("title", report.title());
    json.writeStringField("subtitle", report.subtitle());
    json.writeObjectFieldStart("period");
    json.writeStringField("from", report.from().toString());
    json.writeStringField("to", report.to().toString());
    json.writeEndObject();
    ledger(report.ledger(), json);
    scores(report, json);
    json.writeArrayFieldStart("alerts");
    for (Alert alert : report.alerts()) {
      json.writePOJO(alert);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sessions");
    for (Session session : report.sessions()) {
      session(session, json);
    }
    json.writeEndArray();
    json.writePOJOField("notes", report.notes());
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  private static void ledger(Ledger ledger, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("ledger");
    json.writeNumberField("received", ledger.received());
    json.writeNumberField("stored", ledger.stored());
    json.writePOJOField("rejected", ledger.rejected());
    json.writePOJOField("dropped", ledger.dropped());
    json.writeNumberField("late", ledger.late());
    json.writeNumberField("inFlight", ledger.inFlight());
    json.writeEndObject();
  }

  /** The scores of the elements, each parent before its parts, then those of the sessions. */
  private static void scores(Report report, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("scores");
    for (ScoredElement element : report.elements()) {
      score(element.score(), element.displayName(), element.type(), json);
      json.writeNumberField("measurements", element.measurements());
      json.writeEndObject();
    }
    for (Session session : report.sessions()) {
      score(session.overall(), session.name(), "session", json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Begins an object with the fields of a score and what people call its element. */
  private static void score(Score score, String name, String type, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    ObjectNode fields = JSON.valueToTree(score);
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      json.writePOJOField(field.getKey(), field.getValue());
      if (field.getKey().equals("element")) {
        json.writeStringField("name", name);
        json.writeStringField("type", type);
      }
    }
  }

  private static void session(Session session, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", session.name());
    json.writeStringField("element", session.overall().element().text());
    json.writeArrayFieldStart("charts");
    for (Chart chart : session.charts()) {
      json.writeStartObject();
      json.writeStringField("title", chart.title());
      json.writeStringField("unit", chart.unit());
      json.writePOJOField("low", chart.low());
      json.writePOJOField("high", chart.high());
      json.writeArrayFieldStart("points");
      for (Chart.Point point : chart.points()) {
        json.writeStartArray();
        json.writeString(point.time().toString());
        json.writePOJO(point.value());
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("track");
    for (TrackPoint point : session.track()) {
      json.writeStartArray();
      json.writeString(point.time().toString());
      json.writeNumber(point.place().latitude());
      json.writeNumber(point.place().longitude());
      json.writePOJO(point.score());
      json.writeString(point.element());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** A layout that breaks lines down to the fourth level and keeps what is deeper in one line. */
  private static final class FactPerLine extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1L;

    FactPerLine() {
      super(
          Separators.createDefaultInstance()
              .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
              .withArrayEmptySeparator("")
              .withObjectEmptySeparator(""));
      indentArraysWith(new UpperLevels());
      indentObjectsWith(new UpperLevels());
    }

    @Override
    public void writeEndObject(JsonGenerator json, int count) throws IOException {
      if (_nesting > UpperLevels.DEEPEST) {
        _nesting--;
        json.writeRaw('}');
      } else {
        super.writeEndObject(json, count);
      }
    }

    @Override
    public void writeEndArray(JsonGenerator json, int count) throws IOException {
      if (_nesting > UpperLevels.DEEPEST) {
        _nesting--;
        json.writeRaw(']');
      } else {
        super.writeEndArray(json, count);
      }
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
      return new FactPerLine();
    }
  }

  /** Line breaks on the upper levels only. */
  private static final class UpperLevels extends DefaultIndenter {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 4;

    UpperLevels() {
      super("  ", "\n");
    }

    @Override
    public void writeIndentation(JsonGenerator json, int level) throws IOException {
      if (level <= DEEPEST) {
        super.writeIndentation(json, level);
      }
    }
  }
}
