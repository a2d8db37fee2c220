package dev.qoe.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Contribution;
import dev.qoe.api.score.QoeClass;
import dev.qoe.api.score.Score;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.score.Network.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tree of scores")
class ScoreTreeTest {

  private static final ScoringModel MODEL = ScoringModel.of(KpiCatalog.standard());
  private static final ElementPath ROOT = ElementPath.of("acme");
  private static final ElementPath CELL = ElementPath.of("acme/cork/site-1/cell-1");

  @Test
  @DisplayName("gives the same bits, explanation included, in any order of the same measurements")
  void anyOrder() {
    for (long seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      ScoringModel model = new ScoringModel(KpiCatalog.standard(), seed % 2 == 0 ? 0.5 : 1, 0.3);
      List<Reading> readings = Network.random(random);
      ScoreTree first = Network.tree(model, readings);
      Collections.shuffle(readings, random);
      ScoreTree second = Network.tree(model, readings);
      assertSame(second, first, paths(readings), "seed " + seed);
    }
  }

  @Test
  @DisplayName("equals a tree built from scratch after any history of changes, bit for bit")
  void incrementalEqualsRebuild() {
    for (long seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      List<Reading> last = Network.random(random);
      ScoreTree lived = ScoreTree.of(MODEL);
      for (Reading reading : last) {
        ScoreLeaf leaf = lived.leaf(reading.element(), reading.definition());
        lived.set(leaf, reading.definition().optimal(), 0.3);
        lived.expire(leaf);
      }
      Network.random(random).forEach(reading -> Network.put(lived, reading));
      ElementPath visitor = ElementPath.of("acme/visitor/site/cell");
      lived.set(lived.leaf(visitor, Network.definition(Kpi.PACKET_LOSS)), 0.9, 1);
      lived.weigh(CELL, 7.5);
      var unused = lived.wanted(ROOT, 99);
      lived.remove(ROOT);
      Collections.shuffle(last, random);
      last.forEach(reading -> Network.put(lived, reading));
      lived.set(lived.leaf(visitor, Network.definition(Kpi.PACKET_LOSS)), 0.9, 1);
      lived.remove(visitor);
      assertSame(lived, Network.tree(MODEL, last), paths(last), "seed " + seed);
    }
  }

