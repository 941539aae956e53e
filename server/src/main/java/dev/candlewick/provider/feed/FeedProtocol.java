package dev.candlewick.provider.feed;

import dev.candlewick.provider.FeedTopic;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How one venue is spoken to over a WebSocket. `WebSocketFeed` does everything else.
public interface FeedProtocol {
  /// The venue's name.
  String venue();

  /// Where to connect.
  URI uri();

  /// What the venue allows and how regularly it speaks.
  FeedLimits limits();

  /// Whether the venue sends this.
  boolean supports(FeedTopic topic);

  /// Whether a connection that carries these others may carry this too.
  default boolean fits(FeedTopic topic, Set<FeedTopic> others) {
    return true;
  }

  /// What is said on a new connection.
  Session newSession();

  /// What is said on one connection; one thread at a time uses it.
  interface Session {
    /// The next message that asks for some of these, at least one.
    Message subscribe(Set<FeedTopic> topics);

    /// The next message that ends some of these, at least one.
    Message unsubscribe(Set<FeedTopic> topics);

    /// What a message of the venue says. What is no documented message is `Unknown`, or throws
    /// `ProviderException`.
    List<FeedEvent> read(String text);
  }

  /// Something to send.
  ///
  /// @param text null when there is nothing to say for these topics
  /// @param topics what it is about
  record Message(@Nullable String text, Set<FeedTopic> topics) {
    public Message {
      topics = Set.copyOf(topics);
    }
  }
}
