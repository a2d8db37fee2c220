package dev.qoe.plugin.host;

import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds a configuration against the plugins that there are, and finds all its mistakes. */
final class ConfigCheck {

  private final PluginHost host;
  private final List<String> problems = new ArrayList<>();

  private ConfigCheck(PluginHost host) {
    this.host = host;
  }

  static ConfigCheck of(PluginHost host) {
    return new ConfigCheck(host);
  }

  /**
   * Passes if {@code config} can be run.
   *
   * @throws InvalidConfigurationException if it cannot
   */
  void check(CollectConfig config) {
    config.collectors().forEach(this::check);
    if (!problems.isEmpty()) {
      throw new InvalidConfigurationException(config.file().toString(), problems);
    }
  }

  /** Each setting is checked alone, so that its mistake is told with its own place. */
  private void check(CollectConfig.Job job) {
    Optional<Extension> found = host.find("collector", job.type());
    if (found.isEmpty()) {
      List<String> types = types();
      problems.add(
          "%s: collectors.%s: no started plugin offers the collector type '%s'%s; there are %s"
              .formatted(
                  job.placeOf(""), job.name(), job.type(), Nearest.hint(job.type(), types), types));
      return;
    }
    Extension extension = found.get();
    int before = problems.size();
    List<String> known = extension.settings().stream().map(Setting::name).sorted().toList();
    for (String name : job.settings().keySet()) {
      if (!known.contains(name)) {
        problems.add(
            "%s: collector '%s' has no setting '%s'%s; it has %s"
                .formatted(job.placeOf(name), job.name(), name, Nearest.hint(name, known), known));
      }
    }
    for (Setting<?> setting : extension.settings()) {
      Object given = job.settings().get(setting.name());
      try {
        Settings.resolved(
            "collector '" + job.name() + "'",
            List.of(setting),
            given == null ? Map.of() : Map.of(setting.name(), given),
            host.options().secrets);
      } catch (IllegalArgumentException e) {
        problems.add(job.placeOf(setting.name()) + ": " + e.getMessage());
      }
    }
    boolean polls = extension.kind() == ExtensionKind.COLLECTOR;
    if (polls == job.targets().isEmpty()) {
      problems.add(
          polls
              ? "%s: collector '%s' polls and must have targets"
                  .formatted(job.placeOf(""), job.name())
              : "%s: collector '%s' is pushed to and must not have targets"
                  .formatted(job.placeOf(""), job.name()));
    }
    if (before == problems.size()) {
      tryCreation(job, polls);
    }
  }

  /** Settings that contradict each other are told by the plugin when it makes the collector. */
  private void tryCreation(CollectConfig.Job job, boolean polls) {
    try {
      Lease<?> lease =
          polls
              ? host.collector(job.name(), job.type(), job.settings())
              : host.pushCollector(job.name(), job.type(), job.settings());
      lease.close();
    } catch (IllegalArgumentException e) {
      problems.add("%s: collector '%s': %s".formatted(job.placeOf(""), job.name(), e.getMessage()));
    } catch (ContainedException e) {
      problems.add("%s: %s".formatted(job.placeOf(""), e.getMessage()));
    }
  }

  private List<String> types() {
    List<String> types = new ArrayList<>();
    host.extensions(ExtensionKind.COLLECTOR).forEach(extension -> types.add(extension.type()));
    host.extensions(ExtensionKind.PUSH_COLLECTOR).forEach(extension -> types.add(extension.type()));
    return types.stream().sorted().toList();
  }
}
