package dev.qoe.plugin.host;

import dev.qoe.api.spi.Secrets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What a {@link PluginHost} is told before it begins.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public final class PluginHostBuilder {

  List<Path> folders = new ArrayList<>();
  boolean classPath = true;
  PluginTrust trust = PluginTrust.all();
  PluginLimits limits = PluginLimits.standard();
  Secrets secrets = Secrets.environment();
  Path scratch = Path.of(".qoe");
  InstantSource clock = InstantSource.system();
  LongSupplier nanos = System::nanoTime;
  Progress progress = (who, done, total, what) -> {};
  ClassLoader loader = PluginHost.class.getClassLoader();

  PluginHostBuilder() {}

  /** Adds a folder of jars and zips. */
  public PluginHostBuilder folder(Path folder) {
    folders.add(folder);
    return this;
  }

  /** Says whether plugins on the class path are used too; they are unless told otherwise. */
  public PluginHostBuilder classPath(boolean used) {
    classPath = used;
    return this;
  }

  /** Sets which files may be loaded; all unless told otherwise. */
  public PluginHostBuilder trust(PluginTrust whom) {
    trust = whom;
    return this;
  }

  /** Sets how much a plugin may do; {@link PluginLimits#standard} unless told otherwise. */
  public PluginHostBuilder limits(PluginLimits most) {
    limits = most;
    return this;
  }

  /** Sets where secrets come from; the environment unless told otherwise. */
  public PluginHostBuilder secrets(Secrets from) {
    secrets = from;
    return this;
  }

  /** Sets the folder that holds the plugins' own; {@code .qoe} unless told otherwise. */
  public PluginHostBuilder scratch(Path folder) {
    scratch = folder;
    return this;
  }

  /** Sets the time that plugins see; the system's unless told otherwise. */
  public PluginHostBuilder clock(InstantSource source) {
    clock = source;
    return this;
  }

  /** Sets who hears of progress; nobody unless told otherwise. */
  public PluginHostBuilder progress(Progress listener) {
    progress = listener;
    return this;
  }

  /** Sets the time by which rests, deadlines and quotas go. */
  PluginHostBuilder nanos(LongSupplier source) {
    nanos = source;
    return this;
  }

  /** Returns a host that has loaded what there is. */
  public PluginHost start() {
    folders = List.copyOf(folders);
    return new PluginHost(this);
  }
}
