package dev.qoe.sim.plot;

/** What a mark is drawn for, which decides its colour on light and on dark paper. */
enum Ink {
  PAPER("#ffffff", "#15181c"),
  GRID("#e4e6e9", "#33383f"),
  MUTED("#626b75", "#a3abb5"),
  TEXT("#1c1f23", "#eceff2"),
  FIRST("#4575b4", "#91bfdb"),
  SECOND("#d73027", "#fc8d59"),
  THIRD("#2d7f5e", "#7fc9a7"),
  FOURTH("#7b4fa0", "#c3a3dd"),
  FIFTH("#8a5a17", "#e0b878"),
  SIXTH("#52575d", "#c5cad0");

  private static final Ink[] SERIES = {FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH};

  private final String light;
  private final String dark;

  Ink(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  static Ink series(int index) {
    return SERIES[index % SERIES.length];
  }

  String light() {
    return light;
  }

  String dark() {
    return dark;
  }
}
