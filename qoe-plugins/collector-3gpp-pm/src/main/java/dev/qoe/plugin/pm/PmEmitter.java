package dev.qoe.plugin.pm;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes measurements of what one performance file tells.
 *
 * <p>An indicator whose counters stand in one group is told with its object; one whose counters
 * stand in several groups is told at the end of the managed element. Confine to one thread.
 */
final class PmEmitter implements PmHandler {

  /** How many values of a managed element are remembered to have been told. */
  private static final int MOST_KEPT = 200_000;

  /** Bad lines beyond these are counted, not told one by one. */
  private static final int MOST_TOLD = 1_000;

  /** What a collector's settings say. */
  record Options(
      Profile profile, Raw raw, boolean rawWithGroup, ElementNames names, double suspectQuality) {}

  /** Which counters are told as indicators of their own. */
  enum Raw {
    /** None. */
    MAPPED,
    /** All. */
    ALL
  }

  /** A value that was told: it is told once. */
  private record Told(ElementPath element, Kpi kpi, Instant time) {}

  private final String file;
  private final Target target;
  private final Options options;
  private final Outlet outlet;
  private final Map<CounterRef, Integer> index = new LinkedHashMap<>();
  private final FilePeriods periods;
  private final RawNames rawNames;
  private final Map<Told, String> told = new HashMap<>();
  private final GatheredObjects gathered = new GatheredObjects();
  private final GroupRules rules;
  private final FileTally tally = new FileTally();

  private PmHeader header = new PmHeader("", "", "", "", null);
  private String elementDn = "";
  private DistinguishedName element = DistinguishedName.of("");
  private @Nullable PmGroup group;
  private boolean groupIsEmpty;
  private @Nullable Counters counters;
  private List<Optional<Kpi>> raw = List.of();
  private @Nullable String pathLdn;
  private @Nullable ElementPath path;

  PmEmitter(String file, Target target, Options options, Outlet outlet) {
    this.file = file;
    this.target = target;
    this.options = options;
    this.outlet = outlet;
    this.periods = new FilePeriods();
    this.rawNames = new RawNames(options.rawWithGroup());
    options.profile().counters().forEach(counter -> index.put(counter, index.size()));
    this.rules = new GroupRules(options.profile().rules(), index);
  }

  /** Returns what was found in the file. */
  FileTally tally() {
    return tally;
  }

  /** Returns the periods that the file tells of. */
  FilePeriods periods() {
    return periods;
  }

  @Override
  public void header(PmHeader newHeader) {
    header = newHeader;
  }

  @Override
  public void element(String localDn) {
    elementDn = localDn;
    element = DistinguishedName.of(localDn);
    pathLdn = null;
  }

  @Override
  public void group(PmGroup newGroup) {
    group = newGroup;
    groupIsEmpty = true;
    tally.group(newGroup);
    Counters found = new Counters(index, options.profile().bins(), newGroup);
    counters = found;
    rules.begin(newGroup, found);
    tally.mapped(rules.mapped());
    raw =
        options.raw() == Raw.ALL
            ? newGroup.counters().stream().map(c -> rawName(newGroup, c)).toList()
            : List.of();
  }

  private Optional<Kpi> rawName(PmGroup of, String counter) {
    Optional<Kpi> kpi = rawNames.of(of.id(), counter);
    if (kpi.isEmpty()) {
      bad("name-clash", of.line(), "counter '%s' would be called as another".formatted(counter));
    }
    return kpi;
  }

  @Override
  public void object(PmObject object) throws InterruptedException {
    PmGroup of = group;
    Counters values = counters;
    if (of == null || values == null) {
      throw new IllegalStateException("values come after their group");
    }
    tally.object();
    if (groupIsEmpty) {
      groupIsEmpty = false;
      periods.add(elementDn, of);
    }
    if (rules.mapped() == 0 && raw.isEmpty()) {
      return;
    }
    DistinguishedName name = element.with(DistinguishedName.of(object.ldn));
    ElementPath at = path(object.ldn, name, object.line);
    if (at == null) {
      return;
    }
    values.take(object);
    for (KpiRule rule : rules.now()) {
      if (rule.isFor(name.type())) {
        tell(rule, values, object, at, of.end());
      }
    }
    if (rules.splitPlaces().length > 0 && !gathered.add(object, of, values, rules.splitPlaces())) {
      bad(
          "too-many-objects",
          object.line,
          "more than %d objects have indicators of several groups".formatted(GatheredObjects.MOST));
    }
    String owner = raw.isEmpty() ? "" : object.ldn + " of line " + of.line();
    for (int i = 0; i < raw.size(); i++) {
      if (raw.get(i).isPresent()) {
        tellRaw(raw.get(i).get(), object, i, owner, at, of);
      }
    }
  }

