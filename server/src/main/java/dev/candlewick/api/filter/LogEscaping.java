package dev.candlewick.api.filter;

import io.quarkus.logging.LoggingFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;

/// Escapes control characters in log messages, so that no value of a client can begin a line or
/// control a terminal. It is the console's filter, so it handles every logger.
@LoggingFilter(name = "log-lines")
public final class LogEscaping implements Filter {
  private static final int MAX_CHAIN = 20;
  private static final Formatter FORMATTER = new PatternFormatter("%s");

  @Override
  public boolean isLoggable(LogRecord record) {
    if (!(record instanceof ExtLogRecord line)) return true;
    String message = FORMATTER.formatMessage(line);
    List<Throwable> chain = chain(line.getThrown());
    boolean unsafe = chain.stream().anyMatch(fault -> isUnsafe(fault.toString()));
    if (unsafe) {
      line.setThrown(null);
      line.setMessage(escaped(message) + trace(chain), ExtLogRecord.FormatStyle.NO_FORMAT);
    } else if (message != null && isUnsafe(message)) {
      line.setMessage(escaped(message), ExtLogRecord.FormatStyle.NO_FORMAT);
    }
    return true;
  }

  private static List<Throwable> chain(@Nullable Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable fault = thrown;
        fault != null && chain.size() < MAX_CHAIN;
        fault = fault.getCause()) {
      chain.add(fault);
    }
    return chain;
  }

  /// As the formatter would print it, but for the escaped messages.
  private static String trace(List<Throwable> chain) {
    StringBuilder trace = new StringBuilder();
    for (Throwable fault : chain) {
      trace.append(trace.isEmpty() ? ": " : "\nCaused by: ").append(escaped(fault.toString()));
      for (StackTraceElement frame : fault.getStackTrace()) trace.append("\n\tat ").append(frame);
    }
    return trace.toString();
  }

  private static boolean isUnsafe(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUnsafe(text.charAt(i))) return true;
    }
    return false;
  }

  /// Line and paragraph separators end a line for some readers, and so do the controls.
  private static boolean isUnsafe(char c) {
    return (Character.isISOControl(c) && c != '\t') || c == '\u2028' || c == '\u2029';
  }

  private static String escaped(@Nullable String text) {
    if (text == null || !isUnsafe(text)) return String.valueOf(text);
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        default -> escaped.append(isUnsafe(c) ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return escaped.toString();
  }
}
