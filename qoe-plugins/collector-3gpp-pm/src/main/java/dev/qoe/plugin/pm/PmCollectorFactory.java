package dev.qoe.plugin.pm;

import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * The entry of the plugin for performance files of 3GPP networks: it makes collectors that pick
 * them up.
 *
 * <p>The target's element is the root of what the files tell of, its address a file or a folder.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class PmCollectorFactory implements CollectorFactory {

  static final String GAP = "pm-gap";
  static final String PERIOD_MISMATCH = "pm-period-mismatch";

  private static final String TYPE = "pm";

  /** How counters that are told as they are, are called. */
  private enum RawName {
    COUNTER,
    GROUP_AND_COUNTER
  }

  private static final Setting<List<String>> PROFILES =
      Setting.list(
          "profiles",
          List.of("3gpp-nr", "3gpp-lte", "3gpp-5gc"),
          "what indicators are made of counters: profiles of the plugin "
              + ProfileReader.BUILT_IN
              + " or files");
  private static final Setting<PmEmitter.Raw> COUNTERS =
      Setting.choice(
          "counters",
          PmEmitter.Raw.MAPPED,
          "mapped: indicators of the profiles only; all: each counter as well, as PM_NAME");
  private static final Setting<RawName> COUNTER_NAMES =
      Setting.choice(
          "counter-names",
          RawName.COUNTER,
          "counter: PM_NAME; group-and-counter: PM_GROUP_NAME, where groups share names");
  private static final Setting<String> ELEMENT =
      Setting.text(
          "element",
          "{element}/{dn}",
          "how objects are called: {element} of the target, {dn} the whole name, {CLASS} a part");
  private static final Setting<List<String>> FILES =
      Setting.list("files", List.of("*.xml", "*.xml.gz"), "how files are called, as globs");
  private static final Setting<Boolean> DEEP =
      Setting.flag("subfolders", true, "whether folders within the folder are looked at too");
  private static final Setting<ZoneId> ZONE =
      Setting.zone("zone", ZoneOffset.UTC, "the time zone of times that name none");
  private static final Setting<Double> SUSPECT_QUALITY =
      Setting.number("suspect-quality", 0.1, "the quality of values marked suspect, 0 to 1")
          .where(quality -> quality >= 0 && quality <= 1, "from 0 to 1");
  private static final Setting<Integer> MOST_MEGABYTES =
      Setting.integer("max-megabytes", 8_000, "how long a file may be unpacked, in 10^6 bytes")
          .where(megabytes -> megabytes >= 1, "at least 1");
  private static final Setting<Duration> SETTLE =
      Setting.duration(
              "settle", Duration.ZERO, "how long a file must not have changed before it is read")
          .where(time -> !time.isNegative(), "at least PT0S");
  private static final Setting<Duration> REMEMBER =
      Setting.duration(
              "remember", Duration.ofDays(30), "how long files are remembered that are gone")
          .where(time -> !time.isNegative() && time.toDays() <= 36_500, "PT0S to P36500D");

  /** Creates the entry, as services are made. */
  public PmCollectorFactory() {}

  @Override
  public CollectorDescriptor descriptor() {
    return CollectorDescriptor.of(
            TYPE,
            "Picks up performance files of 3GPP TS 32.435 and TS 28.532, plain or gzip.",
            List.of(
                PROFILES,
                COUNTERS,
                COUNTER_NAMES,
                ELEMENT,
                FILES,
                DEEP,
                ZONE,
                SUSPECT_QUALITY,
                MOST_MEGABYTES,
                SETTLE,
                REMEMBER),
            Set.of())
        .withEvents(GAP, PERIOD_MISMATCH);
  }

  /**
   * Returns a collector; does no input or output yet.
   *
   * @throws IllegalArgumentException if {@code element} is no template or {@code files} no globs
   */
  @Override
  public Collector create(Settings settings, CollectorContext context) {
    PmEmitter.Options emitter =
        new PmEmitter.Options(
            new Profile("", List.of(), Map.of()),
            settings.get(COUNTERS),
            settings.get(COUNTER_NAMES) == RawName.GROUP_AND_COUNTER,
            names(settings.get(ELEMENT)),
            settings.get(SUSPECT_QUALITY));
    PmCollector.Options options =
        new PmCollector.Options(
            settings.get(PROFILES),
            emitter,
            scan(settings.get(FILES), settings.get(DEEP)),
            new PmTimes(settings.get(ZONE)),
            settings.get(MOST_MEGABYTES) * 1_000_000L,
            settings.get(SETTLE),
            settings.get(REMEMBER));
    return new PmCollector(options, context);
  }

  private static ElementNames names(String template) {
    try {
      return ElementNames.of(template);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "setting 'element' of collector '%s' is no template: %s".formatted(TYPE, e.getMessage()),
          e);
    }
  }

  private static FolderScan scan(List<String> patterns, boolean deep) {
    try {
      return new FolderScan(patterns, deep);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "setting 'files' of collector '%s' is no list of globs: %s (example: [*.xml, *.xml.gz])"
              .formatted(TYPE, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }
}
