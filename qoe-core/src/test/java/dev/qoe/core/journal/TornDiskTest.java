package dev.qoe.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A journal on a disk that tears, fills up and fails")
class TornDiskTest {

  private static final int LIVES = 20;

  @Test
  @DisplayName("reads back once whatever it answered as durable, and nothing else")
  void nothingLostNothingTwice() throws Exception {
    long seed = Long.getLong("qoe.seed", new Random().nextLong());
    int journals = Integer.getInteger("qoe.journal.journals", 10);
    for (int i = 0; i < journals; i++) {
      nothingLostNothingTwice(new TornRounds(seed + i));
    }
  }

  private static void nothingLostNothingTwice(TornRounds rounds) throws Exception {
    for (int life = 0; life < LIVES; life++) {
      assertThat(rounds.live()).as("works on once its disk does: %s", rounds).isTrue();
      TornRounds.Found found = rounds.open();
      assertThat(found.missing()).as("answered as durable and lost: %s", found).isEmpty();
      assertThat(found.told()).as("told as lost: %s", found).isEmpty();
      assertThat(found.strange()).as("never appended so: %s", found).isEmpty();
      assertThat(found.complete()).as("knows that all is there: %s", found).isTrue();
      assertThat(found.goesOn()).as("gives no sequence twice: %s", found).isTrue();
    }
    rounds.close();
  }

  /**
   * Runs long.
   *
   * @param arguments number of journals, seed of the first
   */
  public static void main(String[] arguments) throws Exception {
    long seed = Long.parseLong(arguments[1]);
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      nothingLostNothingTwice(new TornRounds(seed + i));
    }
  }
}
