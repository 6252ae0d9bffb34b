package org.obzvon.console;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// Publishes live events to open pages. Publishing never waits: a page that reads too slowly is disconnected, and its
/// browser reconnects by itself with the id of the last message it saw.
public final class LiveFeed {
  /// Covers half a minute at two messages a second. A page that falls further behind is disconnected.
  static final int MOST_QUEUED = 64;
  static final int MOST_REMEMBERED = 20;

  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final Map<String, Message> states = new HashMap<>();
  private final Map<String, Deque<Message>> news = new HashMap<>();
  private long last;

  /// @param clock ids begin at its time, so that ids of an earlier run are always lower
  public LiveFeed(InstantSource clock) {
    this.last = clock.instant().toEpochMilli() * 1000;
  }

  /// @param id increases with every message
  public record Message(long id, String event, String data) {}

  /// The subscription of one open page.
  public final class Subscription implements AutoCloseable {
    private final String topic;
    private final Runnable wake;
    private final Queue<Message> queue = new ArrayBlockingQueue<>(MOST_QUEUED);
    private volatile boolean closed;

    private Subscription(String topic, Runnable wake) {
      this.topic = topic;
      this.wake = wake;
    }

    /// Returns the next message, if there is one. It never waits.
    public Optional<Message> poll() {
      return Optional.ofNullable(queue.poll());
    }

    /// Returns whether no further message comes once the queued ones have been polled.
    public boolean isClosed() {
      return closed;
    }

    @Override
    public void close() {
      closed = true;
      subscriptions.remove(this);
    }

    private void offer(Message message) {
      if (!queue.offer(message)) {
        close();
      }
    }
  }

  /// Opens a subscription with the newest state of the topic and the news that the page has not seen.
  ///
  /// @param seen id of the last message the page saw; empty: none
  /// @param wake called after messages came; must not wait
  public synchronized Subscription subscribe(String topic, OptionalLong seen, Runnable wake) {
    Subscription subscription = new Subscription(topic, wake);
    Optional.ofNullable(states.get(topic)).ifPresent(subscription::offer);
    news.getOrDefault(topic, new ArrayDeque<>()).stream()
        .filter(message -> message.id > seen.orElse(0))
        .forEach(subscription::offer);
    subscriptions.add(subscription);
    return subscription;
  }

  /// Publishes a state: only the newest counts, and later subscribers receive it too.
  public void state(String topic, String event, String data) {
    List<Subscription> told;
    synchronized (this) {
      Message message = new Message(++last, event, data);
      states.put(topic, message);
      told = tell(topic, message);
    }
    told.forEach(one -> one.wake.run());
  }

  /// Publishes news in order. The newest few are kept for pages that reconnect.
  public void news(String topic, String event, String data) {
    List<Subscription> told;
    synchronized (this) {
      Message message = new Message(++last, event, data);
      Deque<Message> remembered = news.computeIfAbsent(topic, _ -> new ArrayDeque<>());
      remembered.addLast(message);
      if (remembered.size() > MOST_REMEMBERED) {
        remembered.removeFirst();
      }
      told = tell(topic, message);
    }
    told.forEach(one -> one.wake.run());
  }

  private List<Subscription> tell(String topic, Message message) {
    List<Subscription> told = new ArrayList<>();
    for (Subscription one : subscriptions) {
      if (one.topic.equals(topic)) {
        one.offer(message);
        told.add(one);
      }
    }
    return told;
  }

  public int open() {
    return subscriptions.size();
  }

  public boolean isWatched(String topic) {
    return subscriptions.stream().anyMatch(one -> one.topic.equals(topic));
  }
}
