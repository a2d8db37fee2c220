package dev.qoe.plugin.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as it comes over the network: UTF-8, with or without a mark of the byte order. */
final class Utf8 {

  private Utf8() {}

  /**
   * Returns the text, without the mark.
   *
   * @throws CharacterCodingException if the bytes are not UTF-8
   */
  static String decode(ByteBuffer bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
