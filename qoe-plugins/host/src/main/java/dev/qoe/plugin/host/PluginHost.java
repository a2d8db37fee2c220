package dev.qoe.plugin.host;

import dev.qoe.api.report.Report;
import dev.qoe.api.spi.Channel;
import dev.qoe.api.spi.ChannelFactory;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Detector;
import dev.qoe.api.spi.DetectorFactory;
import dev.qoe.api.spi.PayloadDecoder;
import dev.qoe.api.spi.PayloadDecoderFactory;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.PushCollectorFactory;
import dev.qoe.api.spi.ReportRenderer;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.TicketSystem;
import dev.qoe.api.spi.TicketSystemFactory;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Where plugins live: it finds them in folders and on the class path, keeps their classes apart,
 * makes what they offer, and contains them when they misbehave.
 *
 * <p>A file that cannot be used is listed with its cause and harms no other. Whoever uses something
 * that a plugin made holds a {@link Lease}. Starting, stopping and loading block each other.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class PluginHost implements AutoCloseable {

  private final PluginHostBuilder options;
  private final PluginShelf shelf;
  private final WebClients web = new WebClients();
  private final HostContext.Shared shared;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  PluginHost(PluginHostBuilder options) {
    this.options = options;
    this.shelf = new PluginShelf(options);
    this.shared =
        new HostContext.Shared(
            options.clock, options.secrets, options.scratch, web, options.progress, this::lend);
    shelf.rescan();
  }

  /** Returns a builder of a host that knows the class path and no folder. */
  public static PluginHostBuilder builder() {
    return new PluginHostBuilder();
  }

  // ---- plugins ---------------------------------------------------------------------------------

  /** Returns all plugins, in the order of their names, those that are refused included. */
  public List<PluginStatus> plugins() {
    List<PluginStatus> all = new ArrayList<>(shelf.refused());
    shelf.loaded().forEach(plugin -> all.add(plugin.status()));
    all.sort(Comparator.comparing(PluginStatus::id).thenComparing(s -> s.file().toString()));
    return List.copyOf(all);
  }

  /**
   * Looks into the folders again: loads what is new, reloads what has changed, unloads what is
   * gone. Blocks while plugins are made and closed.
   */
  public void rescan() {
    shelf.rescan();
    changed();
  }

  /**
   * Lets a stopped plugin be used again.
   *
   * @throws IllegalArgumentException if there is no such plugin
   */
  public void start(String id) {
    shelf.start(id);
    changed();
  }

  /**
   * Closes all that a plugin has made and lets it make no more; its classes stay.
   *
   * @throws IllegalArgumentException if there is no such plugin
   */
  public void stop(String id) {
    shelf.stop(id);
    changed();
  }

  /**
   * Unloads a plugin and loads it from its file as that is now.
   *
   * @throws IllegalArgumentException if there is no such plugin, or it came with the class path
   */
  public void reload(String id) {
    shelf.reload(id);
    changed();
  }

  /**
   * Closes all that a plugin has made and lets go of its classes; it comes back when its file
   * changes.
   *
   * @throws IllegalArgumentException if there is no such plugin, or it came with the class path
   */
  public void unload(String id) {
    shelf.unload(id);
    changed();
  }

  // ---- what they offer -------------------------------------------------------------------------

  /** Returns what the started plugins offer of that kind, in the order of types. */
  public List<Extension> extensions(ExtensionKind kind) {
    return shelf.loaded().stream()
        .flatMap(plugin -> plugin.entries().stream())
        .map(LoadedPlugin.Entry::extension)
        .filter(extension -> extension.kind() == kind)
        .sorted(Comparator.comparing(Extension::type))
        .toList();
  }

  /**
   * Returns a new channel.
   *
   * @param name what it is called in messages; its scratch folder has this name
   * @throws IllegalArgumentException if no started plugin offers the type, or settings are wrong
   * @throws ContainedException if the plugin breaks or does not answer
   */
  public Lease<Channel> channel(String name, String type, Map<String, ?> settings) {
    return make(ChannelFactory.class, ChannelFactory::create, name, type, settings);
  }

  /**
   * Returns a new detector of anomalies.
   *
   * @throws IllegalArgumentException if no started plugin offers the type, or settings are wrong
   * @throws ContainedException if the plugin breaks or does not answer
   */
  public Lease<Detector> detector(String name, String type, Map<String, ?> settings) {
    return make(DetectorFactory.class, DetectorFactory::create, name, type, settings);
  }

  /**
   * Returns a new decoder of payloads.
   *
   * @throws IllegalArgumentException if no started plugin offers the type, or settings are wrong
   * @throws ContainedException if the plugin breaks or does not answer
   */
  public Lease<PayloadDecoder> decoder(String name, String type, Map<String, ?> settings) {
    return make(PayloadDecoderFactory.class, PayloadDecoderFactory::create, name, type, settings);
  }

  /**
   * Returns a new way to a ticket system.
   *
   * @throws IllegalArgumentException if no started plugin offers the type, or settings are wrong
   * @throws ContainedException if the plugin breaks or does not answer
   */
  public Lease<TicketSystem> tickets(String name, String type, Map<String, ?> settings) {
    return make(TicketSystemFactory.class, TicketSystemFactory::create, name, type, settings);
  }

  /**
   * Returns {@code report} as a file.
   *
   * <p>Blocks up to {@code deadline}; an interrupt ends it.
   *
   * @param format the type of renderer, for example {@code html}
   * @throws IllegalArgumentException if no started plugin offers the format
   * @throws ContainedException if the plugin breaks or does not answer
   * @throws InterruptedException if the thread is interrupted
   */
  public byte[] render(String format, Report report, Duration deadline)
      throws InterruptedException {
    String what = "report '%s'".formatted(report.title());
    PluginShelf.Found found = require(ExtensionKind.REPORT_RENDERER, format, what);
    ReportRenderer renderer = (ReportRenderer) found.entry().factory();
    try {
      return found
          .plugin()
          .walls()
          .call(
              "rendering " + what,
              deadline,
              () -> {
                ByteArrayOutputStream file = new ByteArrayOutputStream();
                renderer.render(report, file);
                return file.toByteArray();
              });
    } catch (ContainedException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new ContainedException("rendering %s broke: %s".formatted(what, e.getMessage()), e);
    }
  }

  Lease<Collector> collector(String name, String type, Map<String, ?> settings) {
    return make(CollectorFactory.class, CollectorFactory::create, name, type, settings);
  }

  Lease<PushCollector> pushCollector(String name, String type, Map<String, ?> settings) {
    return make(PushCollectorFactory.class, PushCollectorFactory::create, name, type, settings);
  }

  /** Returns the extension of that type among those whose types must differ. */
  Optional<Extension> find(String room, String type) {
    return shelf.find(room, type).map(found -> found.entry().extension());
  }

  LongSupplier nanos() {
    return options.nanos;
  }

  PluginHostBuilder options() {
    return options;
  }

  /** Has {@code listener} told when plugins come or go. */
  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  void offChange(Runnable listener) {
    listeners.remove(listener);
  }

  /** Looks after the plugins: those with too many threads are put to rest. */
  void inspect() {
    shelf.loaded().forEach(plugin -> plugin.walls().inspect());
  }

  /** Unloads all plugins and ends all threads but those that plugins have leaked. */
  @Override
  public void close() {
    shelf.close();
    web.close();
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }

  /** How a factory makes what it is there for. */
  @FunctionalInterface
  private interface Maker<F, T> {
    T make(F factory, Settings settings, HostContext context);
  }

  private <F, T extends AutoCloseable> Lease<T> make(
      Class<F> service, Maker<F, T> maker, String name, String type, Map<String, ?> given) {
    ExtensionKind kind = ExtensionKind.of(service);
    String owner = "%s '%s'".formatted(kind.room(), name);
    PluginShelf.Found found = require(kind, type, owner);
    Settings settings =
        Settings.resolved(owner, found.entry().extension().settings(), given, options.secrets);
    return lease(
        owner,
        folder(name),
        found,
        options.limits.creation(),
        context -> maker.make(service.cast(found.entry().factory()), settings, context));
  }

  /**
   * Lends a decoder to something that another plugin made. It has half the time that its borrower
   * has, so that the borrower is there to hear of it if it does not end.
   */
  private LentDecoder lend(String borrower, String folder, String type, Map<String, ?> given) {
    String owner = "payload decoder '%s' of %s".formatted(type, borrower);
    Duration deadline = options.limits.creation().dividedBy(2);
    try {
      return new LentDecoder(
          owner,
          deadline,
          () -> {
            PluginShelf.Found found = require(ExtensionKind.PAYLOAD_DECODER, type, borrower);
            Settings settings = Settings.of(owner, found.entry().extension().settings(), given);
            PayloadDecoderFactory factory = (PayloadDecoderFactory) found.entry().factory();
            return lease(
                owner,
                folder + "%decoder-" + folder(type),
                found,
                deadline,
                context -> factory.create(settings, context));
          });
    } catch (ContainedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Returns what makes things of that type, for {@code owner}. */
  private PluginShelf.Found require(ExtensionKind kind, String type, String owner) {
    return shelf
        .find(kind.room(), type)
        .filter(candidate -> candidate.entry().extension().kind() == kind)
        .orElseThrow(
            () -> {
              List<String> types = extensions(kind).stream().map(Extension::type).toList();
              return new IllegalArgumentException(
                  "no started plugin offers the %s '%s', which %s wants%s; there are %s"
                      .formatted(
                          kind.room().replace('-', ' '),
                          type,
                          owner,
                          Nearest.hint(type, types),
                          types));
            });
  }

  private <T extends AutoCloseable> Lease<T> lease(
      String owner,
      String folder,
      PluginShelf.Found found,
      Duration deadline,
      Function<HostContext, T> maker) {
    LoadedPlugin plugin = found.plugin();
    HostContext context = new HostContext(owner, folder, shared, plugin.walls());
    try {
      T made =
          plugin
              .walls()
              .call(
                  "making " + owner,
                  deadline,
                  () ->
                      Objects.requireNonNull(maker.apply(context), "its factory returned nothing"));
      return plugin.remember(new Lease<>(owner, plugin, context, made));
    } catch (RuntimeException e) {
      context.close();
      throw e;
    } catch (InterruptedException e) {
      context.close();
      Thread.currentThread().interrupt();
      throw new ContainedException("making " + owner + " was interrupted", e);
    } catch (Exception e) {
      context.close();
      throw new ContainedException("making %s broke: %s".formatted(owner, e.getMessage()), e);
    }
  }

  /** A name as a folder: what is no letter, digit, '-' or '_' is written as its code. */
  private static String folder(String name) {
    StringBuilder folder = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              if (c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_')) {
                folder.appendCodePoint(c);
              } else {
                folder.append('%').append(Integer.toHexString(c)).append('%');
              }
            });
    return folder.toString();
  }

  /** Returns the folders in which it looks for plugins. */
  public List<Path> folders() {
    return options.folders;
  }
}
