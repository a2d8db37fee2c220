package dev.qoe.api.spi;

import java.util.regex.Pattern;

/** How a secret is named in a setting. */
final class SecretNames {

  static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_./-]*)\\}");

  private SecretNames() {}

  static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException(
        "there is no secret '%s' (set an environment variable of that name, or write $${ for a"
                .formatted(name)
            + " plain ${)");
  }
}