  private @Nullable ElementPath path(String ldn, DistinguishedName name, long line) {
    if (ldn.equals(pathLdn)) {
      return path;
    }
    pathLdn = ldn;
    try {
      path = options.names().path(target.element(), header, name);
    } catch (IllegalArgumentException e) {
      path = null;
      bad("bad-name", line, String.valueOf(e.getMessage()));
    }
    return path;
  }

  // ---- indicators -------------------------------------------------------------------------------

  private void tell(KpiRule rule, Counters values, PmObject object, ElementPath at, Instant time)
      throws InterruptedException {
    KpiRule.Result result = rule.result();
    if (result instanceof KpiRule.Histogram histogram) {
      double[] list = values.list(histogram.counter(), object);
      if (list != null && fresh(at, rule.kpi(), time, object.ldn, object.line)) {
        histogram(rule.kpi(), list, histogram.bounds(), object, at, time);
      }
    } else {
      tell(rule, values, object.ldn, object.line, object.suspect, at, time);
    }
  }

  private void tell(
      KpiRule rule,
      Formula.Values values,
      String ldn,
      long line,
      boolean suspect,
      ElementPath at,
      Instant time)
      throws InterruptedException {
    double quality = suspect ? options.suspectQuality() : 1;
    if (rule.result() instanceof KpiRule.Ratio ratio) {
      double part = ratio.numerator().value(values);
      double whole = ratio.denominator().value(values);
      if (Double.isNaN(part) || Double.isNaN(whole) || !fresh(at, rule.kpi(), time, ldn, line)) {
        return;
      }
      RatioReading reading = new RatioReading(at, rule.kpi(), time, part, whole, quality);
      outlet.offer(sink -> sink.accept(reading));
      tally.value();
    } else if (rule.result() instanceof KpiRule.Value made) {
      double value = made.formula().value(values) / made.factor();
      if (!Double.isFinite(value) || !fresh(at, rule.kpi(), time, ldn, line)) {
        return;
      }
      measurement(Measurement.of(at, rule.kpi(), time, value).in(made.unit()), suspect);
    }
  }

  private void measurement(Measurement plain, boolean suspect) throws InterruptedException {
    Measurement measurement =
        suspect ? plain.trusted(options.suspectQuality(), QualityFlag.SUSPECT) : plain;
    outlet.offer(sink -> sink.accept(measurement));
    tally.value();
  }

  private void histogram(
      Kpi kpi, double[] list, List<Double> bounds, PmObject object, ElementPath at, Instant time)
      throws InterruptedException {
    List<Long> counts = new ArrayList<>(list.length);
    for (double count : list) {
      if (!(count >= 0 && count <= 1L << 53 && count == Math.rint(count))) {
        bad(
            "bad-histogram",
            object.line,
            "counts of %s must be whole and >= 0, none of them blank: %s of %s"
                .formatted(kpi, Double.isNaN(count) ? "a blank" : count, at));
        return;
      }
      counts.add((long) count);
    }
    if (bounds.size() != counts.size() + 1) {
      bad(
          "bad-histogram",
          object.line,
          "%s has %d bins in its profile, but %d counts: %s"
              .formatted(kpi, bounds.size() - 1, counts.size(), at));
      return;
    }
    double quality = object.suspect ? options.suspectQuality() : 1;
    DistributionReading reading = new DistributionReading(at, kpi, time, bounds, counts, quality);
    outlet.offer(sink -> sink.accept(reading));
    tally.value();
  }

