package dev.qoe.sim.whatif;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A what-if question as a file describes it.
 *
 * <pre>{@code
 * {"type": "what-if", "name": "20 ms more backhaul",
 *  "elements": [
 *    {"path": "acme/cork/cell-1", "values": {"TRN_OWD": 40, "TRN_RTT": 90, "TRN_JITTER_RTP": 3,
 *       "TRN_LOSS": {"value": 1, "unit": "%"}, "SVC_DL_THROUGHPUT": 20}},
 *    {"path": "acme/backhaul"}],
 *  "links": [{"from": "acme/cork/cell-1", "to": "acme/backhaul"}],
 *  "services": ["g107", "g1030", "g1072", "p1203"],
 *  "changes": [{"element": "acme/backhaul", "kpi": "TRN_OWD", "add": 20, "unit": "ms"}],
 *  "goals": [{"target": 80, "vary": {"element": "acme/backhaul", "kpi": "TRN_OWD"}}]}
 * }</pre>
 *
 * <p>A number is in its indicator's own unit unless {@code unit} says otherwise. Services are named
 * as on the command line, with {@code p1203} for adaptive video. Immutable.
 *
 * @since 0.1
 */
public final class WhatIfScenario {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String name;
  private final NetworkState state;
  private final WhatIf question;
  private final List<Change> changes;
  private final List<Goal> goals;
  private final @Nullable Optimum optimum;

  WhatIfScenario(
      String name,
      NetworkState state,
      WhatIf question,
      List<Change> changes,
      List<Goal> goals,
      @Nullable Optimum optimum) {
    this.name = name;
    this.state = state;
    this.question = question;
    this.changes = List.copyOf(changes);
    this.goals = List.copyOf(goals);
    this.optimum = optimum;
  }

  /** A parameter and its bounds. */
  record Range(Parameter parameter, double min, double max, double unitCost) {}

  /** A search for the least change; without an objective the judged score is it. */
  record Goal(@Nullable Objective objective, double target, Range range) {}

  /** An optimisation; NaN where no target or budget is set. */
  record Optimum(
      @Nullable Objective objective,
      double target,
      double budget,
      List<Range> ranges,
      int evaluations,
      long seed) {}

  /**
   * Reads a scenario.
   *
   * @throws IOException if the file cannot be read
   * @throws ConfigurationException if it is not JSON or anything in it is wrong; the message lists
   *     all mistakes with their JSON path
   */
  public static WhatIfScenario read(Path file) throws IOException {
    String place = String.valueOf(file.getFileName());
    try {
      return of(JSON.readTree(Files.readString(file)), place);
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(
          place,
          List.of(
              "line %d, column %d is not JSON: %s"
                  .formatted(
                      e.getLocation().getLineNr(),
                      e.getLocation().getColumnNr(),
                      e.getOriginalMessage())));
    }
  }

  /**
   * Returns the scenario that a JSON value describes.
   *
   * @param place what messages call it
   * @throws ConfigurationException if anything in it is wrong; the message lists all mistakes with
   *     their JSON path
   */
  public static WhatIfScenario of(JsonNode scenario, String place) {
    return new ScenarioReader().read(scenario, place);
  }

  /** Returns this scenario with a seed that takes the place of its own in an optimisation. */
  public WhatIfScenario withSeed(long seed) {
    Optimum seeded =
        optimum == null
            ? null
            : new Optimum(
                optimum.objective(),
                optimum.target(),
                optimum.budget(),
                optimum.ranges(),
                optimum.evaluations(),
                seed);
    return new WhatIfScenario(name, state, question, changes, goals, seeded);
  }

  /** Returns what people call it; {@code what-if} if the file does not say. */
  public String name() {
    return name;
  }

  /** Returns the network before any change. */
  public NetworkState state() {
    return state;
  }

  /** Returns the question with all its changes. */
  public WhatIf question() {
    return question;
  }

  /**
   * Returns the lines of {@link #lines(Consumer)} without telling of progress.
   *
   * @throws IllegalArgumentException if a change leads to a value that cannot be
   */
  public Stream<ObjectNode> lines() {
    return lines(progress -> {});
  }

  /**
   * Returns the answers, each computed when it is asked for: if there are changes, a line {@code
   * result} and a line {@code difference} for each indicator that moved; a line {@code goal} for
   * each goal; a line {@code optimum}. Numbers have nine digits that count, so that the lines are
   * the same on every Java.
   *
   * @param listener hears of the progress of an optimisation
   * @throws IllegalArgumentException if a change leads to a value that cannot be
   */
  public Stream<ObjectNode> lines(Consumer<? super Progress> listener) {
    Stream<Supplier<List<ObjectNode>>> answers =
        Stream.concat(
            changes.isEmpty() ? Stream.of() : Stream.of(() -> ResultLines.of(name, question.run())),
            Stream.concat(
                goals.stream().map(goal -> () -> List.of(ResultLines.of(name, run(goal)))),
                optimum == null
                    ? Stream.of()
                    : Stream.of(() -> List.of(ResultLines.of(name, run(optimum, listener))))));
    return answers.flatMap(answer -> answer.get().stream());
  }

  private GoalResult run(Goal goal) {
    Range range = goal.range();
    Objective objective =
        goal.objective() != null ? goal.objective() : Objective.score(question.judged());
    return question.wanted(range.parameter(), objective, goal.target(), range.min(), range.max());
  }

  private OptimizationResult run(Optimum asked, Consumer<? super Progress> listener) {
    Optimization search =
        question
            .optimize()
            .evaluations(asked.evaluations())
            .seed(asked.seed())
            .onProgress(listener);
    if (asked.objective() != null) {
      search.objective(asked.objective());
    }
    if (!Double.isNaN(asked.target())) {
      search.target(asked.target());
    }
    if (!Double.isNaN(asked.budget())) {
      search.budget(asked.budget());
    }
    asked
        .ranges()
        .forEach(
            range -> search.vary(range.parameter(), range.min(), range.max(), range.unitCost()));
    return search.run();
  }
}
