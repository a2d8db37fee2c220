package dev.qoe.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.core.meter.HealthState;
import dev.qoe.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A job service with a clock set by hand")
class JobServiceTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ManualClock clock = ManualClock.at("2026-11-21T10:00:00Z");
  private final JobService service = JobService.manual(clock);
  private final List<String> done = new ArrayList<>();

  @Test
  @DisplayName("runs what is due, in the order of times and names, and nothing else")
  void due() {
    service.add(JobSpec.of("b", Schedule.every(MINUTE), context -> note("b", context)));
    service.add(JobSpec.of("a", Schedule.every(MINUTE), context -> note("a", context)));
    service.add(
        JobSpec.of(
            "noon",
            Schedule.daily(LocalTime.of(10, 0, 30), ZoneId.of("UTC")),
            context -> note("noon", context)));
    service.add(JobSpec.of("never", Schedule.onDemand(), context -> note("never", context)));
    assertThat(service.runDue()).isZero();
    assertThat(service.nextDue()).contains(Instant.parse("2026-11-21T10:00:30Z"));

    clock.advance(MINUTE);
    assertThat(service.runDue()).isEqualTo(3);
    assertThat(service.runDue()).isZero();
    assertThat(done)
        .containsExactly(
            "noon 2026-11-21T10:00:30Z", "a 2026-11-21T10:01:00Z", "b 2026-11-21T10:01:00Z");
    assertThat(service.jobs())
        .extracting(JobStatus::toString)
        .containsExactly(
            "a: 1 succeeded, 0 failed, 0 skipped",
            "b: 1 succeeded, 0 failed, 0 skipped",
            "never: 0 succeeded, 0 failed, 0 skipped",
            "noon: 1 succeeded, 0 failed, 0 skipped");
  }

  @Test
  @DisplayName("makes up for the latest of the times that passed unseen, and counts the others")
  void missed() {
    service.add(JobSpec.of("a", Schedule.every(MINUTE), context -> note("a", context)));
    clock.advance(Duration.ofMinutes(10));
    service.runDue();
    assertThat(done).containsExactly("a 2026-11-21T10:10:00Z");
    assertThat(service.status("a").skipped()).isEqualTo(9);

    clock.advance(Duration.ofDays(300));
    assertThat(service.runDue()).isEqualTo(1);
    assertThat(service.nextDue()).contains(clock.instant().plus(MINUTE));
  }

  @Test
  @DisplayName(
      "tries again what failed, after waits that double, and then gives up until it is due")
  void retry() {
    Retry policy = Retry.of(3, Duration.ofSeconds(10));
    service.add(
        JobSpec.of(
                "sync",
                Schedule.every(Duration.ofHours(1)),
                context -> {
                  note("try " + context.attempt(), context);
                  throw new IOException("store is down");
                })
            .retrying(policy));
    clock.set(Instant.parse("2026-11-21T11:00:00Z"));
    for (int i = 0; i < 60; i++) {
      service.runDue();
      clock.advance(Duration.ofSeconds(1));
    }
    JobStatus status = service.status("sync");
    assertThat(done)
        .containsExactly(
            "try 1 2026-11-21T11:00:00Z",
            "try 2 2026-11-21T11:00:00Z",
            "try 3 2026-11-21T11:00:00Z");
    assertThat(status.history())
        .extracting(JobRun::started)
        .containsExactly(
            Instant.parse("2026-11-21T11:00:30Z"),
            Instant.parse("2026-11-21T11:00:10Z"),
            Instant.parse("2026-11-21T11:00:00Z"));
    assertThat(status.history())
        .extracting(JobRun::trigger)
        .containsExactly(JobTrigger.RETRY, JobTrigger.RETRY, JobTrigger.SCHEDULE);
    assertThat(status.failed()).isEqualTo(3);
    assertThat(status.next()).contains(Instant.parse("2026-11-21T12:00:00Z"));
    assertThat(status.last())
        .hasValueSatisfying(
            run -> assertThat(run).hasToString("sync #3 failed after PT0S: store is down"));
  }

  @Test
  @DisplayName("is degraded while the last run of a job failed, and says which and since when")
  void health() {
    boolean[] down = {true};
    service.add(
        JobSpec.of(
            "sync",
            Schedule.every(MINUTE),
            context -> {
              if (down[0]) {
                throw new NoClassDefFoundError("com/vendor/Missing");
              }
              return "done";
            }));
    assertThat(service.health().state()).isEqualTo(HealthState.HEALTHY);
    Instant since = clock.advance(MINUTE);
    service.runDue();
    assertThat(service.health())
        .hasToString("degraded since " + since + ": sync failed: com/vendor/Missing");
    clock.advance(MINUTE);
    service.runDue();
    assertThat(service.health().since()).isEqualTo(since);

    down[0] = false;
    clock.advance(MINUTE);
    service.runDue();
    assertThat(service.health().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(service.health().since()).isEqualTo(since.plus(MINUTE).plus(MINUTE));
  }

  @Test
  @DisplayName("runs a job now when asked, unless it runs")
  void runNow() {
    List<Boolean> again = new ArrayList<>();
    service.add(
        JobSpec.of(
            "a",
            Schedule.onDemand(),
            context -> {
              again.add(service.runNow("a"));
              context.progress(0.25, "halfway to half");
              JobProgress progress = service.status("a").running().orElseThrow();
              return "%s %s %s".formatted(progress.done(), progress.doing(), progress.trigger());
            }));
    assertThat(service.runNow("a")).isTrue();
    assertThat(again).containsExactly(false);
    JobStatus status = service.status("a");
    assertThat(status.skipped()).isEqualTo(1);
    assertThat(status.running()).isEmpty();
    assertThat(status.last().orElseThrow().text()).isEqualTo("0.25 halfway to half REQUEST");
    assertThat(status.next()).isEmpty();
    assertThat(status.name()).isEqualTo("a");
  }

  @Test
  @DisplayName("leaves out a job that is due while it waits to be tried again, and counts it")
  void dueWhileWaiting() {
    service.add(
        JobSpec.of(
                "a",
                Schedule.every(MINUTE),
                context -> {
                  throw new IOException("no");
                })
            .retrying(Retry.of(2, Duration.ofSeconds(90))));
    clock.advance(MINUTE);
    service.runDue();
    clock.advance(MINUTE);
    assertThat(service.runDue()).isZero();
    assertThat(service.status("a").skipped()).isEqualTo(1);
    assertThat(service.cancel("a")).isTrue();
    assertThat(service.cancel("a")).isFalse();
    clock.advance(Duration.ofSeconds(59));
    assertThat(service.runDue()).isZero();
  }

  @Test
  @DisplayName("ends a run that is cancelled, keeps it as cancelled, and does not try it again")
  void cancel() {
    service.add(
        JobSpec.of(
                "a",
                Schedule.onDemand(),
                context -> {
                  service.cancel("a");
                  assertThat(context.cancelled()).isTrue();
                  assertThat(service.status("a").running().orElseThrow().cancelled()).isTrue();
                  new CountDownLatch(1).await();
                  return "unreachable";
                })
            .retrying(Retry.of(5, Duration.ZERO)));
    service.runNow("a");
    assertThat(service.status("a").last().orElseThrow().outcome()).isEqualTo(JobOutcome.CANCELLED);
    assertThat(service.nextDue()).isEmpty();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  @DisplayName("remembers a bounded number of runs, the newest first")
  void history() {
    service.add(JobSpec.of("a", Schedule.every(MINUTE), context -> "at " + context.now()));
    for (int i = 0; i < 80; i++) {
      clock.advance(MINUTE);
      service.runDue();
    }
    assertThat(service.status("a").history()).hasSize(50);
    assertThat(service.status("a").history().get(0).id()).isEqualTo(80);
    assertThat(service.status("a").succeeded()).isEqualTo(80);
  }

  @Test
  @DisplayName("says what it does not know or cannot do")
  void refusals() {
    service.add(JobSpec.of("retention", Schedule.onDemand(), context -> ""));
    assertThatThrownBy(() -> service.status("retenton"))
        .hasMessage("there is no job 'retenton'; did you mean 'retention'? (known: retention)");
    assertThatThrownBy(
            () -> service.add(JobSpec.of("retention", Schedule.onDemand(), context -> "")))
        .hasMessage("name of a job must be unique: 'retention' (remove the other one first)");
    assertThatThrownBy(() -> JobSpec.of(" ", Schedule.onDemand(), context -> ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Retry(2, MINUTE, 2, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(service.remove("retention")).isTrue();
    assertThat(service.remove("retention")).isFalse();
    service.close();
    assertThatThrownBy(() -> service.runNow("retention"))
        .hasMessage("job service is closed: start another");
  }

  @Test
  @DisplayName("waits at most as long as the policy says")
  void longestWait() {
    Retry policy = new Retry(10, Duration.ofSeconds(1), 10, Duration.ofSeconds(30));
    assertThat(policy.after(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.after(2)).isEqualTo(Duration.ofSeconds(10));
    assertThat(policy.after(9)).isEqualTo(Duration.ofSeconds(30));
    assertThat(Retry.of(2, Duration.ofDays(1)).after(1)).isEqualTo(Duration.ofDays(1));
  }

  private String note(String what, JobContext context) {
    done.add(what + " " + context.due());
    return "noted";
  }
}
