package dev.candlewick.store;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Distinguishes a commit that PostgreSQL rejected from one whose response was lost: after the
/// first nothing is stored, after the second the outcome is unknown.
final class CommitFailureHandler extends DelegatingTransactionHandler {
  private final Runnable onLostCommit;

  /// A handler on the usual one.
  ///
  /// @param onLostCommit runs when the outcome of a commit is unknown
  CommitFailureHandler(Runnable onLostCommit) {
    this(LocalTransactionHandler.binding(), onLostCommit);
  }

  private CommitFailureHandler(TransactionHandler delegate, Runnable onLostCommit) {
    super(delegate);
    this.onLostCommit = onLostCommit;
  }

  /// The response to a commit was lost.
  static final class LostCommitException extends JdbiException {
    private static final long serialVersionUID = 1L;

    LostCommitException(TransactionException cause) {
      super(cause);
    }
  }

  @Override
  public TransactionHandler specialize(Handle handle) throws SQLException {
    return new CommitFailureHandler(getDelegate().specialize(handle), onLostCommit);
  }

  @Override
  public void commit(Handle handle) {
    try {
      super.commit(handle);
    } catch (TransactionException e) {
      if (isRejected(e)) throw e;
      onLostCommit.run();
      throw new LostCommitException(e);
    }
  }

  /// Returns whether the server rejected the commit. An error that the server reports has ended the
  /// transaction; a fatal one has ended the session, before or after the commit.
  private static boolean isRejected(TransactionException fault) {
    if (!(fault.getCause() instanceof PSQLException stated)) return false;
    ServerErrorMessage message = stated.getServerErrorMessage();
    return message != null && "ERROR".equals(message.getSeverity());
  }
}
