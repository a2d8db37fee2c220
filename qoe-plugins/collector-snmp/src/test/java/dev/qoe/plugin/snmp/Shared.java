package dev.qoe.plugin.snmp;

import java.nio.file.Path;

/** The reference data that may not be shipped. */
final class Shared {

  private Shared() {}

  /** Returns a folder of it, which need not exist. */
  static Path folder(String name) {
    String shared = System.getProperty("qoe.shared", "");
    return Path.of(shared.isBlank() ? "no-reference-data" : shared).resolve(name);
  }
}
