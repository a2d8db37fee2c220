package dev.qoe.sim.scenario;

/**
 * A kind of scenario: the field {@code "type"} of a scenario's file names it.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public interface ScenarioType {

  /** Returns what {@code "type"} says, for example {@code queue}. */
  String name();

  /** Returns what such a scenario does, in a line for the list of types. */
  String title();

  /**
   * Reads a scenario. All fields are asked for first; then {@link ScenarioFields#check()} throws if
   * any of them was wrong, and only then is anything made of them.
   *
   * @param fields the file's fields, {@code type} excepted
   * @throws IllegalArgumentException if anything is wrong; the message lists all mistakes, a line
   *     each, with their JSON path
   */
  Scenario read(ScenarioFields fields);
}
