package dev.qoe.core.service.json;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A service model that reads its input from a JSON object and writes its result as one.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public interface JsonModel {

  /** Returns the name by which the command line knows it, for example {@code g107}. */
  String name();

  /** Returns one line for the list of models. */
  String title();

  /**
   * Returns the fields it reads and writes, with unit, range and default, a line each: the text of
   * {@code qoe model NAME --fields}.
   */
  String help();

  /**
   * Returns the result of one input.
   *
   * @throws InvalidInputException if a field is missing, unknown, of the wrong type or out of range
   */
  ObjectNode score(ObjectNode input);
}
