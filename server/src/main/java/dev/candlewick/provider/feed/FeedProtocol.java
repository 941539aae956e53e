package dev.candlewick.provider.feed;

import dev.candlewick.provider.FeedTopic;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The WebSocket protocol of one venue. `WebSocketFeed` does everything else.
public interface FeedProtocol {
  /// The venue's name.
  String venue();

  /// The address to connect to.
  URI uri();

  /// The limits of the venue and its timeouts.
  FeedLimits limits();

  /// Whether the venue sends this topic.
  boolean supports(FeedTopic topic);

  /// Whether a connection with these other topics may carry this one too.
  default boolean fits(FeedTopic topic, Set<FeedTopic> others) {
    return true;
  }

  /// Creates the session of a new connection.
  Session newSession();

  /// The session of one connection; used by one thread at a time.
  interface Session {
    /// Returns the next message that subscribes some of these topics, at least one.
    Message subscribe(Set<FeedTopic> topics);

    /// Returns the next message that unsubscribes some of these topics, at least one.
    Message unsubscribe(Set<FeedTopic> topics);

    /// Parses a message of the venue. An undocumented message is `Unknown`, or throws
    /// `ProviderException`.
    List<FeedEvent> read(String text);

    /// Returns when the venue's clock says that the news of the last message happened; null when it
    /// does not say, and when the message repeats the past. A time that cannot be parsed throws
    /// `ProviderException`.
    default @Nullable Instant eventTime() {
      return null;
    }
  }

  /// A message to send.
  ///
  /// @param text null when these topics need no message
  /// @param topics the topics it concerns
  record Message(@Nullable String text, Set<FeedTopic> topics) {
    public Message {
      topics = Set.copyOf(topics);
    }
  }
}
