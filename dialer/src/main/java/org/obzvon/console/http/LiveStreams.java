package org.obzvon.console.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.sse.Event;
import io.micronaut.json.JsonMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.obzvon.background.BackgroundLoop.Round;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;
import org.obzvon.console.LiveBoard;
import org.obzvon.console.LiveFeed;
import org.obzvon.console.Vitals;
import org.obzvon.staff.Sessions;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Signal;

/// Sends the feed to browsers as server-sent events. The board's numbers go out at most twice a second however much
/// happens, and only while somebody watches and a number changed; a heartbeat every few seconds shows both sides that
/// the other is there. A stream ends [#GUARD] after its session at the latest, however that ended.
@Singleton
public final class LiveStreams {
  public static final String BOARD = "board";
  private static final Duration BEAT = Duration.ofSeconds(15);
  private static final Duration COME_BACK = Duration.ofSeconds(3);
  private static final Duration GUARD = Duration.ofSeconds(2);
  private static final Duration TICK = Duration.ofMillis(500);

  private final LiveFeed feed;
  private final LiveBoard board;
  private final JsonMapper json;
  private final Sessions sessions;
  private final Vitals vitals;
  private final Set<Pipe> open = ConcurrentHashMap.newKeySet();
  private final BackgroundLoop ticks = new BackgroundLoop(
      Thread.ofPlatform().daemon().name("live-board"), LoopIntervals.every(TICK).firstAfter(TICK),
      Round.of(this::tick));
  private final BackgroundLoop guards = new BackgroundLoop(
      Thread.ofPlatform().daemon().name("live-sessions"), LoopIntervals.every(GUARD).firstAfter(GUARD),
      Round.of(this::guard));
  private String shown = "";

  LiveStreams(LiveFeed feed, LiveBoard board, JsonMapper json, Sessions sessions, Vitals vitals) {
    this.feed = feed;
    this.board = board;
    this.json = json;
    this.sessions = sessions;
    this.vitals = vitals;
    ticks.start();
    guards.start();
  }

  private void guard() {
    if (!vitals.storeAnswers()) {
      return;
    }
    List<Pipe> pipes = List.copyOf(open);
    if (!pipes.isEmpty()) {
      Set<String> alive = sessions.alive(pipes.stream().map(pipe -> pipe.token).collect(Collectors.toSet()));
      pipes.stream().filter(pipe -> !alive.contains(pipe.token)).forEach(Pipe::end);
    }
  }

  private void tick() {
    if (!vitals.storeAnswers()) {
      return;
    }
    List<LiveBoard.News> news = board.news();
    if (!news.isEmpty()) {
      feed.news(BOARD, "lines", written(news.stream().map(LiveBoard.News::line).toList()));
    }
    if (feed.isWatched(BOARD)) {
      showNumbers();
    }
  }

  private synchronized void showNumbers() {
    String numbers = written(board.numbers());
    if (!numbers.equals(shown)) {
      shown = numbers;
      feed.state(BOARD, "numbers", numbers);
    }
  }

  /// Returns the present numbers, for a page that is being written.
  public Map<String, Object> numbers() {
    return board.numbers();
  }

  /// Returns the events of a topic for one page.
  public Publisher<Event<String>> of(String topic, HttpRequest<?> request) {
    OptionalLong seen = seen(request);
    String token = AdmittedRequest.of(request).token();
    Flux<Event<String>> messages = Flux.create(sink -> new Pipe(topic, token, sink).open(seen),
        FluxSink.OverflowStrategy.ERROR);
    Flux<Event<String>> beats = Flux.interval(BEAT).onBackpressureDrop().map(_ -> Event.of("").name("beat"));
    Event<String> hello = Event.of("").name("hello").retry(COME_BACK);
    // The heartbeats end together with the messages, so that the browser notices and reconnects.
    return Flux.concat(Flux.just(hello),
        Flux.<Signal<Event<String>>>merge(messages.materialize(), beats.materialize()).dematerialize());
  }

  private static OptionalLong seen(HttpRequest<?> request) {
    return Optional.ofNullable(request.getHeaders().get("Last-Event-ID"))
        .filter(id -> id.matches("\\d{1,18}"))
        .map(id -> OptionalLong.of(Long.parseLong(id)))
        .orElse(OptionalLong.empty());
  }

  private String written(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @PreDestroy
  void stop() {
    ticks.close();
    guards.close();
  }

  /// Passes messages on as fast as the browser takes them and no faster.
  private final class Pipe {
    private final String topic;
    private final String token;
    private final FluxSink<Event<String>> sink;
    private LiveFeed.Subscription subscription;

    private Pipe(String topic, String token, FluxSink<Event<String>> sink) {
      this.topic = topic;
      this.token = token;
      this.sink = sink;
    }

    private void open(OptionalLong seen) {
      synchronized (this) {
        subscription = feed.subscribe(topic, seen, this::flow);
      }
      open.add(this);
      sink.onDispose(this::close);
      sink.onRequest(_ -> flow());
      flow();
    }

    private void close() {
      open.remove(this);
      subscription.close();
    }

    private void end() {
      close();
      sink.complete();
    }

    private synchronized void flow() {
      if (subscription == null) {
        return;
      }
      while (sink.requestedFromDownstream() > 0) {
        Optional<LiveFeed.Message> message = subscription.poll();
        if (message.isEmpty()) {
          if (subscription.isClosed()) {
            sink.complete();
          }
          return;
        }
        sink.next(Event.of(message.get().data()).name(message.get().event()).id(Long.toString(message.get().id())));
      }
    }
  }
}
