package dev.qoe.core.service.interactive;

import dev.qoe.core.service.ValidityFlag;
import java.util.List;

/** The notes on inputs outside the range for which a model was validated. */
final class Validity {

  private Validity() {}

  /** Adds a note unless {@code min <= value <= max}. */
  static void flag(List<ValidityFlag> flags, String field, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      flags.add(new ValidityFlag(field, value, min + " to " + max));
    }
  }
}
