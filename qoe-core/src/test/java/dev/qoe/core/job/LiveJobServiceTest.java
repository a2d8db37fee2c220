package dev.qoe.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@DisplayName("A job service with threads")
class LiveJobServiceTest {

  private final InstantSource clock = InstantSource.system();

  @Test
  @DisplayName("runs jobs when they are due, one run of a job at a time, and ends its threads")
  void live() throws InterruptedException {
    Semaphore ran = new Semaphore(0);
    int[] atATime = {0};
    try (JobService service = JobService.start(clock, 3)) {
      service.add(
          JobSpec.of(
              "often",
              Schedule.every(Duration.ofMillis(1)),
              context -> {
                assertThat(++atATime[0]).isEqualTo(1);
                ran.release();
                atATime[0]--;
                return "ran";
              }));
      assertThat(ran.tryAcquire(20, 20, TimeUnit.SECONDS)).isTrue();
      assertThat(service.status("often").failed()).isZero();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("qoe-jobs")) {
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  @Test
  @DisplayName("interrupts a run that is cancelled, and what runs when it is closed")
  void cancelled() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(2);
    CountDownLatch interrupted = new CountDownLatch(1);
    JobService service = JobService.start(clock, 1);
    service.add(
        JobSpec.of(
            "stuck",
            Schedule.onDemand(),
            context -> {
              first.countDown();
              second.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                interrupted.countDown();
              }
              return "unreachable";
            }));
    service.runNow("stuck");
    first.await();
    assertThat(service.runNow("stuck")).isFalse();
    assertThat(service.cancel("stuck")).isTrue();
    interrupted.await();
    while (!service.runNow("stuck")) {
      Thread.onSpinWait();
    }
    second.await();
    service.close();
    assertThat(service.status("stuck").history())
        .extracting(JobRun::outcome)
        .containsExactly(JobOutcome.CANCELLED, JobOutcome.CANCELLED);
    service.close();
  }

  @Test
  @DisplayName("needs a sensible number of threads")
  void threads() {
    assertThatThrownBy(() -> JobService.start(clock, 0))
        .hasMessage("threads of a job service must be 1 to 64: 0");
  }
}
