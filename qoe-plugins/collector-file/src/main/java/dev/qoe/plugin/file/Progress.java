package dev.qoe.plugin.file;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.spi.Sink;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * How far one file has been handed over, and how far that is durable.
 *
 * <p>What is handed over is not read again while we run; what is durable is not read again ever.
 * Thread-safe.
 */
final class Progress {

  private final String key;
  private final Offsets offsets;
  private final Map<String, Offsets.Mark> handed;
  private final Executor executor;
  private final Runnable done;

  /**
   * Creates the progress of a file.
   *
   * @param key what the file is known by
   * @param handed how far files have been handed over since we run
   * @param done what to do once the whole file is durable
   */
  Progress(
      String key,
      Offsets offsets,
      Map<String, Offsets.Mark> handed,
      Executor executor,
      Runnable done) {
    this.key = key;
    this.offsets = offsets;
    this.handed = handed;
    this.executor = executor;
    this.done = done;
  }

  /** Returns where to go on; empty if at the beginning. */
  Optional<Offsets.Mark> resume() {
    Offsets.Mark mark = handed.get(key);
    return mark != null ? Optional.of(mark) : offsets.find(key);
  }

  /** Reads on to a mark, and returns whether the bytes up to there are those of the mark. */
  boolean sameUpTo(LineReader lines, Offsets.Mark mark) throws IOException, InterruptedException {
    return lines.skipTo(mark.bytes()) && lines.print().equals(mark.print());
  }

  /** Forgets what was read, for the file is another. */
  void forget() {
    handed.remove(key);
    offsets.forget(key);
  }

  /** Remembers how far was handed over, and once that is durable, on disk. */
  void commit(Offsets.Mark mark, Sink sink, boolean whole) {
    handed.put(key, mark);
    Thread asking = Thread.currentThread();
    sink.whenDurable(
        answer -> {
          if (answer != Acceptance.ACCEPTED) {
            handed.remove(key);
            return;
          }
          offsets.put(key, mark);
          if (Thread.currentThread() == asking) {
            keep(whole);
          } else {
            keepElsewhere(whole);
          }
        });
  }

  /** Writes on a thread that may block, which the host's may not. */
  private void keepElsewhere(boolean whole) {
    try {
      executor.execute(() -> keep(whole));
    } catch (RejectedExecutionException e) {
      keep(whole);
    }
  }

  private void keep(boolean whole) {
    offsets.flush();
    if (whole) {
      done.run();
    }
  }
}
