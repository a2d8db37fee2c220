package dev.qoe.plugin.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A web server on this machine whose pages a test sets. */
final class Web implements AutoCloseable {

  /** Answers one request. */
  @FunctionalInterface
  interface Page {
    /** Answers. */
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final String scheme;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  Web() {
    this(Optional.empty());
  }

  /** Starts a server of HTTPS that wants a certificate of its clients. */
  Web(SSLContext tls) {
    this(Optional.of(tls));
  }

  private Web(Optional<SSLContext> tls) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    scheme = tls.isPresent() ? "https" : "http";
    try {
      server = tls.isPresent() ? secured(address, tls.get()) : HttpServer.create(address, 50);
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

  private static HttpServer secured(InetSocketAddress address, SSLContext tls) throws IOException {
    HttpsServer made = HttpsServer.create(address, 50);
    made.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = tls.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    return made;
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
    return "%s://127.0.0.1:%d%s".formatted(scheme, server.getAddress().getPort(), path);
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
