package dev.qoe.plugin.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.GeoPoint;
import dev.qoe.api.report.Chart;
import dev.qoe.api.report.Report;
import dev.qoe.api.report.ScoredElement;
import dev.qoe.api.report.TrackPoint;
import dev.qoe.api.score.Score;
import dev.qoe.api.spi.ReportRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The HTML report")
class HtmlReportRendererTest {

  @Test
  @DisplayName("is found by its service entry as format html")
  void service() {
    assertThat(ServiceLoader.load(ReportRenderer.class))
        .filteredOn(renderer -> renderer.format().equals("html"))
        .hasExactlyElementsOfTypes(HtmlReportRenderer.class);
  }

  @Test
  @DisplayName("answers first: score, word, certainty, where, why, since when, what to do")
  void headline() {
    String answer = Pages.of(Sample.report()).text("answer");

    assertThat(answer)
        .contains("52.4 of 100", "fair", "86 % sure")
        .contains("1 of 1 area, the worst: Area 1 35.0 poor")
        .contains("2 of 3 cells, the worst: Cell 7 18.2 bad")
        .contains("1 too unsure to be named")
        .contains("Packet loss −33.3, downlink throughput −14.3 of the 47.6 points")
        .contains("Trouble of kind fallback: from 2020-02-13 15:50:00 UTC on")
        .contains("Offer voice over LTE")
        .contains("Begin at cell-7");
  }

  @Test
  @DisplayName("tells the gravest alert as a story: when, where, cause, effect, evidence, life")
  void story() {
    String story = Pages.of(Sample.report()).text("incidents");

    assertThat(story).contains("3 alerts were raised; 1 was still open").contains("1 hidden");
    assertThat(story.indexOf("Trouble of kind fallback"))
        .isPositive()
        .isLessThan(story.indexOf("Trouble of kind loss"));
    assertThat(story)
        .contains("still open when the data ended, about 10 min later")
        .contains("Drive 1, served by cell-7 (100 %)")
        .contains("CS_FALLBACK: because of fallback")
        .containsPattern("QoE score\\s*80\\s*20")
        .containsPattern("Packet loss\\s*2 %\\s*32 %")
        .contains("cell-8 to cell-7")
        .contains("15:50:15 open by rule: it has lasted")
        .contains("15:51:00 ann remarks: looking");
  }

  @Test
  @DisplayName("lists every alert with state, reason, cause and times")
  void everyAlert() {
    Pages page = Pages.of(Sample.report());

    assertThat(page.text("alert-1")).contains("open", "CS_FALLBACK", "15:50:15");
    assertThat(page.text("alert-2"))
        .contains("hidden", "suppressed by fallback", "2 pieces of evidence")
        .doesNotContain("op@x");
    assertThat(page.text("alert-3")).contains("warning", "resolved", "15:05:30", "15:07:30");
  }

  @Test
  @DisplayName("shades the time of an alert in each curve of its session and outlines its stretch")
  void shading() {
    String session = Pages.of(Sample.report()).markup("session-1");

    // ten of sixty minutes are the last sixth of a picture of 720
    assertThat(session.split("class=\"shade\" height=\"100\" width=\"120\" x=\"600\"", -1))
        .hasSize(3);
    assertThat(session).contains("class=\"shade hidden\"").contains("class=\"outline\"");
    assertThat(session).contains("1 CS_FALLBACK").contains("start 15:00").contains("end 16:00");
    assertThat(session.split("class=\"way ", -1)).as("one line per class").hasSize(3);
    assertThat(session).containsPattern("class=\"way q-bad\"").contains("1 km");
  }

  @Test
  @DisplayName("lists each element below its whole with score, certainty, number and main loss")
  void elements() {
    String places = Pages.of(Sample.report()).text("places");

    assertThat(places)
        .contains("2 bad", "1 poor")
        .containsPattern("Cell 7 cell\\s*18.2 bad\\s*95 %\\s*900\\s*packet loss −40.9 \\(32 %")
        .contains("at cell-7")
        .containsPattern("Cell 9 cell\\s*no score\\s*0 %\\s*0\\s*nothing recent is known");
    assertThat(Pages.of(Sample.report()).markup("places"))
        .containsPattern("<th class=\"d2\"[^>]*>Cell 7");
  }

  @Test
  @DisplayName("sums what each indicator cost over all places, largest first")
  void losses() {
    assertThat(Pages.of(Sample.report()).text("losses"))
        .contains("47.6 points are missing from 100")
        .containsPattern("Packet loss\\s*−33.3\\s*At 2 places, most at cell-7")
        .containsPattern("Downlink throughput\\s*−14.3");
  }

  @Test
  @DisplayName("says how sure the scores are and whether the account balances")
  void certaintyAndLedger() {
    Pages page = Pages.of(Sample.report());

    assertThat(page.text("certainty"))
        .contains("Network op rests on 1,230 measurements and is 86 % sure")
        .containsPattern("Cells\\s*1\\s*0\\s*0\\s*2");
    assertThat(page.text("data"))
        .contains("the account balances")
        .containsPattern("Rejected: out-of-range\\s*4")
        .contains("a note");
  }

  @Test
  @DisplayName("warns when the account does not balance")
  void unbalanced() {
    Report sample = Sample.report();
    Report report =
        new Report(
            sample.title(),
            sample.subtitle(),
            sample.from(),
            sample.to(),
            sample.elements(),
            sample.sessions(),
            sample.alerts(),
            new Ledger(10, 7, Map.of(), Map.of("full", 1L), 1, 0),
            List.of());

    assertThat(Pages.of(report).text("data"))
        .contains("does not balance")
        .contains("Dropped: full");
  }

