package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.Abr;
import dev.qoe.sim.video.AbrRule;
import dev.qoe.sim.video.Download;
import dev.qoe.sim.video.PlayerView;

/**
 * DYNAMIC: the throughput rule while the buffer is short, BOLA when it is long.
 *
 * <p>Spiteri et al., MMSys 2018. Immutable.
 *
 * @since 0.1
 */
public final class Dynamic implements Abr {

  private static final double THRESHOLD_MILLIS = 10_000;
  private static final double DASH_LOW_MILLIS = 5_000;

  private final Abr buffer;
  private final Throughput throughput;
  private final boolean dash;
  private final String name;

  private Dynamic(Abr buffer, Throughput throughput, boolean dash, String name) {
    this.buffer = buffer;
    this.throughput = throughput;
    this.dash = dash;
    this.name = name;
  }

  /**
   * Returns the paper's: both rules are always asked; BOLA takes over above 10 s if it chooses no
   * less, and hands back below 10 s if it chooses less. Abandonment is the throughput rule's.
   */
  public static Dynamic standard() {
    return new Dynamic(Bola.finite(), Throughput.standard(), false, "dynamic");
  }

  /**
   * Returns the one of dash.js at that time: BOLA-E above 10 s, the throughput rule below 5 s, and
   * only the active one is asked.
   */
  public static Dynamic dash() {
    return new Dynamic(Bola.enhanced(), Throughput.standard(), true, "dynamicdash");
  }

  /** Returns this with the BOLA inside waiting rather than going beyond the throughput. */
  public Dynamic avoidingOscillation() {
    Abr calm = dash ? Bola.enhanced().avoidingOscillation() : Bola.finite().avoidingOscillation();
    return new Dynamic(calm, throughput, dash, dash ? "dynamicdash-O" : "dynamic-O");
  }

  @Override
  public AbrRule begin(PlayerView player) {
    AbrRule bola = buffer.begin(player);
    AbrRule rate = throughput.begin(player);
    return dash ? new DashSession(bola, rate) : new PaperSession(bola, rate);
  }

  @Override
  public String toString() {
    return name;
  }

  /** What both have in common: two rules, one of which is active, and both are kept informed. */
  private abstract static class Session implements AbrRule {

    final AbrRule bola;
    final AbrRule rate;
    AbrRule active;

    Session(AbrRule bola, AbrRule rate) {
      this.bola = bola;
      this.rate = rate;
      active = rate;
    }

    @Override
    public double delayMillis() {
      return active.delayMillis();
    }

    @Override
    public void waited(double millis) {
      bola.waited(millis);
      rate.waited(millis);
    }

    @Override
    public void downloaded(Download download, PlayerView player) {
      bola.downloaded(download, player);
      rate.downloaded(download, player);
    }
  }

  private static final class PaperSession extends Session {

    PaperSession(AbrRule bola, AbrRule rate) {
      super(bola, rate);
    }

    @Override
    public int quality(PlayerView player) {
      double level = player.bufferMillis();
      int fromBuffer = bola.quality(player);
      int fromRate = rate.quality(player);
      if (active == bola && level < THRESHOLD_MILLIS && fromBuffer < fromRate) {
        active = rate;
      } else if (active == rate && level > THRESHOLD_MILLIS && fromBuffer >= fromRate) {
        active = bola;
      }
      return active == bola ? fromBuffer : fromRate;
    }

    @Override
    public void downloaded(Download download, PlayerView player) {
      super.downloaded(download, player);
      if (download.isReplacement()) {
        active = rate;
      }
    }

    @Override
    public int abandonTo(Download download, PlayerView player) {
      return rate.abandonTo(download, player);
    }
  }

  private static final class DashSession extends Session {

    DashSession(AbrRule bola, AbrRule rate) {
      super(bola, rate);
    }

    @Override
    public int quality(PlayerView player) {
      double level = player.bufferMillis();
      if (level > THRESHOLD_MILLIS) {
        active = bola;
      } else if (level < DASH_LOW_MILLIS) {
        active = rate;
      }
      return active.quality(player);
    }

    @Override
    public int abandonTo(Download download, PlayerView player) {
      return active.abandonTo(download, player);
    }
  }
}
