package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.Abr;
import dev.qoe.sim.video.AbrRule;
import dev.qoe.sim.video.PlayerView;

/**
 * The buffer-based rule of Pensieve's comparison: the lowest quality below a reservoir, the highest
 * above reservoir plus cushion, and in proportion in between.
 *
 * <p>It is simpler than the buffer-based algorithms of Huang et al., which are {@link BufferBased}.
 * H. Mao et al., SIGCOMM 2017, code of the paper. Immutable.
 *
 * @since 0.1
 */
public final class BufferLadder implements Abr {

  private static final double RESERVOIR_SECONDS = 5;
  private static final double CUSHION_SECONDS = 10;

  private BufferLadder() {}

  /** Returns the rule with Pensieve's reservoir of 5 s and cushion of 10 s. */
  public static BufferLadder pensieve() {
    return new BufferLadder();
  }

  @Override
  public AbrRule begin(PlayerView player) {
    return BufferLadder::quality;
  }

  private static int quality(PlayerView player) {
    double buffer = player.bufferMillis() / 1000;
    int top = player.manifest().top();
    if (buffer < RESERVOIR_SECONDS) {
      return 0;
    }
    if (buffer >= RESERVOIR_SECONDS + CUSHION_SECONDS) {
      return top;
    }
    return (int) (top * (buffer - RESERVOIR_SECONDS) / CUSHION_SECONDS);
  }

  @Override
  public String toString() {
    return "bb";
  }
}
