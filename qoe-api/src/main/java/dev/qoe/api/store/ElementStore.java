package dev.qoe.api.store;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The port through which elements are kept. Thread-safe.
 *
 * @since 0.1
 */
public interface ElementStore {

  /** Keeps elements; one that is there already is replaced. */
  void save(Collection<NetworkElement> elements);

  /** Removes an element; returns whether it was there. */
  boolean remove(ElementPath path);

  /** Returns an element, if it is there. */
  Optional<NetworkElement> find(ElementPath path);

  /** Returns the elements of a tenant and its descendants, in the order of their paths. */
  List<NetworkElement> list(Tenant tenant);
}
