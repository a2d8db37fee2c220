package dev.qoe.sim.scenario;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one file, gathered so that all is told at once. Confine to one thread. */
final class Mistakes {

  private final List<String> lines = new ArrayList<>();

  void add(String path, String rule) {
    lines.add((path.isEmpty() ? "$" : path) + ": " + rule);
  }

  void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new IllegalArgumentException(
          "scenario has %d mistake(s):%n  %s"
              .formatted(lines.size(), String.join(System.lineSeparator() + "  ", lines)));
    }
  }
}
