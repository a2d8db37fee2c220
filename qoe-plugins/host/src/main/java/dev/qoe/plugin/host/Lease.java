package dev.qoe.plugin.host;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that a plugin made, used from behind the plugin's walls.
 *
 * <p>It ends when it is closed, or when its plugin is stopped, reloaded or unloaded. What was made
 * may be confined to one thread at a time; the lease itself is: Thread-safe.
 *
 * @param <T> what was made
 * @since 0.1
 */
public final class Lease<T extends AutoCloseable> implements AutoCloseable {

  /**
   * What is done with it.
   *
   * @param <T> what was made
   * @param <R> the answer
   */
  @FunctionalInterface
  public interface Use<T, R> {

    /** Returns the answer of {@code made}. */
    R apply(T made) throws Exception;
  }

  private final String name;
  private final LoadedPlugin plugin;
  private final HostContext context;
  private @Nullable T made;

  Lease(String name, LoadedPlugin plugin, HostContext context, T made) {
    this.name = name;
    this.plugin = plugin;
    this.context = context;
    this.made = made;
  }

  /**
   * Returns the answer of what was made, asked on a thread of the plugin's.
   *
   * <p>Blocks up to {@code deadline}; an interrupt ends it.
   *
   * @throws ContainedException if the plugin breaks, does not answer by the deadline, rests or is
   *     not there any more
   * @throws Exception what the plugin throws as it should: {@link dev.qoe.api.spi.PluginException}
   */
  public <R> R call(Duration deadline, Use<T, R> use) throws Exception {
    T present = made();
    return plugin.walls().call(name, deadline, () -> use.apply(present));
  }

  /** Returns whether it has ended. */
  public synchronized boolean ended() {
    return made == null;
  }

  /** Closes what was made; may be called more than once. */
  @Override
  public void close() {
    T last = take();
    if (last == null) {
      return;
    }
    plugin.forget(this);
    plugin.quietly(
        "closing " + name,
        () -> {
          last.close();
          return true;
        });
    context.close();
  }

  /** Returns what was made, for calls by the scheduler. */
  synchronized T made() {
    if (made == null) {
      throw new ContainedException(
          "%s is not there any more: its plugin '%s' was stopped or reloaded"
              .formatted(name, plugin.id()));
    }
    return made;
  }

  LoadedPlugin plugin() {
    return plugin;
  }

  private synchronized @Nullable T take() {
    T last = made;
    made = null;
    return last;
  }

  @Override
  public String toString() {
    return name;
  }
}
