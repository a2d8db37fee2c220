package dev.qoe.core.score;

import dev.qoe.api.kpi.KpiDefinition;

/** How indicators are spoken of within a sentence. */
final class Wording {

  private Wording() {}

  /** Returns a name with a small first letter, unless it starts with an abbreviation. */
  static String inSentence(String name) {
    return name.length() > 1 && Character.isLowerCase(name.charAt(1))
        ? Character.toLowerCase(name.charAt(0)) + name.substring(1)
        : name;
  }

  /** Returns what is wanted of an indicator, for example {@code wanted at most 1 %}. */
  static String wish(KpiDefinition definition) {
    String optimal = definition.show(definition.optimal());
    return switch (definition.direction()) {
      case HIGHER -> "wanted at least " + optimal;
      case LOWER -> "wanted at most " + optimal;
      case TARGET -> "wanted about " + optimal;
    };
  }
}
