package dev.qoe.api.spi;

import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Where passwords and keys come from: the environment, or a host's vault.
 *
 * <p>Settings name a secret as <code>${NAME}</code>. Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Secrets {

  /** Returns the secret of that name; empty if there is none. */
  Optional<String> find(String name);

  /** Returns the variables of the process's environment. */
  static Secrets environment() {
    return name -> Optional.ofNullable(System.getenv(name));
  }

  /** Returns a source that has none. */
  static Secrets none() {
    return name -> Optional.empty();
  }

  /**
   * Returns {@code text} with each <code>${NAME}</code> replaced by the secret of that name; two
   * dollar signs before a brace stand for one.
   *
   * @throws IllegalArgumentException if there is no secret of a name; the message names it
   */
  default String resolve(String text) {
    Matcher reference = SecretNames.REFERENCE.matcher(text);
    return reference.replaceAll(
        found ->
            Matcher.quoteReplacement(
                found.group(1) == null
                    ? "${"
                    : find(found.group(1)).orElseThrow(() -> SecretNames.missing(found.group(1)))));
  }
}
