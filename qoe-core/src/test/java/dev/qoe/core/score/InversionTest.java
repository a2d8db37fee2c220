package dev.qoe.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Wanted;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.score.Network.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The smallest change that reaches a target")
class InversionTest {

  private static final ScoringModel MODEL = ScoringModel.of(KpiCatalog.standard());
  private static final ElementPath ROOT = ElementPath.of("acme");

  @Test
  @DisplayName("reaches it when it is applied to a tree that never saw the old values")
  void provenByScoringAgain() {
    for (long seed = 1; seed <= 40; seed++) {
      List<Reading> readings = Network.random(new Random(seed));
      ScoringModel model = new ScoringModel(KpiCatalog.standard(), seed % 2 == 0 ? 0.5 : 1, 0.5);
      for (double target : new double[] {10, 50, 66.6, 90}) {
        Wanted wanted = Network.tree(model, readings).wanted(ROOT, target);
        double again = Network.tree(model, changed(readings, wanted.changes(), 1)).value(ROOT);
        assertThat(again).as("seed %d, target %s", seed, target).isEqualTo(wanted.after());
        assertThat(wanted.reached()).isEqualTo(again >= target);
      }
    }
  }

  @Test
  @DisplayName("misses it when the last change is a little smaller")
  void minimal() {
    int proven = 0;
    for (long seed = 1; seed <= 40; seed++) {
      List<Reading> readings = Network.random(new Random(seed));
      ScoreTree tree = Network.tree(MODEL, readings);
      double target = tree.value(ROOT) + 1.5;
      Wanted wanted = tree.wanted(ROOT, target);
      if (wanted.reached()) {
        double smaller =
            Network.tree(MODEL, changed(readings, wanted.changes(), 0.999)).value(ROOT);
        assertThat(smaller).as("seed %d", seed).isLessThan(target);
        proven++;
      }
    }
    assertThat(proven).isGreaterThan(20);
  }

  @Test
  @DisplayName("leaves no trace in the tree")
  void noTrace() {
    for (long seed = 1; seed <= 20; seed++) {
      List<Reading> readings = Network.random(new Random(seed));
      ScoreTree tree = Network.tree(MODEL, readings);
      for (double target = 0; target <= 100; target += 10) {
        var unused = tree.wanted(ROOT, target);
      }
      ScoreTreeTest.assertSame(
          tree, Network.tree(MODEL, readings), ScoreTreeTest.paths(readings), "seed " + seed);
    }
  }

  @Test
  @DisplayName("is one indicator where one suffices, the one that has to be bettered least")
  void oneSuffices() {
    ScoreTree tree =
        Network.tree(
            MODEL,
            List.of(
                Network.reading("acme/a", Kpi.PACKET_LOSS, 0.02),
                Network.reading("acme/a", Kpi.ROUND_TRIP_TIME, 40)));
    Wanted wanted = tree.wanted(ROOT, 75);
    assertThat(wanted.changes()).extracting(Wanted.Change::kpi).containsExactly(Kpi.PACKET_LOSS);
    assertThat(wanted.changes().get(0).to()).isBetween(0.0, 0.02);
    assertThat(wanted.toString()).startsWith("packet loss 2 % -> 0.").endsWith(" gives 75.0");
  }

  @Test
  @DisplayName("is several where one does not suffice, those that cost most first")
  void several() {
    ScoreTree tree =
        Network.tree(
            MODEL,
            List.of(
                Network.reading("acme/a", Kpi.PACKET_LOSS, 0.05),
                Network.reading("acme/a", Kpi.ROUND_TRIP_TIME, 500),
                Network.reading("acme/a", Kpi.DOWNLINK_THROUGHPUT, 1)));
    Wanted wanted = tree.wanted(ROOT, 95);
    assertThat(wanted.reached()).isTrue();
    assertThat(wanted.changes())
        .extracting(Wanted.Change::kpi)
        .containsExactly(Kpi.PACKET_LOSS, Kpi.DOWNLINK_THROUGHPUT, Kpi.ROUND_TRIP_TIME);
  }

  @Test
  @DisplayName("says how far it gets where the target is out of reach")
  void unreachable() {
    // At its optimum of -85 dBm the curve still gives 100; a child of unchangeable weight does not.
    ScoreTree tree = Network.tree(MODEL, List.of(Network.reading("acme/a", Kpi.PACKET_LOSS, 0)));
    assertThat(tree.wanted(ROOT, 100)).hasToString("already 100.0");
    ScoreTree none = ScoreTree.of(MODEL);
    assertThat(none.wanted(ROOT, 50)).hasToString("nothing recent is known");
    assertThat(none.wanted(ROOT, 50).reached()).isFalse();
  }

  @Test
  @DisplayName("is refused for a target out of range")
  void range() {
    ScoreTree tree = ScoreTree.of(MODEL);
    for (double target : new double[] {-1, 100.1, Double.NaN}) {
      assertThatThrownBy(() -> tree.wanted(ROOT, target))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(String.valueOf(target));
    }
  }

  /** Applies the changes; the last one only in part. */
  private static List<Reading> changed(
      List<Reading> readings, List<Wanted.Change> changes, double lastShare) {
    List<Reading> after = new ArrayList<>();
    for (Reading reading : readings) {
      double value = reading.value();
      for (int i = 0; i < changes.size(); i++) {
        Wanted.Change change = changes.get(i);
        if (change.element().equals(reading.element())
            && change.kpi().equals(reading.definition().kpi())) {
          double share = i == changes.size() - 1 ? lastShare : 1;
          value = share == 1 ? change.to() : change.from() + share * (change.to() - change.from());
        }
      }
      after.add(new Reading(reading.element(), reading.definition(), value, reading.quality()));
    }
    return after;
  }
}
