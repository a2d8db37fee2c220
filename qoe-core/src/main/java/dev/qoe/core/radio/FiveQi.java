package dev.qoe.core.radio;

import static dev.qoe.core.radio.ResourceType.DELAY_CRITICAL_GBR;
import static dev.qoe.core.radio.ResourceType.GBR;
import static dev.qoe.core.radio.ResourceType.NON_GBR;
import static dev.qoe.core.service.Certainty.RECALLED;
import static dev.qoe.core.service.Certainty.SINGLE_SOURCE;

import dev.qoe.core.service.Certainty;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The standardised 5G QoS identifiers and their characteristics; 3GPP TS 23.501 table 5.7.4-1.
 *
 * <p>{@link #certainty()} tells which rows were seen in a public implementation and which are from
 * general knowledge of Release 18.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum FiveQi {
  /** Conversational voice. */
  QI_1(1, GBR, 20, 100, 1e-2, 0, SINGLE_SOURCE, "Conversational voice"),
  /** Conversational video (live). */
  QI_2(2, GBR, 40, 150, 1e-3, 0, SINGLE_SOURCE, "Conversational video (live)"),
  /** Real-time gaming; V2X; process automation monitoring. */
  QI_3(
      3,
      GBR,
      30,
      50,
      1e-3,
      0,
      SINGLE_SOURCE,
      "Real-time gaming; V2X; process automation monitoring"),
  /** Non-conversational (buffered) video. */
  QI_4(4, GBR, 50, 300, 1e-6, 0, SINGLE_SOURCE, "Non-conversational (buffered) video"),
  /** IMS signalling. */
  QI_5(5, NON_GBR, 10, 100, 1e-6, 0, SINGLE_SOURCE, "IMS signalling"),
  /** Buffered video; TCP (web, e-mail, ftp). */
  QI_6(6, NON_GBR, 60, 300, 1e-6, 0, SINGLE_SOURCE, "Buffered video; TCP (web, e-mail, ftp)"),
  /** Voice, live video, interactive gaming. */
  QI_7(7, NON_GBR, 70, 100, 1e-3, 0, SINGLE_SOURCE, "Voice, live video, interactive gaming"),
  /** Buffered video; TCP. */
  QI_8(8, NON_GBR, 80, 300, 1e-6, 0, SINGLE_SOURCE, "Buffered video; TCP"),
  /** Buffered video; TCP (default bearer). */
  QI_9(9, NON_GBR, 90, 300, 1e-6, 0, SINGLE_SOURCE, "Buffered video; TCP (default bearer)"),
  /** As 8/9 over satellite access. */
  QI_10(10, NON_GBR, 90, 1100, 1e-6, 0, RECALLED, "As 8/9 over satellite access"),
  /** Mission-critical PTT voice. */
  QI_65(65, GBR, 7, 75, 1e-2, 0, SINGLE_SOURCE, "Mission-critical PTT voice"),
  /** Non-MC PTT voice. */
  QI_66(66, GBR, 20, 100, 1e-2, 0, SINGLE_SOURCE, "Non-MC PTT voice"),
  /** Mission-critical video. */
  QI_67(67, GBR, 15, 100, 1e-3, 0, SINGLE_SOURCE, "Mission-critical video"),
  /** MC delay-sensitive signalling. */
  QI_69(69, NON_GBR, 5, 60, 1e-6, 0, SINGLE_SOURCE, "MC delay-sensitive signalling"),
  /** Mission-critical data. */
  QI_70(70, NON_GBR, 55, 200, 1e-6, 0, SINGLE_SOURCE, "Mission-critical data"),
  /** Live uplink streaming. */
  QI_71(71, GBR, 56, 150, 1e-6, 0, RECALLED, "Live uplink streaming"),
  /** Live uplink streaming. */
  QI_72(72, GBR, 56, 300, 1e-4, 0, RECALLED, "Live uplink streaming"),
  /** Live uplink streaming. */
  QI_73(73, GBR, 56, 300, 1e-8, 0, RECALLED, "Live uplink streaming"),
  /** Live uplink streaming. */
  QI_74(74, GBR, 56, 500, 1e-8, 0, RECALLED, "Live uplink streaming"),
  /** Live uplink streaming. */
  QI_76(76, GBR, 56, 500, 1e-4, 0, RECALLED, "Live uplink streaming"),
  /** V2X messages. */
  QI_79(79, NON_GBR, 65, 50, 1e-2, 0, SINGLE_SOURCE, "V2X messages"),
  /** Low-latency eMBB, AR. */
  QI_80(80, NON_GBR, 68, 10, 1e-6, 0, SINGLE_SOURCE, "Low-latency eMBB, AR"),
  /** Discrete automation. */
  QI_82(82, DELAY_CRITICAL_GBR, 19, 10, 1e-4, 255, SINGLE_SOURCE, "Discrete automation"),
  /** Discrete automation; V2X platooning. */
  QI_83(
      83,
      DELAY_CRITICAL_GBR,
      22,
      10,
      1e-4,
      1354,
      SINGLE_SOURCE,
      "Discrete automation; V2X platooning"),
  /** Intelligent transport systems. */
  QI_84(84, DELAY_CRITICAL_GBR, 24, 30, 1e-5, 1354, SINGLE_SOURCE, "Intelligent transport systems"),
  /** Electricity distribution HV; V2X remote driving. */
  QI_85(
      85,
      DELAY_CRITICAL_GBR,
      21,
      5,
      1e-5,
      255,
      SINGLE_SOURCE,
      "Electricity distribution HV; V2X remote driving"),
  /** V2X advanced driving / collision avoidance. */
  QI_86(
      86,
      DELAY_CRITICAL_GBR,
      18,
      5,
      1e-4,
      1354,
      RECALLED,
      "V2X advanced driving / collision avoidance"),
  /** Interactive service: motion tracking data. */
  QI_87(
      87,
      DELAY_CRITICAL_GBR,
      25,
      5,
      1e-3,
      500,
      RECALLED,
      "Interactive service: motion tracking data"),
  /** Interactive service: motion tracking data. */
  QI_88(
      88,
      DELAY_CRITICAL_GBR,
      25,
      10,
      1e-3,
      1125,
      RECALLED,
      "Interactive service: motion tracking data"),
  /** Visual content cloud/edge/split rendering. */
  QI_89(
      89,
      DELAY_CRITICAL_GBR,
      25,
      15,
      1e-4,
      17000,
      RECALLED,
      "Visual content cloud/edge/split rendering"),
  /** Visual content cloud/edge/split rendering. */
  QI_90(
      90,
      DELAY_CRITICAL_GBR,
      25,
      20,
      1e-4,
      63000,
      RECALLED,
      "Visual content cloud/edge/split rendering");

  private static final Duration AVERAGING_WINDOW = Duration.ofSeconds(2);

  private final int value;
  private final ResourceType resourceType;
  private final int defaultPriorityLevel;
  private final Duration packetDelayBudget;
  private final double packetErrorRate;
  private final int maximumDataBurstVolumeBytes;
  private final Certainty certainty;
  private final String exampleService;

  FiveQi(
      int value,
      ResourceType resourceType,
      int defaultPriorityLevel,
      int packetDelayBudgetMillis,
      double packetErrorRate,
      int maximumDataBurstVolumeBytes,
      Certainty certainty,
      String exampleService) {
    this.value = value;
    this.resourceType = resourceType;
    this.defaultPriorityLevel = defaultPriorityLevel;
    this.packetDelayBudget = Duration.ofMillis(packetDelayBudgetMillis);
    this.packetErrorRate = packetErrorRate;
    this.maximumDataBurstVolumeBytes = maximumDataBurstVolumeBytes;
    this.certainty = certainty;
    this.exampleService = exampleService;
  }

  /**
   * Returns the characteristics of a standardised 5QI.
   *
   * @param value the identifier, for example 9
   * @throws IllegalArgumentException if {@code value} is not standardised
   */
  public static FiveQi of(int value) {
    return find(value)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "5QI "
                        + value
                        + " is not standardised (known: "
                        + Arrays.stream(values())
                            .map(qi -> Integer.toString(qi.value))
                            .collect(Collectors.joining(", "))
                        + "; an operator's own need their own characteristics)"));
  }

  /** Returns the characteristics of a 5QI, if it is standardised. */
  public static Optional<FiveQi> find(int value) {
    return Arrays.stream(values()).filter(qi -> qi.value == value).findFirst();
  }

  /** Returns the identifier. */
  public int value() {
    return value;
  }

  /** Returns how the network reserves resources for it. */
  public ResourceType resourceType() {
    return resourceType;
  }

  /** Returns the default priority level, 1 to 127; the lowest number goes first. */
  public int defaultPriorityLevel() {
    return defaultPriorityLevel;
  }

  /** Returns the packet delay budget between the terminal and the user plane function. */
  public Duration packetDelayBudget() {
    return packetDelayBudget;
  }

  /** Returns the packet error rate, an upper bound, 0 to 1. */
  public double packetErrorRate() {
    return packetErrorRate;
  }

  /**
   * Returns the default maximum data burst volume in bytes, for {@link
   * ResourceType#DELAY_CRITICAL_GBR} only.
   */
  public OptionalInt defaultMaximumDataBurstVolumeBytes() {
    return resourceType == DELAY_CRITICAL_GBR
        ? OptionalInt.of(maximumDataBurstVolumeBytes)
        : OptionalInt.empty();
  }

  /** Returns the default window over which bit rates are averaged; empty where none is reserved. */
  public Optional<Duration> defaultAveragingWindow() {
    return resourceType == NON_GBR ? Optional.empty() : Optional.of(AVERAGING_WINDOW);
  }

  /** Returns an example of what it is for. */
  public String exampleService() {
    return exampleService;
  }

  /** Returns how sure it is that the row is the standard's. */
  public Certainty certainty() {
    return certainty;
  }

  /** Returns for example {@code 5QI 9 (NON_GBR, priority 90, 300 ms, 1.0E-6)}. */
  @Override
  public String toString() {
    return "5QI "
        + value
        + " ("
        + resourceType
        + ", priority "
        + defaultPriorityLevel
        + ", "
        + packetDelayBudget.toMillis()
        + " ms, "
        + packetErrorRate
        + ")";
  }
}
