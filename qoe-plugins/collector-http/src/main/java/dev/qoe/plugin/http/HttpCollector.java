package dev.qoe.plugin.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.spi.Batch;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A collector that polls web pages.
 *
 * <p>What a page tells is handed on whole before its tag is remembered, so nothing is lost that the
 * server would not tell again. Thread-safe.
 */
final class HttpCollector implements Collector {

  private static final Set<Integer> WORTH_A_RETRY = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Pattern NEXT =
      Pattern.compile("<([^>]*)>\\s*;[^,<]*rel=\"?next\"?", Pattern.CASE_INSENSITIVE);
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]{0,200})", Pattern.CASE_INSENSITIVE);

  /** What a collector's settings say. */
  record Options(
      Decoder decoder,
      Map<String, String> headers,
      Credentials credentials,
      Tls tls,
      Addresses addresses,
      Duration timeout,
      int mostBytes,
      int retries,
      Duration longestWait,
      String next,
      int mostPages,
      boolean onlyNewer) {}

  /** What is known of a page: its tag, its time, and the page after it. */
  private record Known(String tag, String modified, Optional<URI> next) {
    private boolean isTagged() {
      return !tag.isEmpty() || !modified.isEmpty();
    }
  }

  private final Options options;
  private final CollectorContext context;
  private final Map<Target, Map<URI, Known>> known = new ConcurrentHashMap<>();
  private final Map<Target, Instant> notBefore = new ConcurrentHashMap<>();
  private final Map<Target, Newer.Memory> newer = new ConcurrentHashMap<>();
  private @Nullable Fetcher fetcher;

  HttpCollector(Options options, CollectorContext context) {
    this.options = options;
    this.context = context;
  }

  @Override
  public void collect(Target target, Sink sink) throws PluginException, InterruptedException {
    URI home = address(target);
    Instant wait = notBefore.getOrDefault(target, Instant.MIN);
    if (context.clock().instant().isBefore(wait)) {
      throw new PluginException(
          ErrorKind.OVERLOADED,
          "'%s' asked not to be read before %s".formatted(Addresses.shown(home), wait));
    }
    notBefore.remove(target);
    Batch batch = Batch.create();
    Newer filter = new Newer(batch, newer.computeIfAbsent(target, key -> new Newer.Memory()));
    Map<URI, Known> seen = pages(target, home, options.onlyNewer() ? filter : batch);
    hand(batch, sink);
    awaitDurable(home, sink);
    filter.handedOver();
    known.put(target, seen);
  }

  /** Reads all pages from the first on; returns what is then known of them. */
  private Map<URI, Known> pages(Target target, URI home, Sink to)
      throws PluginException, InterruptedException {
    Map<URI, Known> before = known.getOrDefault(target, Map.of());
    Map<URI, Known> seen = new HashMap<>();
    Optional<URI> next = Optional.of(home);
    while (next.isPresent()) {
      URI page = next.get();
      if (seen.size() == options.mostPages()) {
        throw new PluginException(
            ErrorKind.MALFORMED,
            "'%s' has more than %d pages (setting 'max-pages')"
                .formatted(Addresses.shown(home), seen.size()));
      }
      Known read = page(target, page, home, before.get(page), to);
      seen.put(page, read);
      next = read.next();
      if (next.filter(seen::containsKey).isPresent()) {
        throw new PluginException(
            ErrorKind.MALFORMED,
            "'%s' names as the next page one that was read already: its pages go round"
                .formatted(Addresses.shown(page)));
      }
    }
    return seen;
  }

  /** Reads a page, unless it is as it was: then the pages after it may still have changed. */
  private Known page(Target target, URI page, URI home, @Nullable Known before, Sink to)
      throws PluginException, InterruptedException {
    Answer answer = fetch(target, page, home, before);
    String shown = Addresses.shown(page);
    if (answer.status() == 304) {
      if (before == null || !before.isTagged()) {
        throw new PluginException(
            ErrorKind.MALFORMED,
            "'%s' answered that it has not changed (304), but was not asked that".formatted(shown));
      }
      return before;
    }
    String text = text(answer);
    Told told = new Told(to);
    Origin origin = new Origin(shown, target.element(), context.clock().instant());
    int looked = options.decoder().decode(text, origin, told);
    if (looked > 0 && told.size() == 0) {
      told.reject(
          "nothing-found",
          shown,
          "none of %d items has a value that the setting 'values' names".formatted(looked));
    }
    told.end(shown);
    return new Known(answer.header("ETag"), answer.header("Last-Modified"), next(answer, text));
  }

  private void hand(Batch batch, Sink sink) throws InterruptedException {
    Duration pause = FIRST_PAUSE.dividedBy(100);
    while (batch.handTo(sink) == Acceptance.RETRY_LATER) {
      context.pause(pause);
      pause = pause.compareTo(FIRST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    }
  }

  private static void awaitDurable(URI home, Sink sink)
      throws PluginException, InterruptedException {
    CompletableFuture<Acceptance> durable = new CompletableFuture<>();
    sink.whenDurable(durable::complete);
    try {
      if (durable.get() == Acceptance.ACCEPTED) {
        return;
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer cannot fail", e);
    }
    throw new PluginException(
        ErrorKind.OVERLOADED,
        "what '%s' tells could not be made durable: it will be read again"
            .formatted(Addresses.shown(home)));
  }

  private static URI address(Target target) throws PluginException {
    try {
      return new URI(target.address().strip());
    } catch (java.net.URISyntaxException e) {
      throw new PluginException(
          ErrorKind.REJECTED, "address '%s' is no URL".formatted(target.address()), e);
    }
  }

  // ---- fetching ---------------------------------------------------------------------------------

  private Answer fetch(Target target, URI page, URI home, @Nullable Known tag)
      throws PluginException, InterruptedException {
    Duration pause = FIRST_PAUSE;
    for (int tries = 0; ; tries++) {
      boolean last = tries >= options.retries();
      try {
        Answer answer = ask(page, home, tag);
        if (!WORTH_A_RETRY.contains(answer.status())) {
          check(answer);
          return answer;
        }
        Duration wanted =
            RetryAfter.of(answer.header("Retry-After"), context.clock().instant()).orElse(pause);
        if (last || wanted.compareTo(options.longestWait()) > 0) {
          throw busy(target, answer, wanted);
        }
        context.pause(wanted);
      } catch (PluginException e) {
        if (last || e.kind() != ErrorKind.UNREACHABLE) {
          throw e;
        }
        context.pause(pause);
      }
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  private Answer ask(URI page, URI home, @Nullable Known tag)
      throws PluginException, InterruptedException {
    Map<String, String> headers = new LinkedHashMap<>(options.headers());
    if (tag != null && !tag.tag().isEmpty()) {
      headers.put("If-None-Match", tag.tag());
    }
    if (tag != null && !tag.modified().isEmpty()) {
      headers.put("If-Modified-Since", tag.modified());
    }
    Fetcher by = fetcher();
    Answer answer = by.get(page, headers, options.credentials().headers(by), home);
    if (answer.status() == 401 && options.credentials().refused()) {
      return by.get(page, headers, options.credentials().headers(by), home);
    }
    return answer;
  }

  private PluginException busy(Target target, Answer answer, Duration wanted) {
    String shown = Addresses.shown(answer.uri());
    if (answer.status() == 429 || !answer.header("Retry-After").isEmpty()) {
      notBefore.put(target, context.clock().instant().plus(wanted));
      return new PluginException(
          ErrorKind.OVERLOADED,
          "'%s' answered %d: it has too much to do for %s"
              .formatted(shown, answer.status(), wanted));
    }
    return new PluginException(
        ErrorKind.UNREACHABLE, "'%s' answered %d".formatted(shown, answer.status()));
  }

  private static void check(Answer answer) throws PluginException {
    int status = answer.status();
    if (status == 200 || status == 203 || status == 304) {
      return;
    }
    String shown = Addresses.shown(answer.uri());
    if (status == 401 || status == 403 || status == 407) {
      throw new PluginException(
          ErrorKind.REJECTED, "'%s' answered %d: check the credentials".formatted(shown, status));
    }
    if (status == 204) {
      throw new PluginException(
          ErrorKind.MALFORMED, "'%s' answered nothing (204)".formatted(shown));
    }
    throw new PluginException(
        status >= 500 ? ErrorKind.UNREACHABLE : ErrorKind.REJECTED,
        "'%s' answered %d, where 200 should be".formatted(shown, status));
  }

  private String text(Answer answer) throws PluginException {
    String shown = Addresses.shown(answer.uri());
    String text;
    try {
      text = Utf8.decode(answer.body());
    } catch (CharacterCodingException e) {
      throw new PluginException(
          ErrorKind.MALFORMED, "answer of '%s' is not UTF-8".formatted(shown), e);
    }
    String type = answer.header("Content-Type").toLowerCase(Locale.ROOT);
    String begin = text.substring(0, Math.min(text.length(), 200)).stripLeading();
    if (type.startsWith("text/html") || begin.startsWith("<")) {
      Matcher title = TITLE.matcher(text);
      throw new PluginException(
          ErrorKind.MALFORMED,
          "'%s' answered HTML, where data should be%s"
              .formatted(shown, title.find() ? ": '" + title.group(1).strip() + "'" : ""));
    }
    return text;
  }

  private Optional<URI> next(Answer answer, String text) throws PluginException {
    if (!options.next().isEmpty()) {
      JsonNode next =
          JsonDecoder.tree(text, Addresses.shown(answer.uri()))
              .at(JsonPointer.compile(options.next()));
      return next.isTextual() && !next.textValue().isBlank()
          ? Optional.of(Fetcher.resolved(answer.uri(), next.textValue()))
          : Optional.empty();
    }
    for (String link : answer.headers().allValues("Link")) {
      Matcher found = NEXT.matcher(link);
      if (found.find()) {
        return Optional.of(Fetcher.resolved(answer.uri(), found.group(1)));
      }
    }
    return Optional.empty();
  }

  private synchronized Fetcher fetcher() throws PluginException {
    if (fetcher == null) {
      HttpClient client =
          options.tls().isPlain() ? context.http() : context.http(options.tls().context());
      fetcher = new Fetcher(client, options.addresses(), options.timeout(), options.mostBytes());
    }
    return fetcher;
  }
}
