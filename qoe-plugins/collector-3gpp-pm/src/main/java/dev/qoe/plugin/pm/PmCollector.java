package dev.qoe.plugin.pm;

import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collector that picks up performance files from a folder, each once.
 *
 * <p>A file counts as read once the sink says that what it told is durable. One that cannot be read
 * is told once, and again when it has changed. Thread-safe.
 */
final class PmCollector implements Collector {

  private static final Logger LOG = LoggerFactory.getLogger(PmCollector.class);
  private static final int MOST_TOLD = 5;

  /** What a collector's settings say. */
  record Options(
      List<String> profiles,
      PmEmitter.Options emitter,
      FolderScan scan,
      PmTimes times,
      long mostBytes,
      Duration settle,
      Duration remember) {}

  private final Options options;
  private final CollectorContext context;
  private final Set<Path> inWork = ConcurrentHashMap.newKeySet();
  private final Map<Path, Long> brokenOff = new ConcurrentHashMap<>();
  private @Nullable Profile profile;
  private @Nullable ReadFiles memory;

  PmCollector(Options options, CollectorContext context) {
    this.options = options;
    this.context = context;
  }

  @Override
  public void collect(Target target, Sink sink) throws PluginException, InterruptedException {
    PmEmitter.Options how = emitterOptions();
    ReadFiles known = memory();
    Path input = input(target.address());
    boolean alone = !Files.isDirectory(input);
    List<Path> files = alone ? List.of(input) : list(input);
    List<String> failures = new ArrayList<>();
    long done = 0;
    for (Path file : files) {
      if (inWork.add(file)) {
        try {
          Optional<String> failure = read(file, alone, target, sink, how, known);
          if (failure.isPresent()) {
            failures.add(failure.get());
            if (!alone) {
              sink.reject("unreadable-file", file.toString(), failure.get());
            }
          }
        } finally {
          inWork.remove(file);
        }
      }
      context.progress(++done, files.size(), "files");
    }
    if (!failures.isEmpty()) {
      throw new PluginException(ErrorKind.MALFORMED, told(target, failures, files.size()));
    }
  }

  private static String told(Target target, List<String> failures, int files) {
    String text = String.join("; ", failures.subList(0, Math.min(MOST_TOLD, failures.size())));
    int more = failures.size() - MOST_TOLD;
    return "%d of %d performance files at '%s' cannot be read: %s%s"
        .formatted(
            failures.size(),
            files,
            target.address(),
            text,
            more > 0 ? "; and %d more".formatted(more) : "");
  }

  // ---- one file ---------------------------------------------------------------------------------

