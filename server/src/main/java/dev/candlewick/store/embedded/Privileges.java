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
  private static final int ROOT = 0;
  private static final int NOBODY = 65534;
  private static final List<String> UNSHARE = List.of("unshare", "-U");

  static Privileges detect(Home home, Platform platform) {
    int us = Faults.io("writing in " + home.root(), () -> ourUid(home));
    if (us != ROOT) {
      return new Privileges(asUser(platform), us);
    }
    if (!platform.isLinux()) {
      throw Faults.misconfigured(
          "PostgreSQL does not run as root. Start candlewick as a normal user.");
    }
    Path owned = Files.exists(home.data()) ? home.data() : home.root();
    int owner = Faults.io("reading the owner of " + owned, () -> owner(owned));
    Privileges chosen = owner == ROOT ? asRoot(home) : user(owner);
    if (!works(chosen.prefix, "test", "-w", home.root().toString())) {
      new Privileges(List.of(), owner).give(home.root());
      throw unreachable(home, chosen.uid);
    }
    return chosen;
  }

  private static StoreException unreachable(Home home, int uid) {
    return Faults.misconfigured(
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
  private static List<String> asUser(Platform platform) {
    boolean named = !platform.isLinux() || works(List.of(), "id", "-un");
    return named || !works(UNSHARE, "true") ? List.of() : UNSHARE;
  }

  private static Privileges asRoot(Home home) {
    if (works(UNSHARE, "true")) {
      return new Privileges(UNSHARE, ROOT);
    }
    Privileges nobody = user(NOBODY);
    nobody.give(home.root());
    return nobody;
  }

  static Privileges user(int uid) {
    return new Privileges(
        List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"), uid);
  }

  private static boolean works(List<String> prefix, String... command) {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(List.of(command));
    try {
      return Commands.quietly(line) == 0;
    } catch (IOException e) {
      // Not installed is one of the ways not to work; whoever asks has the next way or says so.
      return false;
    }
  }

  /// Hands a file we wrote to the user who shall read it.
  void give(Path path) {
    Faults.act(
        "giving " + path + " to user " + uid,
        () -> {
          if (owner(path) != uid) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
          }
        });
  }

  /// So that their owner can start without root the next time; only root can give.
  void giveEntries(Home home) {
    boolean root = uid == ROOT || !(prefix.isEmpty() || prefix.equals(UNSHARE));
    if (!root) return;
    File[] entries = home.root().toFile().listFiles();
    for (File entry : entries == null ? new File[0] : entries) {
      if (!entry.toPath().equals(home.data())) {
        give(entry.toPath());
      }
    }
  }

  static int owner(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }
}
