package dev.qoe.sim.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.qoe.sim.video.abr.Bola;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlayerAllocationTest {

  private static final int ROUNDS = 20;
  private static final int SMALLEST_OBJECT_BYTES = 16;

  @DisplayName("Looking at a download allocates nothing, however often it happens")
  @Test
  void polls() {
    Manifest film = Manifest.constantBitrate(Duration.ofSeconds(4), 100, 1000, 2000);
    CountsPolls watched = new CountsPolls(Bola.enhanced());
    SegmentPlayer player = SegmentPlayer.of(watched, film, Trace.constant(1000, 20));

    long withPolls = fewestBytes(player);
    long withoutPolls = fewestBytes(player.withoutAbandonment());

    int polls = watched.polls / ROUNDS;
    assertThat(polls).isGreaterThan(5000);
    assertThat(withPolls - withoutPolls).isLessThan(polls * (long) SMALLEST_OBJECT_BYTES / 2);
  }

  private static long fewestBytes(SegmentPlayer player) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long fewest = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      player.play();
      fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return fewest;
  }

  private static final class CountsPolls implements Abr {

    private final Abr abr;
    private int polls;

    CountsPolls(Abr abr) {
      this.abr = abr;
    }

    @Override
    public AbrRule begin(PlayerView player) {
      AbrRule rule = abr.begin(player);
      return new AbrRule() {
        @Override
        public int quality(PlayerView view) {
          return rule.quality(view);
        }

        @Override
        public int abandonTo(Download download, PlayerView view) {
          polls++;
          return rule.abandonTo(download, view);
        }

        @Override
        public void downloaded(Download download, PlayerView view) {
          rule.downloaded(download, view);
        }
      };
    }
  }
}
