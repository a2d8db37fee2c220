package dev.qoe.plugin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.plugin.mapping.RecordMapping;
import dev.qoe.plugin.mapping.Template;
import dev.qoe.testkit.RecordingSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Sparkplug B")
class SparkplugDecoderTest {

  private static final long BIRTH = 1486144502122L;
  private static final Instant RECEIVED = Instant.parse("2020-01-01T00:00:00Z");
  private final RecordingSink sink = RecordingSink.accepting();
  private final SparkplugDecoder decoder =
      new SparkplugDecoder(
          Template.of("plant/{group}/{edge+}"),
          RecordMapping.of(
              Map.of(
                  "element",
                  "plant",
                  "values",
                  List.of(
                      Map.of("field", "Supply Voltage", "kpi", "DEV_VOLTAGE", "unit", "V"),
                      Map.of("field", "Temp", "kpi", "SENSOR_TEMPERATURE")))));

  /** Writes protobuf as devices do. */
  static final class Wire {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Wire number(int field, long value) {
      varint((long) field << 3);
      return varint(value);
    }

    private Wire varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        out.write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
      return this;
    }

    Wire bytes(int field, byte[] bytes) {
      varint(((long) field << 3) | 2).varint(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    Wire text(int field, String text) {
      return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Wire float32(int field, float value) {
      varint(((long) field << 3) | 5);
      out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
      return this;
    }

    Wire float64(int field, double value) {
      varint(((long) field << 3) | 1);
      out.writeBytes(
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
      return this;
    }

    byte[] done() {
      return out.toByteArray();
    }
  }

  private static byte[] birth() {
    return new Wire()
        .number(1, BIRTH)
        .bytes(2, new Wire().text(1, "bdSeq").number(4, 4).number(11, 0).done())
        .bytes(
            2,
            new Wire()
                .text(1, "Supply Voltage")
                .number(2, 7)
                .number(3, BIRTH)
                .number(4, 9)
                .float32(12, 12.1f)
                .done())
        .bytes(2, new Wire().text(1, "Temp").number(2, 8).number(4, 1).number(10, 250).done())
        .bytes(2, new Wire().text(1, "OS").number(2, 9).number(4, 12).text(15, "Raspbian").done())
        .bytes(2, new Wire().text(1, "gone").number(4, 3).number(7, 1).done())
        .number(3, 0)
        .done();
  }

  private static byte[] data(long seq, byte[]... metrics) {
    Wire wire = new Wire().number(1, BIRTH + 1000);
    for (byte[] metric : metrics) {
      wire.bytes(2, metric);
    }
    return wire.number(3, seq).done();
  }

  private void decode(String topic, byte[] payload) {
    decoder.decode(
        new Arrival(new Message(1, 1, 1, false, topic, payload, Map.of()), Map.of(), RECEIVED),
        (path, values) -> ElementPath.of(path),
        sink);
  }

  @Test
  @DisplayName("data by alias is what the birth named, signed as its type says")
  void aliases() {
    decode("spBv1.0/g/NBIRTH/n", birth());
    decode(
        "spBv1.0/g/NDATA/n",
        data(
            1,
            new Wire().number(2, 7).float64(13, 11.5).done(),
            new Wire().number(2, 8).number(3, BIRTH + 500).number(10, 0xFEL).done(),
            new Wire().number(2, 9).text(15, "Debian").done()));
    assertThat(sink.measurements())
        .filteredOn(one -> !one.kpi().equals(Kpi.UP))
        .extracting(one -> one.kpi() + " " + (float) one.value() + " " + one.time())
        .containsExactly(
            "DEV_VOLTAGE 12.1 2017-02-03T17:55:02.122Z",
            "SENSOR_TEMPERATURE -6.0 2017-02-03T17:55:02.122Z",
            "DEV_VOLTAGE 11.5 2017-02-03T17:55:03.122Z",
            "SENSOR_TEMPERATURE -2.0 2017-02-03T17:55:02.622Z");
    assertThat(sink.measurements().get(0).element()).hasToString("plant/g/n");
    assertThat(sink.events())
        .extracting(Event::type)
        .containsExactly("sparkplug-birth", "sparkplug-data");
    assertThat(sink.events().get(1).attributes()).containsEntry("OS", "Debian");
    assertThat(sink.rejects()).isEmpty();
  }

  @Test
  @DisplayName("a device is up from birth to death, and its node's death takes it along")
  void deaths() {
    decode("spBv1.0/g/NBIRTH/n", birth());
    decode("spBv1.0/g/DBIRTH/n/d", birth());
    assertThat(decoder.known()).containsExactly("g/n", "g/n/d");
    decode("spBv1.0/g/DDEATH/n/d", data(1));
    decode("spBv1.0/g/NDEATH/n", new Wire().number(1, BIRTH).done());
    assertThat(decoder.known()).isEmpty();
    assertThat(sink.measurements())
        .filteredOn(one -> one.kpi().equals(Kpi.UP))
        .extracting(Measurement::value)
        .containsExactly(1.0, 1.0, 0.0, 0.0);
  }

  @Test
  @DisplayName("aliases without a birth are rejected, gaps in the numbers told, commands ignored")
  void gaps() {
    decode(
        "spBv1.0/g/NDATA/n",
        data(
            5,
            new Wire().number(2, 7).number(10, 1).done(),
            new Wire().text(1, "Temp").number(4, 3).number(10, 21).done()));
    decode("spBv1.0/g/NDATA/n", data(7));
    decode("spBv1.0/g/NDATA/n", data(8));
    decode("spBv1.0/g/NCMD/n", data(9));
    decode("spBv1.0/STATE/scada", "{\"online\":true}".getBytes(StandardCharsets.UTF_8));
    assertThat(sink.rejectCounts()).containsOnly(Map.entry("unknown-alias", 1));
    assertThat(sink.measurements()).extracting(Measurement::value).containsExactly(21.0);
    assertThat(sink.events()).extracting(Event::type).containsExactly("sparkplug-gap");
  }

  @Test
  @DisplayName("whole numbers of all types are read as they were meant")
  void types() {
    Map<Integer, Double> meant =
        Map.of(
            1, -1.0, 2, -1.0, 3, -1.0, 4, -1.0, 5, 255.0, 6, 65535.0, 7, 4294967295.0, 8, 0x1p64);
    meant.forEach(
        (type, value) ->
            assertThat(new SparkplugPayload.Metric("m", -1, -1, type, "", -1L, true).number(type))
                .hasValue(value));
  }

  @Test
  @DisplayName("broken payloads and topics are refused and nothing else is thrown")
  void broken() {
    Random random = new Random(20261121);
    byte[] good = birth();
    for (int i = 0; i < 2_000; i++) {
      byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(good.length));
      for (int change = 0; change < 3 && bad.length > 0; change++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        decode("spBv1.0/g/NBIRTH/n", bad);
      } catch (IllegalArgumentException e) {
        assertThat(e).message().isNotBlank();
      }
    }
    assertThatThrownBy(() -> decode("other/g", good)).hasMessageContaining("topic must be");
    assertThatThrownBy(() -> decode("spBv1.0/g/XDATA/n", good)).hasMessageContaining("XDATA");
  }
}