  /** Returns whether a value was not told before; another object's is told as bad. */
  private boolean fresh(ElementPath at, Kpi kpi, Instant time, String owner, long line) {
    Told key = new Told(at, kpi, time);
    String before = told.get(key);
    if (before == null) {
      if (told.size() < MOST_KEPT) {
        told.put(key, owner);
      }
      return true;
    }
    if (!before.equals(owner)) {
      bad(
          "told-twice",
          line,
          "%s of %s at %s is there already: objects or groups share a name"
              .formatted(kpi, at, time));
    }
    return false;
  }

  // ---- indicators of several groups -------------------------------------------------------------

  @Override
  public void elementEnd() throws InterruptedException {
    double[] values = new double[index.size()];
    boolean[] present = new boolean[index.size()];
    for (Map.Entry<GatheredObjects.Key, GatheredObjects.Gathered> entry :
        gathered.all().entrySet()) {
      GatheredObjects.Gathered known = entry.getValue();
      known.fill(values, present);
      tellGathered(entry.getKey(), known, values, present);
    }
    gathered.clear();
    rules.clear();
    told.clear();
    pathLdn = null;
  }

  private void tellGathered(
      GatheredObjects.Key key, GatheredObjects.Gathered known, double[] values, boolean[] present)
      throws InterruptedException {
    List<KpiRule> whole = rules.together(present);
    if (whole.isEmpty()) {
      return;
    }
    DistinguishedName name = element.with(DistinguishedName.of(key.ldn()));
    ElementPath at = path(key.ldn(), name, known.line());
    Counters all = Counters.gathered(index, values, known.seconds());
    for (KpiRule rule : whole) {
      if (at != null
          && rule.isFor(name.type())
          && !told.containsKey(new Told(at, rule.kpi(), key.end()))) {
        tell(rule, all, key.ldn(), known.line(), known.suspect(), at, key.end());
      }
    }
  }

  // ---- counters as they are ---------------------------------------------------------------------

  private void tellRaw(
      Kpi kpi, PmObject object, int counter, String owner, ElementPath at, PmGroup of)
      throws InterruptedException {
    double number = object.number(counter);
    double[] list = object.list(counter);
    if (list != null) {
      if (fresh(at, kpi, of.end(), owner, object.line)) {
        List<Double> bounds =
            IntStream.rangeClosed(0, list.length).asDoubleStream().boxed().toList();
        histogram(kpi, list, bounds, object, at, of.end());
      }
    } else if (!Double.isNaN(number) && fresh(at, kpi, of.end(), owner, object.line)) {
      measurement(Measurement.of(at, kpi, of.end(), number), object.suspect);
    }
  }

  @Override
  public void footer(@Nullable Instant end) throws InterruptedException {
    Optional<String> doubt = periods.doubt(header.begin(), end);
    if (doubt.isPresent()) {
      Event event =
          new Event(
              target.element(),
              PmCollectorFactory.PERIOD_MISMATCH,
              periods.last().orElse(Instant.EPOCH),
              "file '%s': %s".formatted(file, doubt.get()),
              Map.of("file", file));
      outlet.offer(sink -> sink.accept(event));
    }
  }

  /** Tells of periods that are missing between the last file of an element and this. */
  void tellGap(String localDn, Instant from, Instant to, Duration period, long missing)
      throws InterruptedException {
    ElementPath at;
    try {
      at = options.names().path(target.element(), header, DistinguishedName.of(localDn));
    } catch (IllegalArgumentException e) {
      at = target.element();
    }
    Event event =
        new Event(
            at,
            PmCollectorFactory.GAP,
            to,
            "%d periods of %s are missing from %s to %s".formatted(missing, period, from, to),
            Map.of(
                "from", from.toString(),
                "to", to.toString(),
                "period", period.toString(),
                "missing", Long.toString(missing)));
    outlet.offer(sink -> sink.accept(event));
  }

  @Override
  public void bad(String reason, long line, String detail) {
    String place = file + ":" + line;
    if (tally.bad(place + ": " + detail) <= MOST_TOLD) {
      outlet.reject(reason, place, detail);
    }
  }
}