  /** Reads a file unless that was done; returns what is wrong with it. */
  private Optional<String> read(
      Path file, boolean alone, Target target, Sink sink, PmEmitter.Options how, ReadFiles known)
      throws PluginException, InterruptedException {
    long size;
    long changed;
    long checksum;
    Optional<ReadFiles.Entry> before;
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      size = attributes.size();
      changed = attributes.lastModifiedTime().toMillis();
      before = known.find(file.toString());
      if (isKnown(before, size, changed, alone) || isFresh(changed)) {
        return Optional.empty();
      }
      checksum = PmFile.checksum(file);
    } catch (IOException e) {
      return Optional.of("%s: it cannot be read: %s".formatted(file.getFileName(), e));
    }
    Optional<ReadFiles.Entry> same = known.find(size, checksum);
    if (same.isPresent()) {
      LOG.debug("'{}' is not read: its content was, as '{}'", file, same.get().path());
      return Optional.empty();
    }
    long skip =
        before
            .filter(entry -> goesOn(entry, size, checksum))
            .map(ReadFiles.Entry::handedOver)
            .orElse(brokenOff.getOrDefault(file, 0L));
    return read(file, target, new Outlet(sink, context, skip), how, known, size, changed, checksum);
  }

  private Optional<String> read(
      Path file,
      Target target,
      Outlet outlet,
      PmEmitter.Options how,
      ReadFiles known,
      long size,
      long changed,
      long checksum)
      throws PluginException, InterruptedException {
    String name = String.valueOf(file.getFileName());
    PmEmitter emitter = new PmEmitter(name, target, how, outlet);
    Optional<String> failure;
    ReadFiles.State state = ReadFiles.State.BAD;
    try (InputStream in = PmFile.open(file)) {
      PmReader.read(name, in, options.mostBytes(), options.times(), emitter);
      failure =
          emitter
              .tally()
              .barren(how.profile(), how.raw() == PmEmitter.Raw.ALL)
              .map(why -> name + ": " + why);
      if (failure.isEmpty()) {
        state = ReadFiles.State.DONE;
        tellGaps(emitter, known);
      }
    } catch (PmException e) {
      state = e.cutOff() ? ReadFiles.State.CUT_OFF : ReadFiles.State.BAD;
      failure = Optional.of(String.valueOf(e.getMessage()));
    } catch (EOFException e) {
      state = ReadFiles.State.CUT_OFF;
      failure = Optional.of(name + ":1: the file ends within the first bytes of its gzip");
    } catch (IOException e) {
      failure = Optional.of("%s:1: it cannot be read: %s".formatted(name, e));
    } catch (InterruptedException e) {
      brokenOff.put(file, outlet.handedOver());
      throw e;
    }
    if (!outlet.durable()) {
      throw new PluginException(
          ErrorKind.OVERLOADED,
          "what '%s' tells could not be made durable: it will be read again".formatted(file));
    }
    brokenOff.remove(file);
    long now = context.clock().instant().toEpochMilli();
    try {
      known.add(
          new ReadFiles.Entry(
              file.toString(), size, changed, checksum, state, outlet.handedOver(), now),
          state == ReadFiles.State.DONE ? emitter.periods().spans() : Map.of());
    } catch (IOException e) {
      throw new PluginException(
          ErrorKind.OVERLOADED, "cannot note that '%s' was read: %s".formatted(file, e), e);
    }
    return failure;
  }

  /** Whether the file is as it was; one that is bad is told of again if it stands alone. */
  private static boolean isKnown(
      Optional<ReadFiles.Entry> before, long size, long changed, boolean alone) {
    return before
        .filter(entry -> entry.size() == size && entry.changed() == changed)
        .filter(entry -> entry.state() == ReadFiles.State.DONE || !alone)
        .isPresent();
  }

  /** Whether it was changed a moment ago, as one that is being written. */
  private boolean isFresh(long changed) {
    Duration age = Duration.between(Instant.ofEpochMilli(changed), context.clock().instant());
    return !age.isNegative() && age.compareTo(options.settle()) < 0;
  }

  /** Whether a file that was read before is the same, or has grown since. */
  private static boolean goesOn(ReadFiles.Entry entry, long size, long checksum) {
    return (entry.size() == size && entry.checksum() == checksum)
        || (entry.state() == ReadFiles.State.CUT_OFF && size > entry.size());
  }

  /** Tells of periods between what an element told before and what this file tells. */
  private static void tellGaps(PmEmitter emitter, ReadFiles known) throws InterruptedException {
    for (Map.Entry<FilePeriods.Key, FilePeriods.Span> entry :
        emitter.periods().spans().entrySet()) {
      Optional<Instant> last = known.lastEnd(entry.getKey());
      if (last.isPresent()) {
        double seconds = entry.getKey().seconds();
        Duration period = Duration.ofMillis(Math.round(seconds * 1e3));
        Instant begin = entry.getValue().first().minus(period);
        double gap = Duration.between(last.get(), begin).toMillis() / (seconds * 1e3);
        if (gap >= 0.5) {
          emitter.tellGap(
              entry.getKey().localDn(), last.get(), begin, period, Math.max(1, Math.round(gap)));
        }
      }
    }
  }

  // ---- what is needed ---------------------------------------------------------------------------

  private static Path input(String address) throws PluginException {
    try {
      Path input = Path.of(address);
      if (!address.isBlank() && Files.isReadable(input)) {
        return input.toAbsolutePath().normalize();
      }
    } catch (InvalidPathException e) {
      throw new PluginException(
          ErrorKind.UNREACHABLE, "address '%s' is no path: %s".formatted(address, e), e);
    }
    throw new PluginException(
        ErrorKind.UNREACHABLE,
        "address '%s' cannot be read (name a performance file, or a folder of them)"
            .formatted(address));
  }

  private List<Path> list(Path folder) throws PluginException {
    try {
      return options.scan().list(folder);
    } catch (IOException e) {
      throw new PluginException(
          ErrorKind.UNREACHABLE, "folder '%s' cannot be read: %s".formatted(folder, e), e);
    }
  }

  private synchronized PmEmitter.Options emitterOptions() throws PluginException {
    PmEmitter.Options how = options.emitter();
    if (profile == null) {
      List<Profile> parts = new ArrayList<>();
      List<String> mistakes = new ArrayList<>();
      for (String name : options.profiles()) {
        try {
          parts.add(ProfileReader.read(name));
        } catch (IOException | IllegalArgumentException e) {
          mistakes.add(String.valueOf(e.getMessage()));
        }
      }
      if (!mistakes.isEmpty()) {
        throw new PluginException(ErrorKind.REJECTED, String.join("; ", mistakes));
      }
      profile = Profile.of(parts);
    }
    return new PmEmitter.Options(
        profile, how.raw(), how.rawWithGroup(), how.names(), how.suspectQuality());
  }

  private synchronized ReadFiles memory() throws PluginException {
    if (memory == null) {
      try {
        memory = ReadFiles.open(context.scratch(), context.clock().instant(), options.remember());
      } catch (IOException e) {
        throw new PluginException(
            ErrorKind.REJECTED,
            "the list of files read in '%s' cannot be opened: %s".formatted(context.scratch(), e),
            e);
      }
    }
    return memory;
  }
}
