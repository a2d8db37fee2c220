package dev.qoe.core.engine;

import dev.qoe.api.access.Tenant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The accounts of one shard, one for each source and tenant. Guarded by the shard's lock. */
final class Accounts {

  private final Capacity capacity;
  private final Map<Source, Map<Tenant, Account>> accounts = new HashMap<>();

  Accounts(Capacity capacity) {
    this.capacity = capacity;
  }

  /** Returns a source's account of a tenant, opened if need be. */
  Account of(Source source, Tenant tenant) {
    return accounts
        .computeIfAbsent(source, unused -> new HashMap<>())
        .computeIfAbsent(tenant, owner -> open(source, owner));
  }

  private Account open(Source source, Tenant tenant) {
    Account opened = new Account(source, tenant, capacity.allowance(tenant));
    Source before = source.before();
    if (before != null) {
      opened.goOn(of(before, tenant));
    }
    return opened;
  }

  void forEach(Consumer<Account> consumer) {
    accounts.values().forEach(of -> of.values().forEach(consumer));
  }
}
