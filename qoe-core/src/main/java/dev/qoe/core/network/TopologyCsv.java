package dev.qoe.core.network;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.Doubles;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.qoe.api.network.Topology;
import dev.qoe.core.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Networks as CSV files: an element a line, no links.
 *
 * <p>The columns {@code path} and {@code type} must be there; {@code displayName}, {@code domain},
 * {@code subdomain}, {@code protocolLayer}, {@code address}, {@code status}, {@code weight}, {@code
 * latitude} and {@code longitude} may. An empty field has its default. Thread-safe.
 *
 * @since 0.1
 */
public final class TopologyCsv {

  private static final Set<String> NUMBERS = Set.of("weight", "latitude", "longitude");

  private TopologyCsv() {}

  /**
   * Returns the network in a file.
   *
   * @throws IOException if the file cannot be read
   * @throws ConfigurationException if it breaks the rules; the message names all mistakes
   */
  public static Topology read(Path file) throws IOException {
    TopologyReader reader = new TopologyReader();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        reader.element(node(row), "line " + row.getStartingLineNumber());
      }
    } catch (CsvParseException e) {
      reader.problem("not CSV: " + e.getMessage());
    }
    return reader.result(String.valueOf(file.getFileName()));
  }

  private static ObjectNode node(NamedCsvRecord row) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, String> field : row.getFieldsAsMap().entrySet()) {
      String text = field.getValue().strip();
      Double number = NUMBERS.contains(field.getKey()) ? Doubles.tryParse(text) : null;
      if (number != null) {
        node.put(field.getKey(), number);
      } else if (!text.isEmpty()) {
        node.put(field.getKey(), text);
      }
    }
    return node;
  }
}
