package dev.qoe.core.engine;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An engine whose journal is on a disk that tears and fails")
class EngineTornDiskTest {

  private static final int LIVES = 8;

  @Test
  @DisplayName("stores and counts once, after any crash, what it acknowledged, and balances")
  void nothingLostNothingTwice() throws Exception {
    long seed = Long.getLong("qoe.seed", new Random().nextLong());
    int engines = Integer.getInteger("qoe.journal.engines", 2);
    for (int i = 0; i < engines; i++) {
      rounds(seed + i);
    }
  }

  private static void rounds(long seed) throws Exception {
    EngineRounds rounds = new EngineRounds(seed);
    for (int life = 0; life < LIVES; life++) {
      rounds.live();
      rounds.find();
    }
    rounds.close();
  }

  /**
   * Runs long.
   *
   * @param arguments number of engines of eight lives each, seed of the first
   */
  public static void main(String[] arguments) throws Exception {
    long seed = Long.parseLong(arguments[1]);
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      rounds(seed + i);
    }
  }
}
