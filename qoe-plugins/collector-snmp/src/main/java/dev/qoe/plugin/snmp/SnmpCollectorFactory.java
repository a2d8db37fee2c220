package dev.qoe.plugin.snmp;

import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The entry of the collector that reads agents by SNMP.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class SnmpCollectorFactory implements CollectorFactory {

  private static final Setting<List<String>> PROFILES =
      Setting.list(
          "profiles", List.of(), "names of profiles to read by; chosen by sysObjectID if none");
  private static final Setting<List<String>> PROFILE_FILES =
      Setting.list("profile-files", List.of(), "files with profiles of your own");
  private static final Setting<List<String>> SKIP =
      Setting.list("skip", List.of(), "names of tables and groups that are not read");
  private static final Setting<Boolean> ELEMENTS =
      Setting.flag("elements", true, "whether ports, sensors and the like are told as elements");

  /** Creates a factory, as services are. */
  public SnmpCollectorFactory() {}

  @Override
  public CollectorDescriptor descriptor() {
    List<Setting<?>> settings = new ArrayList<>(SnmpOptions.settings());
    settings.addAll(List.of(PROFILES, PROFILE_FILES, SKIP, ELEMENTS));
    return CollectorDescriptor.of(
        "snmp",
        "Reads network elements by SNMP v1, v2c and v3, as profiles of their vendors say.",
        settings,
        Set.of());
  }

  @Override
  public Collector create(Settings settings, CollectorContext context) {
    Profiles profiles = Profiles.with(settings.get(PROFILE_FILES).stream().map(Path::of).toList());
    List<String> wanted = settings.get(PROFILES);
    for (String name : wanted) {
      if (!profiles.known().contains(name)) {
        throw new IllegalArgumentException(
            "setting 'profiles' names '%s', which there is not: %s"
                .formatted(name, profiles.known()));
      }
    }
    return new SnmpCollector(
        SnmpOptions.of(settings),
        profiles,
        wanted,
        Set.copyOf(settings.get(SKIP)),
        settings.get(ELEMENTS),
        context);
  }
}
