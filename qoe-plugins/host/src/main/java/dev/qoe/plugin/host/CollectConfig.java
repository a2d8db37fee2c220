package dev.qoe.plugin.host;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a scheduler is to do: which plugins there may be, and which collectors run how often on
 * what.
 *
 * <p>Immutable.
 *
 * @param file the file that it was read from
 * @param plugins where plugins lie and whom to trust
 * @param collectors the collectors, in the order of the file
 * @since 0.1
 */
public record CollectConfig(Path file, Plugins plugins, List<Job> collectors) {

  /** Creates a configuration; the list is copied. */
  public CollectConfig {
    collectors = List.copyOf(collectors);
  }

  /**
   * Returns the configuration in a file: JSON if its name ends with {@code .json}, else YAML.
   *
   * @throws InvalidConfigurationException if it has mistakes; all are told at once
   * @throws IOException if it cannot be read
   */
  public static CollectConfig read(Path file) throws IOException {
    return new CollectConfigReader(file).read();
  }

  /**
   * Where plugins lie and whom to trust.
   *
   * <p>Immutable.
   *
   * @param folders the folders of jars and zips
   * @param checksums SHA-256 digests of trusted files
   * @param signers files with the certificates of trusted signers
   * @param itemsPerSecond how much a plugin may hand over a second; empty for the usual
   */
  public record Plugins(
      List<Path> folders,
      List<String> checksums,
      List<Path> signers,
      Optional<Integer> itemsPerSecond) {

    /** Creates the part; the lists are copied. */
    public Plugins {
      folders = List.copyOf(folders);
      checksums = List.copyOf(checksums);
      signers = List.copyOf(signers);
    }

    /**
     * Returns the trust that this asks for: all files if no list is given.
     *
     * @throws IOException if a file of certificates cannot be read
     */
    public PluginTrust trust() throws IOException {
      if (checksums.isEmpty() && signers.isEmpty()) {
        return PluginTrust.all();
      }
      PluginTrust trust = PluginTrust.none().andChecksums(checksums);
      for (Path file : signers) {
        trust = trust.andSigners(PluginTrust.certificates(file));
      }
      return trust;
    }
  }

  /**
   * A collector, how often it runs, and on what.
   *
   * <p>Immutable.
   *
   * @param name its name, unique in the configuration
   * @param type the type of collector
   * @param interval from one cycle of a target to the next, {@code > 0}
   * @param deadline how long a cycle may take, {@code > 0}, at most the interval; for one that is
   *     pushed to, how long it may take to start
   * @param jitter by how much of the interval each cycle is put off at random, 0 to 0.5
   * @param elements of which element, with all below, one that is pushed to may tell; empty for all
   * @param settings its options: texts, and lists and maps of them
   * @param targets what it polls; none for one that is pushed to
   * @param places where in the file its parts stand, for messages
   */
  public record Job(
      String name,
      String type,
      Duration interval,
      Duration deadline,
      double jitter,
      Optional<ElementPath> elements,
      Map<String, Object> settings,
      List<Target> targets,
      Map<String, String> places) {

    /** Creates the part; collections are copied. */
    public Job {
      settings = Map.copyOf(settings);
      targets = List.copyOf(targets);
      places = Map.copyOf(places);
    }

    /** Returns where a setting stands, or else the collector. */
    String placeOf(String setting) {
      return places.getOrDefault(setting, places.getOrDefault("", ""));
    }
  }
}
