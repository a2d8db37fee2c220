package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a test context")
class TestContextTest {

  @TempDir private Path scratch;

  @Test
  @DisplayName("runs tasks on threads of its own and counts them")
  void runsTasks() throws Exception {
    try (TestContext context = TestContext.in(scratch)) {
      FutureTask<Thread> task = new FutureTask<>(Thread::currentThread);
      context.executor().execute(task);
      assertThat(task.get(10, TimeUnit.SECONDS)).isNotEqualTo(Thread.currentThread());
      assertThat(context.tasks()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("remembers progress and lends clock and scratch folder")
  void remembersProgress() {
    try (TestContext context = TestContext.in(scratch)) {
      context.progress(3, 10, "rows");
      assertThat(context.progress()).containsExactly(new TestContext.Progress(3, 10, "rows"));
      assertThat(context.scratch()).isEqualTo(scratch);
      assertThat(context.clock().instant()).isEqualTo("2020-01-01T00:00:00Z");
    }
  }
}
