package dev.candlewick.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A unit of work: the transactions of one operation as a single one. It begins with the first one
/// that writes; those that follow join it, and what is published in this process waits for its
/// commit.
final class UnitOfWork {
  /// The unit of work of this thread.
  private static final ScopedValue<UnitOfWork> CURRENT = ScopedValue.newInstance();

  private static final String SAVEPOINT = "step";

  private final Database database;
  private final Consumer<Handle> beforeFirst;
  private final List<Runnable> afterCommit = new ArrayList<>();
  private @Nullable Handle handle;

  /// A unit of work that has not begun.
  ///
  /// @param beforeFirst runs before the first write, in the same transaction
  UnitOfWork(Database database, Consumer<Handle> beforeFirst) {
    this.database = database;
    this.beforeFirst = beforeFirst;
  }

  /// Returns the unit of work of this thread in a database; null when there is none.
  static @Nullable UnitOfWork of(Database database) {
    return CURRENT.isBound() && CURRENT.get().database == database ? CURRENT.get() : null;
  }

  boolean isBegun() {
    return handle != null;
  }

  /// Runs work as this unit, then `beforeCommit` in the same transaction, and commits.
  <T> T run(Supplier<T> work, BiConsumer<Handle, T> beforeCommit) {
    T result;
    try {
      result = ScopedValue.where(CURRENT, this).call(work::get);
      Handle open = begin();
      beforeCommit.accept(open, result);
      open.commit();
    } catch (RuntimeException | Error e) {
      rollBack(e);
      throw e;
    }
    close();
    afterCommit.forEach(Runnable::run);
    return result;
  }

  /// Runs one of the transactions inside; its changes are rolled back when it fails.
  <T> T runStep(Function<Handle, T> work) {
    Handle open = begin();
    open.savepoint(SAVEPOINT);
    T result;
    try {
      result = work.apply(open);
    } catch (RuntimeException | Error e) {
      rollBackToSavepoint(open, e);
      throw e;
    }
    open.releaseSavepoint(SAVEPOINT);
    return result;
  }

  private static void rollBackToSavepoint(Handle open, Throwable fault) {
    try {
      open.rollbackToSavepoint(SAVEPOINT);
    } catch (RuntimeException e) {
      fault.addSuppressed(e);
    }
  }

  /// Adds an action that runs after the commit; it does not run without a commit.
  void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  private Handle begin() {
    Handle open = handle;
    if (open == null) {
      open = database.open();
      handle = open;
      open.begin();
      beforeFirst.accept(open);
    }
    return open;
  }

  private void rollBack(Throwable fault) {
    try {
      if (handle != null && handle.isInTransaction()) handle.rollback();
    } catch (RuntimeException e) {
      fault.addSuppressed(e);
    }
    try {
      close();
    } catch (RuntimeException e) {
      fault.addSuppressed(e);
    }
  }

  private void close() {
    Handle open = handle;
    handle = null;
    if (open != null) open.close();
  }
}
