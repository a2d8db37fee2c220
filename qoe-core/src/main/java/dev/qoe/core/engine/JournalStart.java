package dev.qoe.core.engine;

import dev.qoe.api.network.Topology;
import dev.qoe.api.store.HistoryStore;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.internal.Correlation;
import dev.qoe.core.journal.Checkpoint;
import dev.qoe.core.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an engine starts on its journal.
 *
 * @param folder where dead letters are kept beside it; in memory only if null
 * @param opening opens it
 */
record JournalStart(@Nullable Path folder, Opening opening) {

  /** How a journal is opened. */
  @FunctionalInterface
  interface Opening {
    Journal open() throws IOException;
  }

  /**
   * Opens the journal.
   *
   * @throws ConfigurationException if it cannot be used
   */
  JournalLink open(InstantSource clock) {
    try {
      return new JournalLink(opening.open(), clock);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Brings back what was there before. What is logged meanwhile has one correlation id.
   *
   * @return up to where the store has everything
   * @throws ConfigurationException if the journal cannot be used
   */
  Checkpoint recover(
      EngineCore core, JournalLink link, Topology topology, @Nullable HistoryStore store) {
    String before = Correlation.begin("recovery", link.journal().firstSequence());
    try {
      Checkpoint checkpoint = link.journal().checkpoint();
      if (folder != null) {
        core.deadLetters.keepIn(new DeadLetterFile(folder));
      }
      JournalRecovery.resume(core, topology, store, checkpoint.sequence());
      return checkpoint;
    } catch (IOException e) {
      throw unusable(e);
    } finally {
      Correlation.end(before);
    }
  }

  private ConfigurationException unusable(IOException e) {
    return new ConfigurationException(
        "engine",
        List.of("the journal in '%s' cannot be used: %s".formatted(folder, e.getMessage())));
  }
}
