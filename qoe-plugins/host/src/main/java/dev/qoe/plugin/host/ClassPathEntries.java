package dev.qoe.plugin.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What the services on a class path offer, each made by itself, so that a broken one harms no
 * other.
 *
 * <p>Immutable.
 *
 * @param entries what could be made
 * @param mistakes what is wrong with the others, in sentences
 */
record ClassPathEntries(List<LoadedPlugin.Entry> entries, List<String> mistakes) {

  /** After so many services of a kind that are not there, something else is wrong. */
  private static final int MOST_MISTAKES = 100;

  ClassPathEntries {
    entries = List.copyOf(entries);
    mistakes = List.copyOf(mistakes);
  }

  /**
   * Returns what {@code loader} sees. Runs code of the plugins behind {@code walls}.
   *
   * @param deadline how long each may take to be made
   */
  static ClassPathEntries find(ClassLoader loader, Containment walls, Duration deadline)
      throws InterruptedException {
    List<LoadedPlugin.Entry> entries = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    for (ExtensionKind kind : ExtensionKind.values()) {
      Iterator<? extends ServiceLoader.Provider<?>> providers =
          ServiceLoader.load(kind.service(), loader).stream().iterator();
      int enough = mistakes.size() + MOST_MISTAKES;
      while (mistakes.size() < enough) {
        try {
          if (!providers.hasNext()) {
            break;
          }
          ServiceLoader.Provider<?> provider = providers.next();
          entries.add(
              walls.call(
                  "making " + provider.type().getName(),
                  deadline,
                  () -> LoadedPlugin.entry(kind, provider.get())));
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception | ServiceConfigurationError e) {
          mistakes.add(String.valueOf(e.getMessage()));
        }
      }
    }
    return new ClassPathEntries(entries, mistakes);
  }
}
