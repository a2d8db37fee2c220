package dev.qoe.core.service.benchmark;

import dev.qoe.core.internal.Checks;
import java.time.Duration;
import java.util.Arrays;

/**
 * The QoS parameters of ETSI TS 102 250-2 (V2.7.1, 11/2019) that a benchmark is made of, from
 * counts and times of a measurement campaign.
 *
 * <p>The forms are from general knowledge of the field; the Specification's own text was not open.
 * Ratios are 0 to 1, where the Specification has percent. Thread-safe.
 *
 * @since 0.1
 */
public final class QosParameters {

  private QosParameters() {}

  /**
   * Returns the Radio Network Unavailability: probing attempts without network / all.
   *
   * @throws IllegalArgumentException unless {@code 0 <= withoutNetwork <= attempts} and {@code
   *     attempts > 0}
   */
  public static double radioNetworkUnavailability(long withoutNetwork, long attempts) {
    return ratio("attempts without network", withoutNetwork, attempts);
  }

  /**
   * Returns the Service Non-Accessibility: unsuccessful attempts / all.
   *
   * @throws IllegalArgumentException unless {@code 0 <= unsuccessful <= attempts} and {@code
   *     attempts > 0}
   */
  public static double serviceNonAccessibility(long unsuccessful, long attempts) {
    return ratio("unsuccessful attempts", unsuccessful, attempts);
  }

  /**
   * Returns the Cut-off Call Ratio: calls that ended unintentionally / established calls.
   *
   * @throws IllegalArgumentException unless {@code 0 <= cutOff <= established} and {@code
   *     established > 0}
   */
  public static double cutOffCallRatio(long cutOff, long established) {
    return ratio("calls cut off", cutOff, established);
  }

  /**
   * Returns the Data Transfer Cut-off Ratio: incomplete transfers / started transfers.
   *
   * @throws IllegalArgumentException unless {@code 0 <= incomplete <= started} and {@code started >
   *     0}
   */
  public static double dataTransferCutOffRatio(long incomplete, long started) {
    return ratio("incomplete transfers", incomplete, started);
  }

  /**
   * Returns the Session Failure Ratio: uncompleted sessions / started sessions.
   *
   * @throws IllegalArgumentException unless {@code 0 <= uncompleted <= started} and {@code started
   *     > 0}
   */
  public static double sessionFailureRatio(long uncompleted, long started) {
    return ratio("uncompleted sessions", uncompleted, started);
  }

  /**
   * Returns the Mean Data Rate in kbit/s: user data / time of its transfer.
   *
   * @param userDataBytes the user data, {@code >= 0}
   * @param transferTime from the start to the end of the data, {@code > 0}
   * @throws IllegalArgumentException if {@code userDataBytes < 0} or {@code transferTime <= 0}
   */
  public static double meanDataRateKilobitsPerSecond(long userDataBytes, Duration transferTime) {
    if (userDataBytes < 0) {
      throw new IllegalArgumentException("user data must be >= 0 bytes: " + userDataBytes);
    }
    double seconds = transferTime.getSeconds() + transferTime.getNano() / 1e9;
    return userDataBytes * 8 / 1000.0 / Checks.positive("transferTime in seconds", seconds);
  }

  /**
   * Returns the Speech Quality on Call Basis: the mean of a call's MOS-LQ samples (ITU-T P.863),
   * one direction at a time.
   *
   * @param mosSamples the samples, each 1 to 5, at least one
   * @throws IllegalArgumentException if there is no sample or one is not 1 to 5
   */
  public static double speechQualityOnCallBasis(double... mosSamples) {
    for (double sample : mosSamples) {
      if (!(sample >= 1 && sample <= 5)) {
        throw new IllegalArgumentException("MOS of a sample must be 1 to 5: " + sample);
      }
    }
    return Arrays.stream(mosSamples)
        .average()
        .orElseThrow(() -> new IllegalArgumentException("a call needs at least one MOS sample"));
  }

  private static double ratio(String what, long part, long all) {
    if (all <= 0) {
      throw new IllegalArgumentException("%s: of how many must be > 0: %d".formatted(what, all));
    }
    if (part < 0 || part > all) {
      throw new IllegalArgumentException("%s must be 0 to %d: %d".formatted(what, all, part));
    }
    return (double) part / all;
  }
}
