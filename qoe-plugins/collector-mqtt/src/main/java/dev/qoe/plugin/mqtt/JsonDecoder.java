package dev.qoe.plugin.mqtt;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.qoe.api.spi.Batch;
import dev.qoe.api.spi.Sink;
import dev.qoe.plugin.mapping.JsonFields;
import dev.qoe.plugin.mapping.RecordMapping;
import dev.qoe.plugin.mapping.RejectedRecordException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A decoder of JSON, plain or gzip: one record or an array of them, each with fields at paths.
 *
 * <p>Confine to one thread.
 */
final class JsonDecoder implements MessageDecoder {

  static final ObjectMapper JSON = new ObjectMapper();

  private final RecordMapping mapping;
  private final JsonFields fields;
  private final JsonPointer records;
  private final long mostBytes;

  /**
   * Creates a decoder.
   *
   * @param records where the records are; the whole if empty
   * @param mostBytes how many bytes a payload may have once it is unpacked
   */
  JsonDecoder(RecordMapping mapping, String records, long mostBytes) {
    this.mapping = mapping;
    this.fields = JsonFields.of(mapping.fields());
    this.records = JsonFields.pointer(records.isEmpty() ? "$" : records);
    this.mostBytes = mostBytes;
  }

  @Override
  public void decode(Arrival arrival, RecordMapping.Gate gate, Sink batch) {
    JsonNode root = parse(unpacked(arrival.message().payload(), mostBytes)).at(records);
    RecordMapping.Origin origin = arrival.origin(Map.of());
    Batch found = Batch.create();
    int count = 0;
    if (root.isArray()) {
      for (JsonNode record : root) {
        mapping.map(fields.read(record), origin, gate, found);
        count++;
      }
    } else if (!root.isMissingNode()) {
      mapping.map(fields.read(root), origin, gate, found);
      count = 1;
    }
    if (found.size() == 0) {
      found.reject(
          "nothing-found",
          arrival.message().topic(),
          "none of %d records told a value at %s".formatted(count, mapping.fields()));
    }
    found.handTo(batch);
  }

  static JsonNode parse(byte[] payload) {
    try {
      JsonNode node = JSON.readTree(payload);
      if (node == null || node.isMissingNode()) {
        throw new RejectedRecordException("not-json", "payload is empty and should be JSON");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new RejectedRecordException(
          "not-json",
          "payload of %d bytes is no JSON: %s".formatted(payload.length, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new RejectedRecordException("not-json", "payload is no JSON: " + e.getMessage());
    }
  }

  /** Returns what was packed by gzip, or what was not as it is. */
  static byte[] unpacked(byte[] payload, long mostBytes) {
    if (payload.length < 2 || (payload[0] & 0xff) != 0x1f || (payload[1] & 0xff) != 0x8b) {
      return payload;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(payload))) {
      byte[] plain = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, mostBytes + 1));
      if (plain.length > mostBytes) {
        throw new RejectedRecordException(
            "too-large", "payload has more than %,d bytes once unpacked".formatted(mostBytes));
      }
      return plain;
    } catch (IOException e) {
      throw new RejectedRecordException("broken-gzip", "payload is broken gzip: " + e.getMessage());
    }
  }
}
