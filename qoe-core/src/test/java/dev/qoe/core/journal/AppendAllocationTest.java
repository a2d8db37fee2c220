package dev.qoe.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("allocation")
@DisplayName("Appending to a journal")
class AppendAllocationTest {

  private static final int OPERATIONS = 100_000;

  @TempDir Path folder;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  @DisplayName("allocates nothing")
  void allocatesNothing() throws IOException {
    byte[] bytes = new byte[100];
    long best = Long.MAX_VALUE;
    try (Journal journal = Journal.open(folder, JournalOptions.standard())) {
      long thread = Thread.currentThread().getId();
      for (int round = 0; round < 5; round++) {
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < OPERATIONS; i++) {
          journal.append(i, i, i, i, 1, 0);
          journal.appendEntry(1, bytes, 0, bytes.length);
        }
        best = Math.min(best, threads.getThreadAllocatedBytes(thread) - before);
      }
      assertThat(journal.state().appendedSequence()).isPositive();
    }
    assertThat((double) best / OPERATIONS).isLessThan(0.1);
  }
}
