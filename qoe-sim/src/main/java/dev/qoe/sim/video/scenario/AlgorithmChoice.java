package dev.qoe.sim.video.scenario;

import dev.qoe.sim.video.Abr;
import dev.qoe.sim.video.Replacement;
import dev.qoe.sim.video.SegmentPlayer;
import dev.qoe.sim.video.SlidingEstimator;
import dev.qoe.sim.video.abr.Bola;
import dev.qoe.sim.video.abr.BufferBased;
import dev.qoe.sim.video.abr.BufferLadder;
import dev.qoe.sim.video.abr.DashJs;
import dev.qoe.sim.video.abr.Dynamic;
import dev.qoe.sim.video.abr.FixedQuality;
import dev.qoe.sim.video.abr.ModelPredictive;
import dev.qoe.sim.video.abr.RateBased;
import dev.qoe.sim.video.abr.Throughput;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An algorithm and the settings of the player that belong to its name, for example {@code
 * bolae-noabandon}.
 *
 * <p>Immutable.
 *
 * @param abr the algorithm
 * @param abandonment whether downloads may be given up
 * @param replacement whether buffered segments are replaced
 * @param slidingWindow how many downloads the throughput estimate averages; 0 for the default one
 * @since 0.1
 */
public record AlgorithmChoice(
    Abr abr, boolean abandonment, Replacement replacement, int slidingWindow) {

  /** Says which names there are. */
  public static final String NAMES =
      "throughput, throughput-noibr, bola, bola-O, bola-basic, bola-O-basic, bola-PL, bola-PL-O,"
          + " bolae, bolae-O, dynamic, dynamic-O, dynamicdash, dynamicdash-O, dashjs, bba-0, bba-1,"
          + " bba-2, bb, rb-hmN, robustmpc, fastmpc, fixed-N; after any of them -noabandon, -swN,"
          + " -replaceleft, -replaceright";

  private static final Pattern SUFFIX =
      Pattern.compile("(.+)-(noabandon|replaceleft|replaceright|sw([1-9]\\d{0,2}))");
  private static final Pattern NUMBERED = Pattern.compile("(rb-hm|fixed-)(\\d{1,4})");

  /**
   * Returns what a name means.
   *
   * @throws IllegalArgumentException if there is no such algorithm; the message lists the names
   */
  public static AlgorithmChoice parse(String name) {
    String base = name;
    boolean abandonment = true;
    Replacement replacement = Replacement.NONE;
    int window = 0;
    for (Matcher m = SUFFIX.matcher(base); m.matches(); m = SUFFIX.matcher(base)) {
      switch (m.group(2)) {
        case "noabandon" -> abandonment = false;
        case "replaceleft" -> replacement = Replacement.LEFT;
        case "replaceright" -> replacement = Replacement.RIGHT;
        default -> window = Integer.parseInt(m.group(3));
      }
      base = m.group(1);
    }
    return new AlgorithmChoice(algorithm(base), abandonment, replacement, window);
  }

  private static Abr algorithm(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    if (numbered.matches()) {
      int number = Integer.parseInt(numbered.group(2));
      return name.startsWith("rb") ? RateBased.harmonicMean(number) : FixedQuality.of(number);
    }
    return switch (name) {
      case "throughput" -> Throughput.standard();
      case "throughput-noibr" -> Throughput.standard().withoutInsufficientBufferRule();
      case "bola" -> Bola.finite();
      case "bola-O" -> Bola.finite().avoidingOscillation();
      case "bola-basic" -> Bola.basic();
      case "bola-O-basic" -> Bola.basic().avoidingOscillation();
      case "bola-PL" -> Bola.enhanced().placeholderOnly();
      case "bola-PL-O" -> Bola.enhanced().placeholderOnly().avoidingOscillation();
      case "bolae" -> Bola.enhanced();
      case "bolae-O" -> Bola.enhanced().avoidingOscillation();
      case "dynamic" -> Dynamic.standard();
      case "dynamic-O" -> Dynamic.standard().avoidingOscillation();
      case "dynamicdash" -> Dynamic.dash();
      case "dynamicdash-O" -> Dynamic.dash().avoidingOscillation();
      case "dashjs" -> DashJs.v5();
      case "bba-0" -> BufferBased.bba0();
      case "bba-1" -> BufferBased.bba1();
      case "bba-2" -> BufferBased.bba2();
      case "bb" -> BufferLadder.pensieve();
      case "robustmpc" -> ModelPredictive.robust();
      case "fastmpc" -> ModelPredictive.fast();
      default ->
          throw new IllegalArgumentException(
              "unknown algorithm '%s'; known are %s".formatted(name, NAMES));
    };
  }

  /** Returns whether the name changes more than the algorithm. */
  boolean changesPlayer() {
    return !abandonment || replacement != Replacement.NONE || slidingWindow > 0;
  }

  /** Returns a player with the settings of this name. */
  SegmentPlayer applyTo(SegmentPlayer player) {
    SegmentPlayer changed = player.withReplacement(replacement);
    if (!abandonment) {
      changed = changed.withoutAbandonment();
    }
    return slidingWindow > 0
        ? changed.withEstimator(film -> SlidingEstimator.create(slidingWindow))
        : changed;
  }
}
