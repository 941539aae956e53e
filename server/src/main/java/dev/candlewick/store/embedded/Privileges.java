package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Under whose name PostgreSQL's programs run: they refuse to run as root. `prefix` is put before
/// each command; `uid` owns what they write.
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
        ("PostgreSQL does not run as root, `unshare -U` is refused here or the files belong to another, and user %d cannot reach %s by `setpriv`."
                + " Start candlewick as a normal user, or set CANDLEWICK_HOME to a directory that others can reach.")
            .formatted(uid, home.root()));
  }

  /// A file of our own tells our user id on every system.
  private static int ourUid(Home home) throws IOException {
    Path probe = Files.createTempFile(home.root(), "probe", null);
    try {
      return owner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  /// initdb refuses a user id that has no name, as containers give; inside a user namespace it is
  /// "nobody".
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
      // Not installed is one of the ways not to work; whoever asks has the next way or says so.
      return false;
    }
  }

  /// Hands a file we wrote to the user who shall read it.
  void changeOwner(Path path) {
    IoErrors.run(
        "giving " + path + " to user " + uid,
        () -> {
          if (owner(path) != uid) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
          }
        });
  }

  /// So that their owner can start without root the next time; only root can give.
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
