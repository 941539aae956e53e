package dev.candlewick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.identity.Actor;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves that a write and its response are stored together or not at all, and for a day.
class IdempotencyStoreTest {
  private static Database database;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void aWriteAndItsAnswerAreOneTransaction() {
    IdempotencyStore store = new IdempotencyStore(database);
    Actor me = Accounts.create(database, "myself");
    IdempotencyStore.Key key =
        new IdempotencyStore.Key(me.accountId(), new byte[] {1}, new byte[] {2});
    RuntimeException broken = new IllegalStateException("after the write");
    assertThat(
            catchThrowableOfType(
                IllegalStateException.class,
                () ->
                    store.runInTransaction(
                        key,
                        () -> {
                          note(me, "first");
                          throw broken;
                        },
                        none -> new byte[0])))
        .isSameAs(broken);
    assertThat(store.find(key)).isEmpty();
    assertThat(events(me)).doesNotContain("first");
    assertThat(
            store.runInTransaction(
                key,
                () -> {
                  note(me, "second");
                  return "done";
                },
                text -> new byte[] {7}))
        .isEqualTo(new IdempotencyStore.Result.Executed<>("done"));
    assertThat(events(me)).contains("second");
    assertThat(store.find(key).orElseThrow())
        .isInstanceOf(IdempotencyStore.KeyState.Completed.class);
    assertThat(store.removeExpired()).isZero();
    age(key, "25 hours");
    assertThat(store.find(key)).isEmpty();
    assertThat(store.removeExpired()).isOne();
  }

  private void note(Actor actor, String action) {
    database.run(
        "note",
        handle ->
            AuditStore.append(
                handle, actor, new AuditStore.Event(actor.accountId(), action, null, Map.of())));
  }

  private List<String> events(Actor actor) {
    return database.read(
        "read",
        handle ->
            handle
                .createQuery("select action from audit where actor_id = :actor")
                .bind("actor", actor.accountId())
                .mapTo(String.class)
                .list());
  }

  private void age(IdempotencyStore.Key key, String age) {
    database.<Integer>transaction(
        key.accountId(),
        "age",
        handle ->
            handle.execute(
                "update idempotency_key set created_at = created_at - cast(? as interval)", age));
  }
}
