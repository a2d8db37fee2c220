package dev.qoe.api.kpi;

import dev.qoe.api.internal.Checks;
import java.util.regex.Pattern;

/**
 * A part of the world that indicators speak of; users may add their own.
 *
 * <p>Immutable.
 *
 * @param name capital letters, digits and {@code _}
 * @since 0.1
 */
public record Domain(String name) implements Comparable<Domain> {

  private static final Pattern SYNTAX = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

  /** The radio access network. */
  public static final Domain RAN = new Domain("RAN");

  /** What carries packets between radio and core. */
  public static final Domain TRANSPORT = new Domain("TRANSPORT");

  /** The core network. */
  public static final Domain CORE = new Domain("CORE");

  /** What people use: voice, video, web, gaming. */
  public static final Domain SERVICE = new Domain("SERVICE");

  /** Processors, memory, disks, whether a box answers. */
  public static final Domain DEVICE = new Domain("DEVICE");

  /** What sensors see: temperature, humidity, batteries. */
  public static final Domain SENSOR = new Domain("SENSOR");

  /**
   * Creates a domain.
   *
   * @throws IllegalArgumentException if {@code name} breaks the syntax
   */
  public Domain {
    Checks.matches(name, SYNTAX, "domain", "capital letters, digits and '_', a letter first");
  }

  /** Returns the domain of that name. */
  public static Domain of(String name) {
    return new Domain(name);
  }

  @Override
  public int compareTo(Domain other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
