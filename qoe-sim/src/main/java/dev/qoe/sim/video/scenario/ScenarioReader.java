package dev.qoe.sim.video.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.core.service.video.Device;
import dev.qoe.core.service.video.Resolution;
import dev.qoe.sim.video.ChunkPlayer;
import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.SampledTrace;
import dev.qoe.sim.video.SegmentPlayer;
import dev.qoe.sim.video.Trace;
import dev.qoe.sim.video.Viewing;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The reader of a scenario: goes on after a mistake, so that all are told at once.
 *
 * <p>Every file is read once, however many sessions use it. Confine to one thread.
 */
final class ScenarioReader {

  private static final Set<String> SABRE = Set.of("buffer_s", "cli");
  private static final Set<String> PENSIEVE =
      Set.of("chunk_s", "chunks", "rtt_ms", "buffer_cap_s", "payload", "start_quality");

  private final Path folder;
  private final List<String> mistakes = new ArrayList<>();
  private final Loader<Trace> traces = new Loader<>(Trace::read);
  private final Loader<SampledTrace> samples = new Loader<>(SampledTrace::read);
  private final Loader<Manifest> manifests = new Loader<>(Manifest::read);

  ScenarioReader(Path folder) {
    this.folder = folder;
  }

  List<AbrScenario.Session> read(JsonNode root) {
    List<AbrScenario.Session> sessions = new ArrayList<>();
    if (known("", root, Set.of("type", "simulator", "sessions", "p1203"))) {
      read(root, sessions);
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(
          "scenario has %d mistake(s):%n  %s"
              .formatted(mistakes.size(), String.join(System.lineSeparator() + "  ", mistakes)));
    }
    return List.copyOf(sessions);
  }

  private void read(JsonNode root, List<AbrScenario.Session> sessions) {
    String type = text("type", root.path("type"));
    if (!type.isEmpty() && !type.equals("abr")) {
      mistake("type", "must be 'abr': '%s'".formatted(type));
    }
    String simulator = text("simulator", root.path("simulator"));
    if (!simulator.isEmpty() && !Set.of("sabre", "pensieve").contains(simulator)) {
      mistake("simulator", "must be 'sabre' or 'pensieve': '%s'".formatted(simulator));
    }
    Optional<Viewing> viewing = viewing(root.path("p1203"));
    JsonNode entries = root.path("sessions");
    if (!entries.isArray() || entries.isEmpty()) {
      mistake("sessions", "must be an array of at least one session");
    }
    for (int i = 0; i < entries.size(); i++) {
      String at = "sessions[%d]".formatted(i);
      session(at, entries.get(i), simulator.equals("pensieve"))
          .map(session -> viewing.map(session::scored).orElse(session))
          .ifPresent(sessions::add);
    }
  }

  /** Returns how sessions are to be scored by P.1203; empty if they are not. */
  private Optional<Viewing> viewing(JsonNode wanted) {
    if (wanted.isMissingNode() || wanted.isBoolean()) {
      return wanted.asBoolean() ? Optional.of(Viewing.standard()) : Optional.empty();
    }
    if (!wanted.isObject()) {
      mistake(
          "p1203", "must be true, false or an object such as {\"device\": \"mobile\"}: " + wanted);
      return Optional.empty();
    }
    known("p1203", wanted, Set.of("device", "display"));
    Device device = Device.PC;
    Resolution display = Resolution.FULL_HD;
    if (wanted.has("device")) {
      String name = text("p1203.device", wanted.path("device"));
      if (name.equals(Device.MOBILE.label())) {
        device = Device.MOBILE;
      } else if (!name.isEmpty() && !name.equals(Device.PC.label())) {
        mistake("p1203.device", "must be 'pc' or 'mobile': '%s'".formatted(name));
      }
    }
    if (wanted.has("display")) {
      String size = text("p1203.display", wanted.path("display"));
      try {
        display = size.isEmpty() ? display : Resolution.parse(size);
      } catch (IllegalArgumentException e) {
        mistake("p1203.display", String.valueOf(e.getMessage()));
      }
    }
    return Optional.of(Viewing.standard().on(device, display));
  }

