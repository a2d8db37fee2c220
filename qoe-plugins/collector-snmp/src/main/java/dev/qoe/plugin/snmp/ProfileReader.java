package dev.qoe.plugin.snmp;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snmp4j.smi.OID;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The way from a profile's text to a profile.
 *
 * <p>Confine to one thread.
 */
final class ProfileReader {

  private static final int MOST_CHARACTERS = 1 << 20;
  private static final Pattern OBJECT = Pattern.compile("\\.?[0-2](\\.[0-9]{1,10})+");

  private final List<String> mistakes;

  private ProfileReader(List<String> mistakes) {
    this.mistakes = mistakes;
  }

  /**
   * Returns the profile that a text in YAML holds.
   *
   * @param place what the text is called in messages
   * @param mistakes where mistakes are put; after one the profile is not to be used
   */
  static Profile read(String place, String yaml, List<String> mistakes) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setMaxAliasesForCollections(0);
    Object tree;
    try {
      tree = new Yaml(new SafeConstructor(options)).load(yaml);
    } catch (YAMLException e) {
      mistakes.add("profile '%s' is not YAML: %s".formatted(place, e.getMessage()));
      tree = Map.of("profile", place, "about", place);
    }
    return new ProfileReader(mistakes).profile(Tree.of("profile '" + place + "'", tree, mistakes));
  }

  private Profile profile(Tree tree) {
    Map<OID, String> names = new LinkedHashMap<>();
    tree.map("names").forEach((name, oid) -> names.put(oid(tree, name, String.valueOf(oid)), name));
    List<Group> groups = new ArrayList<>();
    for (Tree group : tree.trees("groups")) {
      groups.add(group(group));
    }
    groups.forEach(
        group ->
            group.columns().values().forEach(column -> names.put(column.oid(), column.name())));
    Profile profile =
        new Profile(
            tree.text("profile"),
            tree.text("about"),
            tree.texts("agents").stream().map(oid -> oid(tree, "agents", oid)).toList(),
            tree.parsed("description", Pattern.compile(""), Pattern::compile, "a pattern"),
            tree.texts("with"),
            List.copyOf(groups),
            Map.copyOf(names));
    tree.end();
    return profile;
  }

  private Group group(Tree tree) {
    String table = tree.text("table", "");
    String scalars = tree.text("scalars", "");
    if (table.isBlank() == scalars.isBlank()) {
      tree.mistake("needs either 'table' or 'scalars' as its name");
    }
    Map<String, Column> columns = columns(tree);
    List<Metric> metrics = new ArrayList<>();
    for (Tree metric : tree.trees("values")) {
      metrics.add(metric(metric, columns));
    }
    Map<Column, Double> speed = new LinkedHashMap<>();
    tree.map("speed")
        .forEach(
            (name, factor) ->
                known(tree, columns, List.of(name))
                    .forEach(column -> speed.put(column, number(tree, factor))));
    String discontinuity = tree.text("discontinuity", "");
    Group group =
        new Group(
            table + scalars,
            scalars.isBlank(),
            Template.of(tree.text("element", "")),
            tree.text("type", "part"),
            columns,
            List.copyOf(metrics),
            tree.texts("labels"),
            tree.sets("when"),
            speed,
            known(tree, columns, discontinuity.isEmpty() ? List.of() : List.of(discontinuity)),
            tree.sets("up"));
    known(
        tree, columns, group.labels().stream().filter(label -> !label.equals(Row.INDEX)).toList());
    known(tree, columns, group.when().keySet());
    known(tree, columns, group.up().keySet());
    if (columns.values().stream().noneMatch(Column::own)) {
      tree.mistake("needs a column with the index of its own");
    }
    tree.end();
    return group;
  }

  private Map<String, Column> columns(Tree tree) {
    Map<String, Column> columns = new LinkedHashMap<>();
    tree.map("columns")
        .forEach((name, value) -> columns.put(name, column(tree, name, value, columns.size())));
    columns.values().stream()
        .filter(column -> !column.by().isEmpty())
        .forEach(column -> known(tree, columns, Set.of(column.by())));
    return columns;
  }

  private Column column(Tree tree, String name, Object value, int place) {
    if (!(value instanceof Map<?, ?>)) {
      OID oid = oid(tree, name, String.valueOf(value));
      return new Column(name, oid, Column.Form.PLAIN, "", 0, "", place);
    }
    Tree column = Tree.of(tree.place() + ", column '" + name + "'", value, mistakes);
    String hint = column.text("hint", "");
    Column read =
        new Column(
            name,
            oid(column, "oid", column.text("oid")),
            column.parsed(
                "as",
                Column.Form.PLAIN,
                text -> Column.Form.valueOf(text.toUpperCase(Locale.ROOT)),
                "clock, date, hex, float or plain"),
            hint,
            (int) column.number("key", 0),
            column.text("by", ""),
            place);
    if (!hint.isEmpty() && !isHint(hint)) {
      column.mistake("'hint' is no display hint: '%s' (examples: 1x:, 255a, d-2)".formatted(hint));
    }
    column.end();
    return read;
  }

  private static boolean isHint(String hint) {
    try {
      if (!DisplayHint.isForNumbers(hint)) {
        DisplayHint.octets(new byte[300], hint);
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Metric metric(Tree tree, Map<String, Column> columns) {
    List<String> of = tree.texts("of");
    if (of.isEmpty()) {
      tree.mistake("needs 'of': the columns it is made of");
    }
    double times = tree.number("times", 1) / tree.number("divide", 1);
    double bits = tree.number("line-bits", Double.POSITIVE_INFINITY);
    if (!(Math.abs(times) > 0) || !Double.isFinite(times) || !(bits > 0)) {
      tree.mistake("must have 'times', 'divide' and 'line-bits' above 0");
    }
    Map<Double, Double> words = new HashMap<>();
    tree.map("map").forEach((from, to) -> words.put(number(tree, from), number(tree, to)));
    Set<Double> ignore = new LinkedHashSet<>();
    tree.texts("ignore").forEach(text -> ignore.add(number(tree, text)));
    String per = tree.text("per", "");
    List<String> scale = tree.texts("scale");
    Metric metric =
        new Metric(
            tree.parsed("kpi", Kpi.UP, Kpi::of, "a code of an indicator"),
            known(tree, columns, of),
            tree.parsed("counter", false, ProfileReader::flag, "true or false"),
            tree.parsed("unit", Unit.DECLARED, Unit::of, "a unit"),
            times,
            tree.number("plus", 0),
            per,
            bits,
            Map.copyOf(words),
            Set.copyOf(ignore),
            tree.sets("when"),
            scale,
            tree.parsed("dbm", false, ProfileReader::flag, "true or false"),
            Template.of(tree.text("child", "")));
    known(tree, columns, scale);
    known(tree, columns, metric.when().keySet());
    if (!per.isEmpty() && !per.equals(Metric.SPEED)) {
      known(tree, columns, Set.of(per));
    }
    tree.end();
    return metric;
  }

  private static boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("neither true nor false");
    }
    return text.equals("true");
  }

  private static double number(Tree tree, Object value) {
    try {
      return Double.parseDouble(String.valueOf(value));
    } catch (NumberFormatException e) {
      tree.mistake("has '%s' where a number is wanted".formatted(value));
      return 1;
    }
  }

  private static OID oid(Tree tree, String name, String text) {
    if (!OBJECT.matcher(text).matches()) {
      tree.mistake(
          "'%s' is not an object identifier: '%s' (example: 1.3.6.1.2.1.1.3)"
              .formatted(name, text));
      return new OID("0.0");
    }
    return new OID(text.startsWith(".") ? text.substring(1) : text);
  }

  /** Returns the columns of these names; one that there is not is a mistake. */
  private static List<Column> known(
      Tree tree, Map<String, Column> columns, Collection<String> names) {
    List<Column> found = new ArrayList<>();
    for (String name : names) {
      Column column = columns.get(name);
      if (column == null) {
        tree.mistake("names column '%s', which it has not: %s".formatted(name, columns.keySet()));
      } else {
        found.add(column);
      }
    }
    return List.copyOf(found);
  }
}
