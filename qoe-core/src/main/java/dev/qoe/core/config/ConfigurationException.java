package dev.qoe.core.config;

import java.util.List;

/**
 * Tells that a configuration cannot be used, with all its mistakes at once.
 *
 * @since 0.1
 */
public final class ConfigurationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** The mistakes, in the order in which they were found. */
  private final transient List<String> problems;

  /**
   * Creates an exception.
   *
   * @param what what cannot be used, for example {@code rules.yaml}
   * @param problems the mistakes; each names place, value, rule and remedy
   */
  public ConfigurationException(String what, List<String> problems) {
    super(message(what, problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns the mistakes, in the order in which they were found. */
  public List<String> problems() {
    return problems;
  }

  private static String message(String what, List<String> problems) {
    return problems.size() == 1
        ? what + ": " + problems.get(0)
        : "%s has %d mistakes:%n  %s"
            .formatted(what, problems.size(), String.join(System.lineSeparator() + "  ", problems));
  }
}
