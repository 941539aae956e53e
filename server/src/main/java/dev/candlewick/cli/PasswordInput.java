package dev.candlewick.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Reads a password: typed by a user, without echo and twice, or from a script's standard input.
final class PasswordInput {
  private PasswordInput() {}

  static String read(boolean stdin, CommandLine at) {
    return stdin ? readLine(at) : prompt(at);
  }

  private static String readLine(CommandLine at) {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder()))
              .readLine();
      if (line == null) throw new ParameterException(at, "the standard input is empty");
      return line;
    } catch (CharacterCodingException e) {
      throw new ParameterException(at, "the password is not UTF-8", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// JDK 25 returns null where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static String prompt(CommandLine at) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new ParameterException(at, "there is no terminal for a prompt; use --password-stdin");
    }
    char[] first = console.readPassword("Password: ");
    char[] second = console.readPassword("Again: ");
    if (first == null || !Arrays.equals(first, second)) {
      throw new ParameterException(at, "the two passwords differ");
    }
    return new String(first);
  }
}
