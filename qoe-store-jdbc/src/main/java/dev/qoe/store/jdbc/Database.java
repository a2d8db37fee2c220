package dev.qoe.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.qoe.api.store.StoreException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one database, with its place for messages. Thread-safe.
 *
 * <p>Failures come out as {@link StoreException} only; what fails because two writers met is done
 * again.
 */
final class Database implements AutoCloseable {

  private static final int ATTEMPTS = 5;

  private final HikariDataSource pool;
  private final boolean owned;
  private final boolean embedded;
  private final String place;
  private final Jdbi jdbi;

  /** Lets one write at a time to an embedded database. */
  private final ReentrantLock turn = new ReentrantLock();

  private volatile boolean closed;
  private volatile @Nullable StoreException unforced;

  /**
   * Takes over a pool.
   *
   * @param owned whether closing this closes the pool
   * @param embedded whether it is the one file of this process. H2 writes what all transactions
   *     have changed whenever one commits, and not quite as of one moment; so that a killed process
   *     leaves whole transactions behind, only one may be at work then
   * @param place where the database is, without any secret
   */
  Database(HikariDataSource pool, boolean owned, boolean embedded, String place) {
    this.pool = pool;
    this.owned = owned;
    this.embedded = embedded;
    this.place = place;
    this.jdbi = Jdbi.create(pool);
  }

  /** Does work that changes nothing. */
  <T> T read(String action, HandleCallback<T, RuntimeException> work) {
    return attempt(action, work);
  }

  /** Does work in one transaction; it may be called again, in another one. */
  <T> T write(String action, HandleCallback<T, RuntimeException> work) {
    for (int left = ATTEMPTS - 1; ; left--) {
      try {
        return inTurn(action, work);
      } catch (StoreException e) {
        if (left == 0 || !Failures.passing(e)) {
          throw e;
        }
      }
    }
  }

  private <T> T inTurn(String action, HandleCallback<T, RuntimeException> work) {
    if (!embedded) {
      return attempt(action, work);
    }
    turn.lock();
    try {
      return attempt(action, work);
    } finally {
      turn.unlock();
    }
  }

  /**
   * Forces the file of an embedded database to the disk. Once that has been tried and failed it
   * fails for good: an operating system may forget what it could not write, and say later that all
   * is well.
   */
  void force() {
    if (embedded) {
      StoreException before = unforced;
      if (before != null) {
        throw before;
      }
      try {
        change("force the file to the disk", handle -> handle.execute("CHECKPOINT SYNC"));
      } catch (StoreException e) {
        unforced = Failures.waitedInVain(e) ? null : e;
        throw e;
      }
    }
  }

  /** Does work in one transaction that returns nothing; it may be called again. */
  void change(String action, Consumer<Handle> work) {
    Object unused =
        write(
            action,
            handle -> {
              work.accept(handle);
              return place;
            });
  }

  /** Does work that hands rows on one by one; it is called once. */
  void stream(String action, Consumer<Handle> work) {
    Object unused =
        attempt(
            action,
            handle -> {
              work.accept(handle);
              return place;
            });
  }

  String place() {
    return place;
  }

  @Override
  public void close() {
    closed = true;
    if (owned) {
      pool.close();
    }
  }

  private <T> T attempt(String action, HandleCallback<T, RuntimeException> work) {
    if (closed) {
      throw new StoreException(
          "cannot %s in history '%s': it is closed; open it again".formatted(action, place),
          new IllegalStateException("closed"));
    }
    try {
      return jdbi.inTransaction(work);
    } catch (JdbiException e) {
      throw Failures.explain(place, action, e);
    }
  }
}
