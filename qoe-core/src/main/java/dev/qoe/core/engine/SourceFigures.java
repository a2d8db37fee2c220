package dev.qoe.core.engine;

import dev.qoe.api.measure.Ledger;
import dev.qoe.core.meter.SourceStatistics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The figures of each source for each tenant, by names: a source that was closed and opened again
 * goes on with what it had. Thread-safe.
 */
final class SourceFigures {

  private final EngineCore core;
  private final Map<Name, OfSource> figures = new ConcurrentHashMap<>();
  private volatile Index index = new Index(-1, Map.of());

  private record Name(String tenant, String source) {}

  private record Entry(Shard shard, Account account) {}

  /** The accounts of each source when so many had been opened. */
  private record Index(long opened, Map<Name, List<Entry>> accounts) {}

  SourceFigures(EngineCore core) {
    this.core = core;
  }

  /** Returns the figures of all sources that have handed in measurements; always the same. */
  Collection<? extends SourceStatistics> all() {
    for (Name name : index().accounts.keySet()) {
      figures.computeIfAbsent(name, OfSource::new);
    }
    return List.copyOf(figures.values());
  }

  /** Looks for accounts only if some were opened since: to look costs as much as there are. */
  private Index index() {
    Index last = index;
    long opened = core.capacity().accountsOpened();
    if (last.opened == opened) {
      return last;
    }
    Map<Name, List<Entry>> accounts = new HashMap<>();
    for (Shard shard : core.shards()) {
      shard.accounts(
          account -> {
            if (account.tenant != null) {
              Name name = new Name(account.tenant.name(), account.source.options().name());
              accounts
                  .computeIfAbsent(name, unused -> new ArrayList<>())
                  .add(new Entry(shard, account));
            }
          });
    }
    Index made = new Index(opened, accounts);
    index = made;
    return made;
  }

  /** What the sources of one name handed in for one tenant. */
  private final class OfSource implements SourceStatistics {
    private final Name name;

    private OfSource(Name name) {
      this.name = name;
    }

    private List<Entry> accounts() {
      return index().accounts.getOrDefault(name, List.of());
    }

    private Ledger ledger() {
      Ledger sum = Ledger.empty();
      for (Entry entry : accounts()) {
        sum = sum.plus(entry.shard.ask(unused -> entry.account.ledger(core.storing())));
      }
      return sum;
    }

    @Override
    public String tenant() {
      return name.tenant;
    }

    @Override
    public String source() {
      return name.source;
    }

    @Override
    public long received() {
      return ledger().received();
    }

    @Override
    public long rejected() {
      return total(ledger().rejected());
    }

    @Override
    public long dropped() {
      return total(ledger().dropped());
    }

    @Override
    public long late() {
      return ledger().late();
    }

    @Override
    public long future() {
      return sources().stream().mapToLong(Source::futureCount).sum();
    }

    @Override
    public long ahead() {
      return sources().stream().mapToLong(Source::aheadCount).sum();
    }

    @Override
    public double mostAheadSeconds() {
      return sources().stream().mapToLong(Source::mostAheadMicros).max().orElse(0) / 1e6;
    }

    private Set<Source> sources() {
      Set<Source> sources = new HashSet<>();
      accounts().forEach(entry -> sources.add(entry.account.source));
      return sources;
    }

    private static long total(Map<String, Long> counts) {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
