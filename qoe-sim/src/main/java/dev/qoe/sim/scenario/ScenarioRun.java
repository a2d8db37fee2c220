package dev.qoe.sim.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.sim.experiment.ProgressListener;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a scenario is run: where its lines go, with which seed, on how many threads.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class ScenarioRun {

  private final Consumer<ObjectNode> lines;
  private final @Nullable Long seed;
  private final int threads;
  private final @Nullable Path folder;
  private final ProgressListener progress;

  private ScenarioRun(
      Consumer<ObjectNode> lines,
      @Nullable Long seed,
      int threads,
      @Nullable Path folder,
      ProgressListener progress) {
    this.lines = lines;
    this.seed = seed;
    this.threads = threads;
    this.folder = folder;
    this.progress = progress;
  }

  /** Returns a run on one thread, with the scenario's own seed, that writes no files. */
  public static ScenarioRun to(Consumer<ObjectNode> lines) {
    return new ScenarioRun(lines, null, 1, null, ProgressListener.silent());
  }

  /** Returns this run with a seed that takes the place of the scenario's own. */
  public ScenarioRun withSeed(long value) {
    return new ScenarioRun(lines, value, threads, folder, progress);
  }

  /**
   * Returns this run on several threads.
   *
   * @throws IllegalArgumentException if {@code count} is not from 1 to 1024
   */
  public ScenarioRun withThreads(int count) {
    if (count < 1 || count > 1024) {
      throw new IllegalArgumentException("threads must be from 1 to 1024: " + count);
    }
    return new ScenarioRun(lines, seed, count, folder, progress);
  }

  /** Returns this run with a folder, made when needed, that data, manifests and plots go to. */
  public ScenarioRun withFolder(Path path) {
    return new ScenarioRun(lines, seed, threads, path, progress);
  }

  /** Returns this run with a listener to its progress. */
  public ScenarioRun withProgress(ProgressListener listener) {
    return new ScenarioRun(lines, seed, threads, folder, listener);
  }

  /** Returns this run with a second place that lines go to. */
  ScenarioRun alsoTo(Consumer<ObjectNode> second) {
    return new ScenarioRun(lines.andThen(second), seed, threads, folder, progress);
  }

  /** Writes a line of figures; to be called in the order that the lines shall have. */
  public void line(ObjectNode line) {
    lines.accept(line);
  }

  /** Returns the seed that takes the place of the scenario's own. */
  public OptionalLong seed() {
    return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
  }

  /** Returns the number of threads, 1 to 1024. */
  public int threads() {
    return threads;
  }

  /** Returns where files go; nothing if none are wanted. */
  public Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }

  /** Returns who is told of progress. */
  public ProgressListener progress() {
    return progress;
  }
}