  private Optional<AbrScenario.Session> session(String at, JsonNode entry, boolean pensieve) {
    int before = mistakes.size();
    JsonNode params = entry.path("params");
    if (!known(at, entry, Set.of("trace", "manifest", "algorithm", "params"))) {
      return Optional.empty();
    }
    if (!params.isMissingNode()) {
      known(at + ".params", params, pensieve ? PENSIEVE : SABRE);
    }
    String trace = text(at + ".trace", entry.path("trace"));
    String manifest = text(at + ".manifest", entry.path("manifest"));
    String name = text(at + ".algorithm", entry.path("algorithm"));
    Optional<AlgorithmChoice> choice = algorithm(at + ".algorithm", name, pensieve);
    Optional<Manifest> film = manifests.load(at + ".manifest", manifest);
    Optional<Trace> periods = pensieve ? Optional.empty() : traces.load(at + ".trace", trace);
    Optional<SampledTrace> sampled =
        pensieve ? samples.load(at + ".trace", trace) : Optional.empty();
    if (mistakes.size() > before || choice.isEmpty() || film.isEmpty()) {
      return Optional.empty();
    }
    Parameters read = new Parameters(at + ".params", params);
    Words words = new Words(trace, manifest, name);
    try {
      return pensieve
          ? sampled.map(link -> words.play(chunkPlayer(read, choice.get(), film.get(), link)))
          : periods.map(link -> words.play(segmentPlayer(read, choice.get(), film.get(), link)));
    } catch (IllegalArgumentException e) {
      mistake(at + ".params", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** What the scenario itself says of a session, to be said again in its line. */
  private record Words(String trace, String manifest, String algorithm) {

    AbrScenario.Session play(SegmentPlayer player) {
      return new AbrScenario.Session(trace, manifest, algorithm, player::play, SabreLine::write);
    }

    AbrScenario.Session play(ChunkPlayer player) {
      return new AbrScenario.Session(trace, manifest, algorithm, player::play, PensieveLine::write);
    }
  }

  private Optional<AlgorithmChoice> algorithm(String at, String name, boolean pensieve) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      AlgorithmChoice choice = AlgorithmChoice.parse(name);
      if (pensieve && choice.changesPlayer()) {
        mistake(at, "'%s' has a suffix that only simulator 'sabre' knows".formatted(name));
      }
      return Optional.of(choice);
    } catch (IllegalArgumentException e) {
      mistake(at, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private SegmentPlayer segmentPlayer(
      Parameters params, AlgorithmChoice choice, Manifest film, Trace trace) {
    SegmentPlayer player = SegmentPlayer.of(choice.abr(), film, trace);
    double seconds = params.number("buffer_s", Double.NaN);
    if (!Double.isNaN(seconds)) {
      player = player.withBufferCapacity(Duration.ofNanos(Math.round(seconds * 1e9)));
    }
    return choice.applyTo(player);
  }

  private ChunkPlayer chunkPlayer(
      Parameters params, AlgorithmChoice choice, Manifest film, SampledTrace trace) {
    ChunkPlayer usual = ChunkPlayer.of(choice.abr(), film, trace);
    double filmSeconds = film.segmentMillis() / 1000;
    double seconds = params.number("chunk_s", filmSeconds);
    if (seconds != filmSeconds) {
      mistake(params.at("chunk_s"), "must be the film's, %s: %s".formatted(filmSeconds, seconds));
    }
    return new ChunkPlayer(
        choice.abr(),
        film,
        trace,
        params.whole("chunks", usual.chunks()),
        params.number("rtt_ms", usual.roundTripMillis()),
        params.number("buffer_cap_s", usual.capacityMillis() / 1000) * 1000,
        params.number("payload", usual.payload()),
        params.whole("start_quality", usual.firstQuality()));
  }

  private void mistake(String at, String rule) {
    mistakes.add(at + ": " + rule);
  }

  private String text(String at, JsonNode value) {
    if (!value.isTextual() || value.textValue().isEmpty()) {
      mistake(at, value.isMissingNode() ? "is missing" : "must be a text: " + value);
      return "";
    }
    return value.textValue();
  }

  /** Refuses other fields; returns false if it is no object at all. */
  private boolean known(String at, JsonNode object, Set<String> fields) {
    if (!object.isObject()) {
      mistake(at.isEmpty() ? "$" : at, "must be an object: " + object.getNodeType());
      return false;
    }
    for (String field : (Iterable<String>) object::fieldNames) {
      if (!fields.contains(field)) {
        String path = at.isEmpty() ? field : at + "." + field;
        mistake(path, "unknown field; known are " + new TreeSet<>(fields));
      }
    }
    return true;
  }

  /** The numbers of one session. */
  private final class Parameters {

    private final String at;
    private final JsonNode params;

    Parameters(String at, JsonNode params) {
      this.at = at;
      this.params = params;
    }

    String at(String field) {
      return at + "." + field;
    }

    double number(String field, double otherwise) {
      JsonNode value = params.path(field);
      if (value.isMissingNode()) {
        return otherwise;
      }
      if (!value.isNumber() || !(Math.abs(value.doubleValue()) < 1e9)) {
        mistake(at(field), "must be a number: " + value);
        return otherwise;
      }
      return value.doubleValue();
    }

    int whole(String field, int otherwise) {
      double value = number(field, otherwise);
      if (value != Math.rint(value)) {
        mistake(at(field), "must be a whole number: " + value);
        return otherwise;
      }
      return (int) value;
    }
  }

  /** Opens one kind of file. */
  private interface Opener<T> {
    T open(Path path) throws IOException;
  }

  /** What was read so far, by path; a file that is wrong is told once per session that uses it. */
  private final class Loader<T> {

    private final Opener<T> opener;
    private final Map<Path, T> read = new HashMap<>();
    private final Map<Path, String> wrong = new HashMap<>();

    Loader(Opener<T> opener) {
      this.opener = opener;
    }

    Optional<T> load(String at, String name) {
      if (name.isEmpty()) {
        return Optional.empty();
      }
      Path path = folder.resolve(name).normalize();
      if (!read.containsKey(path) && !wrong.containsKey(path)) {
        open(path);
      }
      String rule = wrong.get(path);
      if (rule != null) {
        mistake(at, rule);
      }
      return Optional.ofNullable(read.get(path));
    }

    private void open(Path path) {
      try {
        read.put(path, opener.open(path));
      } catch (NoSuchFileException e) {
        wrong.put(path, "no such file: " + e.getMessage());
      } catch (IOException e) {
        wrong.put(path, "cannot be read: " + e);
      } catch (IllegalArgumentException e) {
        wrong.put(path, String.valueOf(e.getMessage()));
      }
    }
  }
}
