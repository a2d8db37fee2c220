package dev.qoe.plugin.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;

/**
 * What a server answered.
 *
 * @param uri where from, after redirects
 * @param status the status code
 * @param headers the headers
 * @param body the body, unpacked; empty if there is none
 */
record Answer(URI uri, int status, HttpHeaders headers, ByteBuffer body) {

  /** Returns a header; empty if there is none. */
  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  @Override
  public String toString() {
    return "answer %d of %d bytes".formatted(status, body.remaining());
  }
}
