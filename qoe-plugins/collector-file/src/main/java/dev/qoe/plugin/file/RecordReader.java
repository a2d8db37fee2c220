package dev.qoe.plugin.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.qoe.plugin.mapping.JsonFields;
import dev.qoe.plugin.mapping.RejectedRecordException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way from a record as text to its fields.
 *
 * <p>Confine to one thread.
 */
final class RecordReader {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Options options;
  private final boolean columns;
  private final @Nullable JsonFields paths;
  private final Quotes quotes;
  private int[] indices = new int[0];

  RecordReader(Options options, String name) {
    this.options = options;
    this.columns = options.columns(name);
    this.quotes = new Quotes(options.separator());
    this.paths = columns ? null : JsonFields.of(options.mapping().fields());
  }

  /** Returns whether the first line names the columns. */
  boolean columns() {
    return columns;
  }

  /**
   * Takes the line that names the columns.
   *
   * @return what is wrong with it; empty if nothing
   */
  Optional<String> header(String line) {
    List<String> names = split(line).stream().map(String::strip).toList();
    List<String> wanted = options.mapping().fields();
    indices = wanted.stream().mapToInt(names::indexOf).toArray();
    List<String> missing = wanted.stream().filter(name -> !names.contains(name)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("the first line names no columns %s; it has %s".formatted(missing, names));
  }

  /**
   * Returns the fields of a record, in the order of the mapping; "" for one that is not there.
   *
   * @throws RejectedRecordException if it cannot be read
   */
  String[] read(String text) {
    if (paths != null) {
      try {
        JsonNode node = JSON.readTree(text);
        if (!node.isObject()) {
          throw new RejectedRecordException("not-json", "line is no JSON object");
        }
        return paths.read(node);
      } catch (JsonProcessingException e) {
        throw new RejectedRecordException("not-json", "line is no JSON: " + e.getOriginalMessage());
      }
    }
    List<String> fields = split(text);
    String[] record = new String[indices.length];
    for (int i = 0; i < record.length; i++) {
      record[i] = indices[i] >= 0 && indices[i] < fields.size() ? fields.get(indices[i]) : "";
    }
    return record;
  }

  private List<String> split(String text) {
    try {
      Iterator<CsvRecord> records =
          CsvReader.builder()
              .fieldSeparator(options.separator())
              .allowExtraFields(true)
              .allowMissingFields(true)
              .ofCsvRecord(text)
              .iterator();
      return records.hasNext() ? records.next().getFields() : List.of();
    } catch (CsvParseException e) {
      throw new RejectedRecordException("broken-csv", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns whether a record goes on in the next line, for a quote is open at its end.
   *
   * @param from where the line begins that came last
   */
  boolean goesOn(CharSequence record, int from) {
    return columns && quotes.openAfter(record, from);
  }

  /** A new record begins. */
  void begin() {
    quotes.reset();
  }
}
