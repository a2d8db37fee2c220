package dev.qoe.sim.video.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.sim.video.SessionResult;
import dev.qoe.sim.video.Viewing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Sessions of adaptive video as a file describes them, ready to play.
 *
 * <pre>{@code
 * {"type": "abr", "simulator": "sabre", "sessions": [
 *   {"trace": "bus.json", "manifest": "bbb.json", "algorithm": "bolae", "params": {"buffer_s": 25}}]}
 * }</pre>
 *
 * <p>{@code simulator} is {@code sabre} (a {@link dev.qoe.sim.video.SegmentPlayer}; parameters
 * {@code buffer_s} and {@code cli}, a remark that nothing reads) or {@code pensieve} (a {@link
 * dev.qoe.sim.video.ChunkPlayer}; parameters {@code chunks}, {@code rtt_ms}, {@code buffer_cap_s},
 * {@code payload}, {@code start_quality} and {@code chunk_s}, which must be the film's). Paths are
 * relative to the scenario's file; {@code algorithm} is one of {@link AlgorithmChoice#NAMES}.
 *
 * <p>With {@code "p1203": true}, or an object with {@code device} ({@code pc}, {@code mobile}) and
 * {@code display} ({@code 1920x1080}), every line holds the score by ITU-T P.1203 besides.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class AbrScenario {

  private static final int MAX_THREADS = 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Session> sessions;

  private AbrScenario(List<Session> sessions) {
    this.sessions = sessions;
  }

  /** One session: its own words, how to play it, and how to write its figures. */
  record Session(
      String trace,
      String manifest,
      String algorithm,
      Supplier<SessionResult> player,
      BiConsumer<SessionResult, ObjectNode> writer) {

    /** Returns this session, its line having the score by P.1203 besides. */
    Session scored(Viewing viewing) {
      return new Session(
          trace,
          manifest,
          algorithm,
          player,
          (result, line) -> {
            writer.accept(result, line);
            P1203Fields.write(result.mos(viewing), line);
          });
    }

    ObjectNode line() {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("trace", trace).put("manifest", manifest).put("algorithm", algorithm);
      writer.accept(player.get(), line);
      return line;
    }
  }

  /**
   * Reads a scenario and the traces and films that it names.
   *
   * @throws IOException if the scenario's file cannot be read or is not JSON
   * @throws IllegalArgumentException if anything in it is wrong; the message lists all mistakes, a
   *     line each, with their JSON path
   */
  public static AbrScenario read(Path file) throws IOException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return of(JSON.readTree(file.toFile()), folder == null ? Path.of("") : folder);
  }

  /**
   * Returns the scenario that a JSON value describes.
   *
   * @param folder where relative paths begin
   * @throws IllegalArgumentException if anything in it is wrong; the message lists all mistakes, a
   *     line each, with their JSON path
   */
  public static AbrScenario of(JsonNode scenario, Path folder) {
    return new AbrScenario(new ScenarioReader(folder).read(scenario));
  }

  /** Returns the number of sessions, {@code >= 1}. */
  public int size() {
    return sessions.size();
  }

  /** Returns one line of figures a session, in the scenario's order, each played when asked for. */
  public Stream<ObjectNode> lines() {
    return sessions.stream().map(Session::line);
  }

  /**
   * Returns the lines of {@link #lines()}, played on several threads. Close the stream unless you
   * read it to its end.
   *
   * @param threads how many, 1 to 1024
   * @throws IllegalArgumentException if {@code threads} is outside its range
   */
  public Stream<ObjectNode> lines(int threads) {
    if (threads < 1 || threads > MAX_THREADS) {
      throw new IllegalArgumentException(
          "threads must be from 1 to %d: %d".formatted(MAX_THREADS, threads));
    }
    if (threads == 1) {
      return lines();
    }
    Iterator<Callable<ObjectNode>> tasks =
        sessions.stream().map(session -> (Callable<ObjectNode>) session::line).iterator();
    return OrderedParallel.stream(tasks, threads);
  }
}
