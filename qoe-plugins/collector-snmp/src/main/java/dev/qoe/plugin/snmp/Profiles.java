package dev.qoe.plugin.snmp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snmp4j.smi.OID;

/**
 * All profiles there are: those that come with the plugin, and a user's own.
 *
 * <p>Immutable.
 */
final class Profiles {

  /** The profile of agents that no other fits. */
  static final String GENERIC = "generic";

  private static final String FOLDER = "profiles/";

  private final Map<String, Profile> byName;
  private final Map<OID, String> names;

  private Profiles(Map<String, Profile> byName) {
    this.byName = byName;
    Map<OID, String> all = new HashMap<>();
    byName.values().forEach(profile -> all.putAll(profile.names()));
    this.names = Map.copyOf(all);
  }

  /**
   * Returns the profiles that come with the plugin and those in files; one of the same name takes
   * the place of the other.
   *
   * @throws IllegalArgumentException if one cannot be read or breaks the rules; the message names
   *     all mistakes
   */
  static Profiles with(List<Path> files) {
    List<String> mistakes = new ArrayList<>();
    Map<String, Profile> byName = new LinkedHashMap<>();
    for (String name : text("index.txt").strip().split("\\s+", -1)) {
      add(byName, ProfileReader.read(name, text(name + ".yaml"), mistakes));
    }
    for (Path file : files) {
      try {
        add(byName, ProfileReader.read(file.toString(), Files.readString(file), mistakes));
      } catch (IOException e) {
        mistakes.add("profile '%s' of 'profile-files' cannot be read: %s".formatted(file, e));
      }
    }
    for (Profile profile : byName.values()) {
      for (String other : profile.with()) {
        if (!byName.containsKey(other)) {
          mistakes.add(
              "profile '%s' goes with '%s', which there is not: %s"
                  .formatted(profile.name(), other, byName.keySet()));
        }
      }
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
    return new Profiles(byName);
  }

  /** Returns the names of all profiles. */
  Set<String> known() {
    return byName.keySet();
  }

  /** Returns all profiles, in order. */
  List<Profile> all() {
    return List.copyOf(byName.values());
  }

  /** Returns the name of the profile that fits an agent best. */
  String best(OID identity, String description) {
    return byName.values().stream()
        .filter(profile -> profile.fits(identity, description) > 0)
        .max(Comparator.comparingInt(profile -> profile.fits(identity, description)))
        .map(Profile::name)
        .orElse(GENERIC);
  }

  /** Returns what profiles of these names read, and those that go with them; each group once. */
  List<Group> groups(List<String> wanted) {
    Set<String> seen = new LinkedHashSet<>();
    wanted.forEach(name -> follow(name, seen));
    List<Group> groups = new ArrayList<>();
    for (String name : seen) {
      Profile profile = byName.get(name);
      if (profile != null) {
        groups.addAll(profile.groups());
      }
    }
    return groups;
  }

  /**
   * Returns what people call an object: its name, or that of the longest beginning that has one
   * with the rest behind it, or its numbers.
   */
  String nameOf(OID object) {
    OID start = new OID(object);
    while (start.size() > 0) {
      String name = names.get(start);
      if (name != null) {
        return start.size() == object.size()
            ? name
            : name + object.toDottedString().substring(start.toDottedString().length());
      }
      start.removeLast();
    }
    return object.toDottedString();
  }

  private void follow(String name, Set<String> seen) {
    Profile profile = byName.get(name);
    if (profile != null && seen.add(name)) {
      profile.with().forEach(other -> follow(other, seen));
    }
  }

  private static void add(Map<String, Profile> byName, Profile profile) {
    byName.put(profile.name(), profile);
  }

  private static String text(String name) {
    try (InputStream in = Profiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalArgumentException("profile '%s' is not there".formatted(name));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException("profile '%s' cannot be read".formatted(name), e);
    }
  }
}
