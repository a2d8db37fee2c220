package dev.qoe.plugin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The bound on messages")
class FrameLimitTest {

  private static byte[] publish(
      int flags, String topic, int id, byte[] properties, byte[] payload) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(topic.length() >> 8);
    body.write(topic.length());
    body.writeBytes(topic.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    if ((flags & 6) != 0) {
      body.write(id >> 8);
      body.write(id);
    }
    body.writeBytes(properties);
    body.writeBytes(payload);
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(0x30 | flags);
    int rest = body.size();
    do {
      packet.write((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
      rest >>>= 7;
    } while (rest > 0);
    packet.writeBytes(body.toByteArray());
    return packet.toByteArray();
  }

  @Test
  @DisplayName("hands small packets on unchanged, however they come in pieces")
  void small() throws IOException {
    Random random = new Random(7);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 200; i++) {
      all.writeBytes(
          publish(i % 2 == 0 ? 2 : 10, "t/" + i, i, new byte[] {0}, new byte[random.nextInt(500)]));
      all.writeBytes(new byte[] {(byte) 0xd0, 0});
    }
    FrameLimit limit = new FrameLimit(1_000, true);
    byte[] read = limit.over(pieces(all.toByteArray(), random)).readAllBytes();
    assertThat(read).isEqualTo(all.toByteArray());
    assertThat(limit.takeDuplicate(1)).isTrue();
    assertThat(limit.takeDuplicate(1)).as("asked twice").isFalse();
    assertThat(limit.takeDuplicate(2)).as("not marked").isFalse();
  }

  @Test
  @DisplayName("of a large message keeps the head, and tells how large it was")
  void large() throws IOException {
    byte[] payload = new byte[5_000_000];
    FrameLimit limit = new FrameLimit(1_000, true);
    byte[] read =
        limit
            .over(pieces(publish(2, "a/b", 9, new byte[] {3, 1, 2, 3}, payload), new Random(1)))
            .readAllBytes();
    assertThat(read).hasSizeLessThan(100);
    byte[] marked = Arrays.copyOfRange(read, read.length - 24, read.length);
    assertThat(limit.cutFrom(marked)).hasValue(payload.length);
    assertThat(limit.cutFrom(new byte[24])).isEmpty();
    assertThat(new FrameLimit(1_000, true).cutFrom(marked)).as("another's mark").isEmpty();
    assertThat(read).isEqualTo(publish(2, "a/b", 9, new byte[] {3, 1, 2, 3}, marked));
  }

  @Test
  @DisplayName("ends the connection for what is no MQTT")
  void broken() {
    for (byte[] bad :
        new byte[][] {
          {0x30, -1, -1, -1, -1, 1},
          {0x20, -1, -1, 127},
        }) {
      byte[] padded = Arrays.copyOf(bad, 200_000);
      assertThatThrownBy(
              () ->
                  new FrameLimit(1_000, true).over(new ByteArrayInputStream(padded)).readAllBytes())
          .isInstanceOfAny(IOException.class);
    }
  }

  /** Delivers a few bytes at a time. */
  private static InputStream pieces(byte[] bytes, Random random) {
    return new InputStream() {
      private int at;

      @Override
      public int read() {
        return at < bytes.length ? bytes[at++] & 0xff : -1;
      }

      @Override
      public int read(byte[] to, int from, int size) {
        if (at == bytes.length) {
          return -1;
        }
        int count = Math.min(Math.min(size, 1 + random.nextInt(700)), bytes.length - at);
        System.arraycopy(bytes, at, to, from, count);
        at += count;
        return count;
      }
    };
  }
}
