package dev.qoe.core.journal;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A journal on a disk that tears, fills up and fails")
class TornDiskTest {

  @Test
  @DisplayName("reads back once whatever it answered as durable, and nothing else")
  void nothingLostNothingTwice() throws Exception {
    long seed = Long.getLong("qoe.seed", new Random().nextLong());
    int journals = Integer.getInteger("qoe.journal.journals", 10);
    for (int i = 0; i < journals; i++) {
      new TornRounds(seed + i).run(20);
    }
  }
}
