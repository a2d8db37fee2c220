package dev.qoe.core.service.benchmark;

import java.util.List;

/**
 * Tells that a file is no benchmark profile, with every mistake in it.
 *
 * @since 0.1
 */
public final class InvalidProfileException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  InvalidProfileException(String origin, List<String> problems) {
    super("benchmark profile %s: %s".formatted(origin, String.join("; ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** Returns the mistakes, each with its place, value and rule; not empty. */
  public List<String> problems() {
    return problems;
  }
}