  @Test
  @DisplayName("is complete and honest when nothing was measured")
  void empty() {
    Pages page = Pages.of(Sample.empty());

    assertThat(page.text("answer")).contains("not known", "Nothing is known", "No alert was open");
    assertThat(page.html()).contains("nothing was measured", "No alert was raised");
    assertThat(page.text("sessions")).contains("No session was recorded");
    assertThat(page.text("losses")).contains("Without a score");
  }

  @Test
  @DisplayName("renders an unknown score, a lone point, a curve of gaps only and no track")
  void sparse() {
    Chart lone = new Chart("QoE score", "", 0, 100, List.of(new Chart.Point(Sample.BEGIN, 50)));
    Chart gaps = new Chart("Loss", "%", 0, 1, List.of(new Chart.Point(Sample.BEGIN, Double.NaN)));
    Score unknown = Score.unknown(Sample.NETWORK, Sample.END);
    Report report =
        Sample.report(
            List.of(new ScoredElement(unknown, "op", "network", 0)),
            List.of(
                Sample.session(List.of(lone, gaps), List.of()),
                Sample.session(List.of(), List.of()),
                Sample.session(
                    List.of(lone),
                    List.of(
                        new TrackPoint(Sample.BEGIN, new GeoPoint(51.9, -8.4), Double.NaN, "")))),
            List.of());

    Pages page = Pages.of(report);

    assertThat(page.text("answer")).contains("not known", "0 % sure", "Measure.");
    assertThat(page.text("sessions"))
        .contains("nothing known", "Where it was is not known", "There are no curves");
    assertThat(page.html()).contains("d=\"M360 50h0\"").doesNotContain("NaN");
  }

  @Test
  @DisplayName("shows names that hold markup as they are and harms nobody")
  void escaping() {
    String evil = "<script>alert('x')</script>&\"\u0001\uD800";
    Report report =
        new Report(
            evil,
            evil,
            Sample.BEGIN,
            Sample.END,
            List.of(
                new ScoredElement(
                    Sample.score(ElementPath.of("op/<script>x"), 5, 1), evil, evil, 1)),
            List.of(
                Sample.session(List.of(new Chart(evil, evil, 0, 1, List.of())), Sample.track())),
            List.of(Sample.fallback()),
            new Ledger(1, 0, Map.of(evil, 1L), Map.of(), 0, 0),
            List.of(evil));

    Pages page = Pages.of(report);

    assertThat(page.count("script")).as("scripts").isEqualTo(1);
    assertThat(page.text("data")).contains("<script>alert('x')</script>&\"\uFFFD\uFFFD");
    assertThat(page.html()).contains("&lt;script&gt;").doesNotContain("<script>alert");
  }

  @Test
  @DisplayName("loads nothing: no address but its own anchors, and a policy that forbids the rest")
  void selfContained() throws Exception {
    String html = Pages.of(Sample.report()).html();

    assertThat(Pattern.compile("(?:href|src|data)=\"([^\"]*)\"").matcher(html).results())
        .extracting(found -> found.group(1))
        .isNotEmpty()
        .allMatch(address -> address.startsWith("#") || address.equals("data:,"));
    assertThat(html).doesNotContainPattern("https?:|@import|url\\(");
    Matcher script = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(html);
    assertThat(script.find()).isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(script.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(html)
        .contains("default-src &#39;none&#39;")
        .contains("script-src &#39;sha256-" + Base64.getEncoder().encodeToString(hash));
  }

  @Test
  @DisplayName("links only to what is on the page, and names each thing once")
  void anchors() {
    Pages page = Pages.of(Sample.report());

    assertThat(page.attributes("id")).doesNotHaveDuplicates();
    assertThat(page.attributes("href"))
        .filteredOn(address -> address.startsWith("#"))
        .extracting(address -> address.substring(1))
        .isSubsetOf(page.attributes("id"));
    assertThat(page.attributes("aria-labelledby"))
        .flatExtracting(names -> List.of(names.split(" ")))
        .isSubsetOf(page.attributes("id"));
  }

  @Test
  @DisplayName("is the same bytes each time, whatever the locale")
  void deterministic() throws IOException {
    Locale usual = Locale.getDefault();
    byte[] first = bytes(Sample.report());
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(bytes(Sample.report())).isEqualTo(first);
      Locale.setDefault(Locale.GERMANY);
      assertThat(bytes(Sample.report())).isEqualTo(first);
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  @DisplayName("stays small: a thousand cells and six hours at a point a second in 1.5 MB")
  void size() throws IOException {
    List<ScoredElement> elements = new ArrayList<>(Sample.elements());
    for (int i = 0; i < 1_000; i++) {
      ElementPath path = ElementPath.of("op/area-1/cell-" + (1_000 + i));
      elements.add(new ScoredElement(Sample.score(path, i / 10.0, 0.8), "Cell " + i, "cell", i));
    }
    List<Chart.Point> dense = new ArrayList<>();
    for (int i = 0; i < 3_600; i++) {
      dense.add(new Chart.Point(Sample.BEGIN.plusSeconds(i), i * 7_919 % 100));
    }
    Chart chart = new Chart("QoE score", "", 0, 100, dense);
    var session = Sample.session(List.of(chart, chart, chart, chart, chart), Sample.track());
    List<Alert> alerts = List.of(Sample.fallback());

    byte[] bytes =
        bytes(
            Sample.report(
                elements, List.of(session, session, session, session, session, session), alerts));

    assertThat(bytes.length).isLessThan(1_500_000);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("Cell 999");
  }

  private static byte[] bytes(Report report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new HtmlReportRenderer().render(report, out);
    return out.toByteArray();
  }
}
