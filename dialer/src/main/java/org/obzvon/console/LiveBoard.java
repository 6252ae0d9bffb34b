package org.obzvon.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.desk.OperatorState;
import org.obzvon.desk.QueueView;

/// The content of the live board, counted since the service started: outcomes by minute and the newest attempts
/// (without debtors). The lines, the queue and the operators come from their own sources.
public final class LiveBoard implements Consumer<List<Closed>> {
  public static final int MINUTES = 60;
  private static final int MOST_NEWS = 12;
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final Supplier<Vitals> vitals;
  private final Supplier<Optional<Floor>> floor;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Deque<Minute> minutes = new ArrayDeque<>();
  private final Deque<News> news = new ArrayDeque<>();
  private long total;
  private long reached;

  /// The state of the operators and their queue.
  public record Floor(Map<OperatorState, Long> operators, QueueView queue) {}

  /// @param line cells: time, channel, line, outcome
  public record News(List<String> line) {}

  private static final class Minute {
    private final Instant from;
    private int all;
    private int reached;

    private Minute(Instant from) {
      this.from = from;
    }
  }

  /// @param floor empty where no operators work
  public LiveBoard(Supplier<Vitals> vitals, Supplier<Optional<Floor>> floor, InstantSource clock, ZoneId zone) {
    this.vitals = vitals;
    this.floor = floor;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public synchronized void accept(List<Closed> closed) {
    Instant now = clock.instant();
    Minute minute = minute(now);
    for (Closed end : closed) {
      minute.all++;
      total++;
      if (end.report().outcome() instanceof ContactOutcome.Reached) {
        minute.reached++;
        reached++;
      }
      news.addLast(
          new News(
              List.of(
                  SECOND.format(now.atZone(zone)), end.attempt().contact().step().channel().name(),
                  end.attempt().route().line(),
                  OutcomeNames.of(end.report().outcome()))));
      if (news.size() > MOST_NEWS) {
        news.removeFirst();
      }
    }
  }

  /// Returns and removes the news since the last call; only the newest are kept if there are many.
  public synchronized List<News> news() {
    List<News> all = List.copyOf(news);
    news.clear();
    return all;
  }

  private Minute minute(Instant now) {
    Instant from = now.truncatedTo(ChronoUnit.MINUTES);
    while (!minutes.isEmpty() && minutes.getFirst().from.isBefore(from.minus(Duration.ofMinutes(MINUTES - 1L)))) {
      minutes.removeFirst();
    }
    if (minutes.isEmpty() || minutes.getLast().from.isBefore(from)) {
      minutes.addLast(new Minute(from));
    }
    return minutes.getLast();
  }

  /// Returns every number of the board by its name.
  public Map<String, Object> numbers() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    for (Vitals.LineState line : vitals.get().lines()) {
      numbers.put("open " + line.name(), line.open());
    }
    vitals.get().waiting().forEach((state, count) -> numbers.put("waiting " + state, count));
    floor.get().ifPresent(
        now -> {
          for (OperatorState state : OperatorState.values()) {
            numbers.put("operators " + state, now.operators().getOrDefault(state, 0L));
          }
          numbers.put("queue", now.queue().waiting().size());
          numbers.put("abandoned", now.queue().abandoned());
        });
    synchronized (this) {
      numbers.put("total", total);
      numbers.put("reached", reached);
      numbers.put("minutes", bars(clock.instant()));
    }
    return numbers;
  }

  private List<Map<String, Object>> bars(Instant now) {
    minute(now);
    Map<Instant, Minute> known = new LinkedHashMap<>();
    minutes.forEach(minute -> known.put(minute.from, minute));
    List<Map<String, Object>> bars = new ArrayList<>();
    for (int back = MINUTES - 1; back >= 0; back--) {
      Instant from = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(back));
      Minute minute = known.getOrDefault(from, new Minute(from));
      bars.add(Map.of("t", MINUTE.format(from.atZone(zone)), "a", minute.reached, "b", minute.all));
    }
    return bars;
  }
}
