package dev.qoe.store.jdbc;

import dev.qoe.api.measure.QualityFlag;
import java.util.EnumSet;
import java.util.Set;

/** Quality flags as the bits of a number; each flag keeps its bit for ever. */
final class QualityBits {

  private QualityBits() {}

  static int of(Set<QualityFlag> flags) {
    int bits = 0;
    for (QualityFlag flag : flags) {
      bits |= bit(flag);
    }
    return bits;
  }

  static Set<QualityFlag> flags(int bits) {
    Set<QualityFlag> flags = EnumSet.noneOf(QualityFlag.class);
    for (QualityFlag flag : QualityFlag.values()) {
      if ((bits & bit(flag)) != 0) {
        flags.add(flag);
      }
    }
    return flags;
  }

  private static int bit(QualityFlag flag) {
    return switch (flag) {
      case SUSPECT -> 1;
      case STUCK -> 2;
      case DERIVED -> 4;
      case ESTIMATED -> 8;
      case LATE -> 16;
      case SYNTHETIC -> 32;
    };
  }
}
