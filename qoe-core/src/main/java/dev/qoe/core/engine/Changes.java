package dev.qoe.core.engine;

import dev.qoe.api.access.AuditEntry;
import dev.qoe.api.access.Permission;
import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Annotation;
import dev.qoe.api.alert.Transition;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRules;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The changes that principals make: each is checked against their roles, made, and leaves an audit
 * entry.
 *
 * <p>Called under the lock of the engine's time.
 */
final class Changes {

  private final EngineCore core;
  private final Announcer announcer;
  private final @Nullable StoreWriter writer;

  Changes(EngineCore core, Announcer announcer, @Nullable StoreWriter writer) {
    this.core = core;
    this.announcer = announcer;
    this.writer = writer;
  }

  void save(NetworkElement element, Principal principal) {
    Tenant tenant = element.path().tenant();
    principal.require(Permission.EDIT_NETWORK, tenant);
    core.outlet()
        .save(element, core.local())
        .ifPresent(
            reason -> {
              throw new IllegalStateException(
                  "element '%s' is not saved (%s): %s"
                      .formatted(element.path(), reason, remedy(reason)));
            });
    audit(principal, tenant, "element.save", element.path().text(), "");
  }

  private String remedy(String reason) {
    return reason.equals(Outlet.NO_ROOM)
        ? "it was removed, and the journal has no room to tell that it is there again; try again"
        : core.limits();
  }

  void remove(ElementPath path, Principal principal) {
    principal.require(Permission.EDIT_NETWORK, path.tenant());
    core.outlet().remove(path);
    audit(principal, path.tenant(), "element.remove", path.text(), "");
  }

  void define(KpiCatalog additions, Principal principal) {
    requireForAll(Permission.EDIT_RULES, principal);
    replaceCatalog(core.catalog().plus(additions));
    if (writer != null) {
      writer.then(store -> store.kpis().save(additions.definitions()));
    }
    String detail = additions.definitions().size() + " definitions";
    audit(principal, principal.tenant(), "kpi.define", "catalogue", detail);
  }

  void undefine(Kpi kpi, Principal principal) {
    requireForAll(Permission.EDIT_RULES, principal);
    replaceCatalog(core.catalog().without(kpi));
    audit(principal, principal.tenant(), "kpi.remove", kpi.code(), "");
  }

  void replaceRules(AlertRules rules, Principal principal) {
    requireForAll(Permission.EDIT_RULES, principal);
    putInForce(rules);
    String detail = rules.rules().size() + " rules";
    audit(principal, principal.tenant(), "rules.replace", "rules", detail);
  }

  Alert enter(Tenant tenant, String id, AlertState state, Principal principal, String reason) {
    principal.require(Permission.HANDLE_ALERTS, tenant);
    Alert alert =
        core.alerts().enter(tenant, id, new Transition(state, now(), principal.name(), reason));
    audit(principal, tenant, "alert." + state.name().toLowerCase(Locale.ROOT), id, reason);
    return alert;
  }

  Alert annotate(Tenant tenant, String id, Principal principal, String text) {
    principal.require(Permission.HANDLE_ALERTS, tenant);
    Alert alert = core.alerts().annotate(tenant, id, new Annotation(now(), principal.name(), text));
    audit(principal, tenant, "alert.annotate", id, text);
    return alert;
  }

  /**
   * Puts another catalogue in force.
   *
   * @throws IllegalArgumentException if rules or derivations do not fit it; nothing is changed then
   */
  private void replaceCatalog(KpiCatalog catalog) {
    Consistency.require(core.settings().rules(), catalog);
    core.askAll(known -> known.check(catalog));
    JournalLink journal = core.journal();
    JournalLink.Renumbering renumbering = journal == null ? null : journal.renumbering(catalog);
    for (Shard shard : core.shards()) {
      shard.change(
          known -> {
            known.replaceCatalog(catalog);
            if (renumbering != null) {
              renumbering.apply(shard);
            }
          });
    }
    core.alerts().enterSteps();
  }

  /**
   * Puts other rules in force.
   *
   * @throws dev.qoe.core.config.ConfigurationException if they speak of indicators that are not
   *     there; nothing is changed then
   */
  private void putInForce(AlertRules rules) {
    Consistency.require(rules, core.catalog());
    core.settings().replaceRules(rules);
    core.changeAll(Inventory::rulesReplaced);
  }

  private Instant now() {
    return Micros.instant(core.nowMicros());
  }

  private void audit(
      Principal principal, Tenant tenant, String action, String subject, String detail) {
    AuditEntry entry = new AuditEntry(now(), principal.name(), tenant, action, subject, detail);
    announcer.announce(new EngineEvent.UserActivity(entry));
    if (writer != null) {
      writer.then(store -> store.audit().append(entry));
    }
  }

  /** Requires a permission in every tenant here: the catalogue and the rules are theirs, too. */
  private void requireForAll(Permission permission, Principal principal) {
    principal.require(permission, principal.tenant());
    for (Tenant tenant : core.tenants()) {
      if (!principal.tenant().contains(tenant)) {
        principal.require(permission, tenant);
      }
    }
  }
}
