package dev.qoe.api.spi;

import dev.qoe.api.Beta;
import dev.qoe.api.network.ElementPath;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a device sent, as it came, with what its carrier knows of it.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
@Beta
public final class Payload {

  private final ElementPath element;
  private final String topic;
  private final Instant received;
  private final byte[] bytes;
  private final Map<String, String> metadata;

  private Payload(
      ElementPath element,
      String topic,
      Instant received,
      byte[] bytes,
      Map<String, String> metadata) {
    this.element = element;
    this.topic = topic;
    this.received = received;
    this.bytes = bytes;
    this.metadata = metadata;
  }

  /**
   * Returns a payload; bytes and map are copied.
   *
   * @param element the device, or what stands for it
   * @param topic where it came from: a topic, a path; may be empty
   * @param received when it came
   * @param bytes what was sent
   * @param metadata what the carrier tells of it, for example {@code fPort}; may be empty
   */
  public static Payload of(
      ElementPath element,
      String topic,
      Instant received,
      byte[] bytes,
      Map<String, String> metadata) {
    return new Payload(
        element,
        topic,
        received,
        bytes.clone(),
        Collections.unmodifiableMap(new TreeMap<>(metadata)));
  }

  /** Returns the device, or what stands for it. */
  public ElementPath element() {
    return element;
  }

  /** Returns where it came from; may be empty. */
  public String topic() {
    return topic;
  }

  /** Returns when it came, which is the event time of a payload that names none. */
  public Instant received() {
    return received;
  }

  /** Returns what the carrier tells of it, in the order of names. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** Returns how long it is, in bytes, {@code >= 0}. */
  public int size() {
    return bytes.length;
  }

  /** Returns a copy of its bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns its bytes, which cannot be changed, without a copy. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /**
   * Returns its bytes as text.
   *
   * @throws PluginException of the kind {@link ErrorKind#MALFORMED} if they are not UTF-8
   */
  public String text() throws PluginException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(buffer()).toString();
    } catch (CharacterCodingException e) {
      throw new PluginException(
          ErrorKind.MALFORMED, "payload of %d bytes is not UTF-8".formatted(bytes.length), e);
    }
  }

  @Override
  public String toString() {
    return "payload of %d bytes for %s from '%s'".formatted(bytes.length, element, topic);
  }
}
