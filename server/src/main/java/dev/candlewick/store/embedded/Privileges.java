package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The user of PostgreSQL's programs, which refuse to run as root. `prefix` is put before each
/// command; `uid` owns what they write.
record Privileges(List<String> prefix, int uid) {
  private static final int ROOT_UID = 0;
  private static final int NOBODY_UID = 65534;
  private static final List<String> UNSHARE_PREFIX = List.of("unshare", "-U");

  static Privileges detect(Home home, Platform platform) {
    int currentUid = IoErrors.call("writing in " + home.root(), () -> ourUid(home));
    if (currentUid != ROOT_UID) {
      return new Privileges(userPrefix(platform), currentUid);
    }
    if (!platform.isLinux()) {
      throw IoErrors.misconfigured(
          "PostgreSQL does not run as root. Start candlewick as a normal user.");
    }
    Path owned = Files.exists(home.data()) ? home.data() : home.root();
    int owner = IoErrors.call("reading the owner of " + owned, () -> owner(owned));
    Privileges chosen = owner == ROOT_UID ? forRoot(home) : forUser(owner);
    if (!succeeds(chosen.prefix, "test", "-w", home.root().toString())) {
      new Privileges(List.of(), owner).changeOwner(home.root());
      throw homeUnreachable(home, chosen.uid);
    }
    return chosen;
  }

  private static StoreException homeUnreachable(Home home, int uid) {
    return IoErrors.misconfigured(
        ("PostgreSQL does not run as root, `unshare -U` is not permitted here or the files belong to another user, and user %d cannot reach %s by `setpriv`."
                + " Start candlewick as a normal user, or set CANDLEWICK_HOME to a directory that other users can reach.")
            .formatted(uid, home.root()));
  }

  /// Returns this process's user id, read from a new file: that works on every system.
  private static int ourUid(Home home) throws IOException {
    Path probe = Files.createTempFile(home.root(), "probe", null);
    try {
      return owner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  /// Returns the prefix for a user other than root. initdb rejects a user id that has no name, as
  /// in containers; inside a user namespace its name is "nobody".
  private static List<String> userPrefix(Platform platform) {
    boolean named = !platform.isLinux() || succeeds(List.of(), "id", "-un");
    return named || !succeeds(UNSHARE_PREFIX, "true") ? List.of() : UNSHARE_PREFIX;
  }

  private static Privileges forRoot(Home home) {
    if (succeeds(UNSHARE_PREFIX, "true")) {
      return new Privileges(UNSHARE_PREFIX, ROOT_UID);
    }
    Privileges nobody = forUser(NOBODY_UID);
    nobody.changeOwner(home.root());
    return nobody;
  }

  static Privileges forUser(int uid) {
    return new Privileges(
        List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"), uid);
  }

  private static boolean succeeds(List<String> prefix, String... command) {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(List.of(command));
    try {
      return Commands.runQuietly(line) == 0;
    } catch (IOException e) {
      // A command that is not installed counts as failed; the caller has another way or reports
      // it.
      return false;
    }
  }

  /// Gives a file to the user that reads it.
  void changeOwner(Path path) {
    IoErrors.run(
        "changing the owner of " + path + " to user " + uid,
        () -> {
          if (owner(path) != uid) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
          }
        });
  }

  /// Gives the entries of the data home to their user, so that it can start without root the next
  /// time; only root can do this.
  void changeOwnerOfEntries(Home home) {
    boolean root = uid == ROOT_UID || !(prefix.isEmpty() || prefix.equals(UNSHARE_PREFIX));
    if (!root) return;
    File[] entries = home.root().toFile().listFiles();
    for (File entry : entries == null ? new File[0] : entries) {
      if (!entry.toPath().equals(home.data())) {
        changeOwner(entry.toPath());
      }
    }
  }

  static int owner(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }
}