  @Test
  @DisplayName("does not care whether weights or values came first")
  void weightsInAnyOrder() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      List<Reading> readings = Network.random(random);
      Set<ElementPath> paths = paths(readings);
      ScoreTree before = ScoreTree.of(MODEL);
      paths.forEach(path -> before.weigh(path, path.text().hashCode() % 5 == 0 ? 0 : 2.25));
      readings.forEach(reading -> Network.put(before, reading));
      ScoreTree after = Network.tree(MODEL, readings);
      paths.forEach(path -> after.weigh(path, 1_000_000));
      paths.forEach(path -> after.weigh(path, path.text().hashCode() % 5 == 0 ? 0 : 2.25));
      assertSame(after, before, paths, "seed " + seed);
    }
  }

  @Test
  @DisplayName("splits exactly the points that are lost, for means and power means")
  void contributionsSum() {
    for (long seed = 1; seed <= 40; seed++) {
      for (double exponent : new double[] {1, 0.5, 0.1}) {
        List<Reading> readings = Network.random(new Random(seed));
        ScoringModel model = new ScoringModel(KpiCatalog.standard(), exponent, 0.4);
        ScoreTree tree = Network.tree(model, readings);
        for (ElementPath path : paths(readings)) {
          Score score = tree.score(path, Network.NOW);
          if (score.known()) {
            assertThat(score.contributions().stream().mapToDouble(Contribution::points).sum())
                .as("seed %d, exponent %s, %s", seed, exponent, path)
                .isCloseTo(100 - score.value(), within(1e-9));
            assertThat(score.contributions()).allMatch(part -> part.points() >= 0);
            assertThat(score.value()).isBetween(0.0, 100.0);
            assertThat(score.confidence()).isBetween(0.0, 1.0);
          }
        }
      }
    }
  }

  @Test
  @DisplayName("names what cost most first")
  void largestFirst() {
    List<Reading> readings = Network.random(new Random(7));
    Score score = Network.tree(MODEL, readings).score(ROOT, Network.NOW);
    List<Double> points = score.contributions().stream().map(Contribution::points).toList();
    assertThat(points).isSortedAccordingTo(Collections.reverseOrder());
  }

  @Test
  @DisplayName("is the weighted mean of utilities by impact level and QoE weight of subdomains")
  void weightedMean() {
    // LATENCY weighs 3: round-trip time (CRITICAL, 8) and jitter (HIGH, 4); LOSS weighs 4.
    ScoreTree tree =
        Network.tree(
            MODEL,
            List.of(
                Network.reading("acme/a", Kpi.ROUND_TRIP_TIME, 800),
                Network.reading("acme/a", Kpi.JITTER, 5),
                Network.reading("acme/a", Kpi.PACKET_LOSS, 0)));
    double latency = (8 * 0 + 4 * 100) / 12.0;
    double expected = (3 * latency + 4 * 100) / 7;
    assertThat(tree.value(ElementPath.of("acme/a"))).isCloseTo(expected, within(1e-6));
  }

  @Test
  @DisplayName("weighs children by their weights and leaves out those of weight 0")
  void childWeights() {
    ScoreTree tree =
        Network.tree(
            MODEL,
            List.of(
                Network.reading("acme/good", Kpi.PACKET_LOSS, 0),
                Network.reading("acme/bad", Kpi.PACKET_LOSS, 0.05),
                Network.reading("acme/out", Kpi.PACKET_LOSS, 0.05)));
    tree.weigh(ElementPath.of("acme/good"), 3);
    tree.weigh(ElementPath.of("acme/out"), 0);
    Score score = tree.score(ROOT, Network.NOW);
    assertThat(score.value()).isCloseTo(75, within(1e-6));
    assertThat(score.contributions())
        .extracting(Contribution::element)
        .doesNotContain(ElementPath.of("acme/out"));
    assertThat(tree.value(ElementPath.of("acme/out"))).isCloseTo(0, within(1e-6));
  }

  @Test
  @DisplayName("stays right when many children weigh a million each")
  void heavyChildren() {
    ScoreTree tree = ScoreTree.of(MODEL);
    for (int i = 0; i < 1_000; i++) {
      ElementPath child = ROOT.child("c" + i);
      tree.weigh(child, 1e6);
      tree.set(tree.leaf(child, Network.definition(Kpi.PACKET_LOSS)), i % 2 == 0 ? 0 : 0.05, 1);
    }
    Score score = tree.score(ROOT, Network.NOW);
    assertThat(score.value()).isCloseTo(50, within(1e-6));
    assertThat(score.confidence()).isCloseTo(1, within(1e-6));
  }

  @Test
  @DisplayName("lets a stale value lower the confidence and not the score")
  void stale() {
    ScoreTree tree =
        Network.tree(
            MODEL,
            List.of(
                Network.reading("acme/a", Kpi.PACKET_LOSS, 0.05),
                Network.reading("acme/a", Kpi.ROUND_TRIP_TIME, 30)));
    Score fresh = tree.score(ElementPath.of("acme/a"), Network.NOW);
    tree.expire(tree.leaf(ElementPath.of("acme/a"), Network.definition(Kpi.PACKET_LOSS)));
    Score stale = tree.score(ElementPath.of("acme/a"), Network.NOW);
    assertThat(stale.value()).isEqualTo(fresh.value());
    assertThat(fresh.confidence()).isEqualTo(1);
    assertThat(stale.confidence()).isCloseTo(3.0 / 7, within(1e-6));
    assertThat(stale.contributions().get(0).detail()).endsWith("not recent");
  }

  @Test
  @DisplayName("lets an expected indicator without a value lower the confidence and not the score")
  void missing() {
    ScoreTree tree = Network.tree(MODEL, List.of(Network.reading("acme/a", Kpi.PACKET_LOSS, 0)));
    double before = tree.value(ROOT);
    var unused = tree.leaf(ElementPath.of("acme/a"), Network.definition(Kpi.ROUND_TRIP_TIME));
    assertThat(tree.value(ROOT)).isEqualTo(before);
    assertThat(tree.score(ROOT, Network.NOW).confidence()).isCloseTo(4.0 / 7, within(1e-6));
  }

  @Test
  @DisplayName("has no score and no confidence when everything is stale, up to the root")
  void allStale() {
    ScoreTree tree =
        Network.tree(
            MODEL,
            List.of(
                Network.reading("acme/a", Kpi.PACKET_LOSS, 0),
                Network.reading("acme/b/c", Kpi.PACKET_LOSS, 0)));
    tree.expire(tree.leaf(ElementPath.of("acme/a"), Network.definition(Kpi.PACKET_LOSS)));
    tree.expire(tree.leaf(ElementPath.of("acme/b/c"), Network.definition(Kpi.PACKET_LOSS)));
    for (String path : List.of("acme", "acme/a", "acme/b", "acme/b/c", "nobody")) {
      Score score = tree.score(ElementPath.of(path), Network.NOW);
      assertThat(score.known()).as(path).isFalse();
      assertThat(score.confidence()).isZero();
      assertThat(score.toString()).isEqualTo("no score (nothing recent is known)");
      assertThat(tree.value(ElementPath.of(path))).isNaN();
    }
  }

  @Test
  @DisplayName("is not decided by radio alone: a stuck -59 dBm beside 32 % loss is poor")
  void radioAloneDoesNotDecide() {
    Score score =
        Network.tree(
                MODEL,
                List.of(
                    Network.reading("acme/s", Kpi.LTE_RSRP, -59),
                    Network.reading("acme/s", Kpi.PACKET_LOSS, 0.32),
                    Network.reading("acme/s", Kpi.DOWNLINK_THROUGHPUT, 2.2),
                    Network.reading("acme/s", Kpi.ROUND_TRIP_TIME, 148)))
            .score(ElementPath.of("acme/s"), Network.NOW);
    assertThat(score.value()).isLessThan(40);
    assertThat(score.qoeClass()).contains(QoeClass.POOR);
    assertThat(score.explanation())
        .startsWith("packet loss -")
        .contains("32 %, wanted at most 0 %");
    assertThat(score.contributions().get(3).kpi()).isEqualTo(Kpi.LTE_RSRP);
  }

  @Test
  @DisplayName("counts the worst more the smaller the exponent is")
  void powerMean() {
    List<Reading> readings =
        List.of(
            Network.reading("acme/a", Kpi.PACKET_LOSS, 0.05),
            Network.reading("acme/a", Kpi.DOWNLINK_THROUGHPUT, 50));
    double mean = Network.tree(MODEL, readings).value(ROOT);
    double half = Network.tree(MODEL.powerMean(0.5), readings).value(ROOT);
    assertThat(mean).isCloseTo(50, within(1e-6));
    assertThat(half).isCloseTo(25, within(1e-4));
  }

  @Test
  @DisplayName("announces each changed element once, and none that is merely asked about")
  void changes() {
    ScoreTree tree =
        Network.tree(
            MODEL,
            List.of(
                Network.reading("acme/a/x", Kpi.PACKET_LOSS, 0.05),
                Network.reading("acme/b", Kpi.PACKET_LOSS, 0.05)));
    assertThat(changed(tree)).containsExactly("acme", "acme/a", "acme/a/x", "acme/b");
    assertThat(changed(tree)).isEmpty();
    var unused = tree.wanted(ROOT, 90);
    assertThat(changed(tree)).isEmpty();
    Network.put(tree, Network.reading("acme/b", Kpi.PACKET_LOSS, 0.01));
    assertThat(changed(tree)).containsExactly("acme", "acme/b");
  }

  @Test
  @DisplayName("forgets a removed element and ignores values for its handles")
  void removal() {
    ScoreTree tree = Network.tree(MODEL, List.of(Network.reading("acme/a", Kpi.PACKET_LOSS, 0)));
    ScoreLeaf gone = tree.leaf(CELL, Network.definition(Kpi.PACKET_LOSS));
    tree.set(gone, 0.05, 1);
    assertThat(tree.value(ROOT)).isCloseTo(50, within(1e-6));
    tree.remove(ElementPath.of("acme/cork"));
    tree.set(gone, 0.05, 1);
    tree.expire(gone);
    tree.remove(gone);
    assertThat(tree.value(ROOT)).isCloseTo(100, within(1e-6));
    assertThat(tree.score(ROOT, Network.NOW).confidence()).isEqualTo(1);
    assertThat(tree.value(CELL)).isNaN();
    tree.set(tree.leaf(CELL, Network.definition(Kpi.PACKET_LOSS)), 0.05, 1);
    assertThat(tree.value(ROOT)).isCloseTo(50, within(1e-6));
  }

  @Test
  @DisplayName("refuses exponents and shares out of range")
  void modelRanges() {
    for (double exponent : new double[] {0, -1, 1.5, Double.NaN}) {
      assertThatThrownBy(() -> MODEL.powerMean(exponent))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(String.valueOf(exponent));
    }
    for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new ScoringModel(KpiCatalog.standard(), 1, share))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(String.valueOf(share));
    }
  }

  private static List<String> changed(ScoreTree tree) {
    List<String> changed = new ArrayList<>();
    tree.drainChanged(path -> changed.add(path.text()));
    return changed;
  }

  /** Returns the paths of all elements and of everything above them. */
  static Set<ElementPath> paths(List<Reading> readings) {
    Set<ElementPath> paths = new TreeSet<>();
    for (Reading reading : readings) {
      ElementPath path = reading.element();
      while (path.parent().isPresent()) {
        paths.add(path);
        path = path.parent().get();
      }
      paths.add(path);
    }
    return paths;
  }

  static void assertSame(ScoreTree actual, ScoreTree expected, Set<ElementPath> paths, String as) {
    for (ElementPath path : paths) {
      assertThat(actual.score(path, Network.NOW))
          .as("%s at %s", as, path)
          .isEqualTo(expected.score(path, Network.NOW));
    }
  }
}
