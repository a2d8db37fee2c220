package dev.qoe.plugin.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The mistakes of a configuration, told all at once. Confine to one thread. */
final class Mistakes {

  private final List<String> texts = new ArrayList<>();

  /** Notes a mistake unless {@code fine}. */
  void check(boolean fine, String text) {
    if (!fine) {
      texts.add(text);
    }
  }

  /** Returns what is made; empty, with the mistake noted, if that fails. */
  <T> Optional<T> attempt(Supplier<T> made, String prefix) {
    try {
      return Optional.of(made.get());
    } catch (IllegalArgumentException e) {
      texts.add(prefix + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Throws if there are mistakes.
   *
   * @throws IllegalArgumentException with all of them
   */
  void raise() {
    if (!texts.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", texts));
    }
  }
}
