package dev.qoe.sim.whatif;

import dev.qoe.api.network.ElementPath;

/**
 * Something that is to be otherwise.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public sealed interface Change {

  /** Returns the change that gives a parameter {@code value}, in its indicator's unit. */
  static Change set(Parameter parameter, double value) {
    return new Value(parameter, Operation.SET, value);
  }

  /** Returns the change that adds {@code amount}, in the indicator's unit. */
  static Change add(Parameter parameter, double amount) {
    return new Value(parameter, Operation.ADD, amount);
  }

  /** Returns the change that multiplies a parameter by {@code factor}. */
  static Change scale(Parameter parameter, double factor) {
    return new Value(parameter, Operation.SCALE, factor);
  }

  /** Returns the change that puts an element, and all that needs it, out of service. */
  static Change outage(ElementPath element) {
    return new Outage(element);
  }

  /** Returns the change that moves users from one cell to another. */
  static Change moveUsers(ElementPath from, ElementPath to, double users) {
    return new MovedUsers(from, to, users);
  }

  /** What is done to a value. */
  enum Operation {
    /** It becomes the number. */
    SET,
    /** The number is added. */
    ADD,
    /** It is multiplied by the number. */
    SCALE
  }

  /**
   * Another value of a parameter. Immutable.
   *
   * @param parameter what is changed
   * @param operation how
   * @param number the number that goes with the operation; a value or an amount is in the
   *     indicator's unit
   */
  record Value(Parameter parameter, Operation operation, double number) implements Change {
    /**
     * Creates a change.
     *
     * @throws IllegalArgumentException if {@code number} is not finite
     */
    public Value {
      Checks.finite("number of the change of " + parameter, number);
    }

    double applyTo(double value) {
      return switch (operation) {
        case SET -> number;
        case ADD -> value + number;
        case SCALE -> value * number;
      };
    }

    @Override
    public String toString() {
      return switch (operation) {
        case SET -> parameter + " = " + number;
        case ADD -> parameter + (number < 0 ? " " : " +") + number;
        case SCALE -> parameter + " x " + number;
      };
    }
  }

  /**
   * An element that does not work. Immutable.
   *
   * @param element which
   */
  record Outage(ElementPath element) implements Change {
    @Override
    public String toString() {
      return "outage of " + element;
    }
  }

  /**
   * Users that another cell serves. Immutable.
   *
   * @param from the cell they leave
   * @param to the cell they go to
   * @param users how many, {@code >= 0}
   */
  record MovedUsers(ElementPath from, ElementPath to, double users) implements Change {
    /**
     * Creates a change.
     *
     * @throws IllegalArgumentException if {@code users} is not within 0 to 1e9 or both cells are
     *     the same
     */
    public MovedUsers {
      Checks.within("number of users moved", users, 0, 1e9);
      if (from.equals(to)) {
        throw new IllegalArgumentException(
            "users must move between two cells: both are '%s'".formatted(from));
      }
    }

    @Override
    public String toString() {
      return "%s users moved from %s to %s".formatted(users, from, to);
    }
  }
}
