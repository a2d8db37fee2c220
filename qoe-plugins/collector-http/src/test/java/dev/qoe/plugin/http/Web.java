package dev.qoe.plugin.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on this machine whose pages a test sets. */
final class Web implements AutoCloseable {

  /** Answers one request. */
  @FunctionalInterface
  interface Page {
    /** Answers. */
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  Web() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Page page = pages.get(exchange.getRequestURI().getPath());
            if (page == null) {
              send(exchange, 404, "text/plain", "no such page");
            } else {
              page.answer(exchange);
            }
          }
        });
    server.start();
  }

  /** Sets a page. */
  Web page(String path, Page page) {
    pages.put(path, page);
    return this;
  }

  /** Sets a page that always shows the same. */
  Web page(String path, String type, String text) {
    return page(path, exchange -> send(exchange, 200, type, text));
  }

  String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  URI uri(String path) {
    return URI.create(url(path));
  }

  /** Returns method and address of all requests, in order. */
  List<String> requests() {
    return new ArrayList<>(requests);
  }

  static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
