package dev.qoe.plugin.host;

import java.util.List;

/**
 * Tells that a configuration cannot be used, with all its mistakes at once.
 *
 * @since 0.1
 */
public final class InvalidConfigurationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** The mistakes, in the order of their lines. */
  private final transient List<String> problems;

  InvalidConfigurationException(String what, List<String> problems) {
    super(
        problems.size() == 1
            ? problems.get(0)
            : "%s has %d mistakes:%n  %s"
                .formatted(
                    what, problems.size(), String.join(System.lineSeparator() + "  ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** Returns the mistakes, each with file, line and column. */
  public List<String> problems() {
    return problems;
  }
}
