package dev.qoe.core.service.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.qoe.core.service.Certainty;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a profile from JSON; gathers every mistake before it gives up.
 *
 * <p>Confine to one thread.
 */
final class ProfileReader {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> PROFILE_FIELDS =
      Set.of("name", "version", "source", "maximumPoints", "groups");
  private static final Set<String> GROUP_FIELDS = Set.of("name", "weight", "groups", "kpis");
  private static final Set<String> KPI_FIELDS =
      Set.of("code", "unit", "bad", "good", "weight", "certainty");

  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> places = new HashMap<>();

  private ProfileReader() {}

  static BenchmarkProfile read(String origin, InputStream in) throws IOException {
    JsonNode root;
    try {
      root = MAPPER.readTree(in);
    } catch (JsonProcessingException e) {
      throw new InvalidProfileException(
          origin, List.of("not JSON: %s".formatted(e.getOriginalMessage())));
    }
    ProfileReader reader = new ProfileReader();
    reader.profile(root);
    if (!reader.problems.isEmpty()) {
      throw new InvalidProfileException(origin, reader.problems);
    }
    return reader.build(root);
  }

  // First everything is checked ...

  private void profile(JsonNode node) {
    if (!isObject("profile", node, PROFILE_FIELDS)) {
      return;
    }
    text("profile", node, "name");
    text("profile", node, "version");
    text("profile", node, "source");
    positive("profile", node, "maximumPoints");
    JsonNode groups = node.path("groups");
    if (!groups.isArray() || groups.isEmpty()) {
      problems.add("profile: 'groups' must be an array that is not empty");
    }
    groups(groups, "groups");
  }

  private void groups(JsonNode groups, String place) {
    for (int i = 0; i < groups.size(); i++) {
      String here = place + "[" + i + "]";
      JsonNode group = groups.get(i);
      if (isObject(here, group, GROUP_FIELDS)) {
        unique(here, "group " + text(here, group, "name"));
        positive(here, group, "weight");
        if (group.path("groups").isEmpty() && group.path("kpis").isEmpty()) {
          problems.add(here + ": needs 'kpis' or 'groups' that are not empty");
        }
        groups(group.path("groups"), here + ".groups");
        kpis(group.path("kpis"), here + ".kpis");
      }
    }
  }

  private void kpis(JsonNode kpis, String place) {
    for (int i = 0; i < kpis.size(); i++) {
      String here = place + "[" + i + "]";
      JsonNode kpi = kpis.get(i);
      if (isObject(here, kpi, KPI_FIELDS)) {
        unique(here, "KPI " + text(here, kpi, "code"));
        text(here, kpi, "unit");
        positive(here, kpi, "weight");
        boolean bad = number(here, kpi, "bad");
        boolean good = number(here, kpi, "good");
        if (bad && good && kpi.path("bad").doubleValue() == kpi.path("good").doubleValue()) {
          problems.add(here + ": 'bad' and 'good' must differ: " + kpi.path("bad"));
        }
        certainty(here, kpi);
      }
    }
  }

  private boolean isObject(String place, JsonNode node, Set<String> known) {
    if (!node.isObject()) {
      problems.add(place + ": must be an object: " + node);
      return false;
    }
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      if (!known.contains(each.getKey())) {
        problems.add(
            "%s: unknown field '%s'; known are %s"
                .formatted(place, each.getKey(), new TreeSet<>(known)));
      }
    }
    return true;
  }

  private String text(String place, JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      problems.add("%s: '%s' must be a text that is not blank".formatted(place, field));
      return place;
    }
    return value.textValue();
  }

  private boolean number(String place, JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      problems.add(
          "%s: '%s' must be a finite number: %s"
              .formatted(place, field, value.isMissingNode() ? "it is missing" : value));
      return false;
    }
    return true;
  }

  private void positive(String place, JsonNode node, String field) {
    if (number(place, node, field) && !(node.path(field).doubleValue() > 0)) {
      problems.add("%s: '%s' must be > 0: %s".formatted(place, field, node.path(field)));
    }
  }

  private void certainty(String place, JsonNode kpi) {
    JsonNode value = kpi.path("certainty");
    boolean known =
        Arrays.stream(Certainty.values()).anyMatch(each -> lower(each).equals(value.textValue()));
    if (!value.isMissingNode() && !known) {
      problems.add(
          "%s: 'certainty' must be one of %s: %s"
              .formatted(
                  place,
                  Arrays.stream(Certainty.values()).map(ProfileReader::lower).toList(),
                  value));
    }
  }

  private void unique(String place, String name) {
    String first = places.putIfAbsent(name, place);
    if (first != null) {
      problems.add("%s: %s is at %s already".formatted(place, name, first));
    }
  }

  private static String lower(Certainty certainty) {
    return certainty.name().toLowerCase(Locale.ROOT);
  }

  // ... and then built without a second look.

  private BenchmarkProfile build(JsonNode node) {
    return new BenchmarkProfile(
        node.path("name").textValue(),
        node.path("version").textValue(),
        node.path("source").textValue(),
        node.path("maximumPoints").doubleValue(),
        buildGroups(node.path("groups")));
  }

  private static List<BenchmarkGroup> buildGroups(JsonNode nodes) {
    List<BenchmarkGroup> groups = new ArrayList<>();
    for (JsonNode node : nodes) {
      List<BenchmarkKpi> kpis = new ArrayList<>();
      node.path("kpis").forEach(each -> kpis.add(buildKpi(each)));
      groups.add(
          new BenchmarkGroup(
              node.path("name").textValue(),
              node.path("weight").doubleValue(),
              buildGroups(node.path("groups")),
              kpis));
    }
    return groups;
  }

  private static BenchmarkKpi buildKpi(JsonNode node) {
    String certainty = node.path("certainty").asText(lower(Certainty.ENGINEERING));
    return new BenchmarkKpi(
        node.path("code").textValue(),
        node.path("unit").textValue(),
        node.path("bad").doubleValue(),
        node.path("good").doubleValue(),
        node.path("weight").doubleValue(),
        Certainty.valueOf(certainty.toUpperCase(Locale.ROOT)));
  }
}
