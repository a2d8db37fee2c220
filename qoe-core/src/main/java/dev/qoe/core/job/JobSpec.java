package dev.qoe.core.job;

/**
 * A job and when it runs.
 *
 * <p>Immutable.
 *
 * @param name its name, unique within a service, not blank
 * @param schedule when it runs
 * @param retry how often it is tried again
 * @param job what it does
 * @since 0.1
 */
public record JobSpec(String name, Schedule schedule, Retry retry, Job job) {

  /**
   * Creates a specification.
   *
   * @throws IllegalArgumentException if {@code name} is blank
   */
  public JobSpec {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name of a job must not be blank: '" + name + "'");
    }
  }

  /** Returns a job that is not tried again before it is due again. */
  public static JobSpec of(String name, Schedule schedule, Job job) {
    return new JobSpec(name, schedule, Retry.NEVER, job);
  }

  /** Returns this job, tried again as {@code policy} says. */
  public JobSpec retrying(Retry policy) {
    return new JobSpec(name, schedule, policy, job);
  }
}
