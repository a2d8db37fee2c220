package dev.qoe.api.access;

import dev.qoe.api.internal.Checks;
import java.util.Optional;

/**
 * A party whose network is kept apart from all others, by its dotted name.
 *
 * <p>Tenants form a hierarchy: {@code acme.ireland} is a child of {@code acme}. An ancestor reads
 * its descendants, configuration is inherited downwards, and nothing crosses sideways. Immutable.
 *
 * @param name names joined by dots, each of letters, digits, {@code _} and {@code -}; at most 200
 *     characters
 * @since 0.1
 */
public record Tenant(String name) implements Comparable<Tenant> {

  private static final int MAX_LENGTH = 200;

  /**
   * Creates a tenant.
   *
   * @throws IllegalArgumentException if {@code name} breaks the syntax
   */
  public Tenant {
    Checks.matches(
        name,
        isName(name),
        "tenant",
        "names of letters, digits, '_' and '-' joined by dots, at most 200");
  }

  /** Returns the tenant of that name. */
  public static Tenant of(String name) {
    return new Tenant(name);
  }

  /** Returns the tenant above this one, if there is one. */
  public Optional<Tenant> parent() {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(new Tenant(name.substring(0, dot)));
  }

  /** Returns whether {@code other} is this tenant or one of its descendants. */
  public boolean contains(Tenant other) {
    return other.name.equals(name)
        || (other.name.startsWith(name) && other.name.charAt(name.length()) == '.');
  }

  /** Tells by hand: this is asked wherever a path names its tenant, and a pattern takes longer. */
  private static boolean isName(String text) {
    boolean begun = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      boolean inName = letter || (c >= '0' && c <= '9') || c == '_' || c == '-';
      if (!inName && !(c == '.' && begun)) {
        return false;
      }
      begun = inName;
    }
    return begun && text.length() <= MAX_LENGTH;
  }

  @Override
  public int compareTo(Tenant other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
