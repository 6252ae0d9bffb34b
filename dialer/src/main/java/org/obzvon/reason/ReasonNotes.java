package org.obzvon.reason;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.obzvon.document.Sentence;
import org.obzvon.reason.Consequence.Whom;
import org.obzvon.reason.Tickets.Filter;
import org.obzvon.register.Account;

/// Describes which reasons were given in an account's household and the consequence of each, newest first. Old reasons
/// are left out once their tickets are closed.
public record ReasonNotes(ReasonBook book, Tickets tickets) {
  private static final int MOST = 20;
  private static final Duration RECENT = Duration.ofDays(90);

  public List<Sentence> about(Account account, Instant now) {
    List<ReasonBook.Kept> kept = book.ofHousehold(account.household(), MOST);
    if (kept.isEmpty()) {
      return List.of();
    }
    Map<UUID, Ticket> known = tickets.page(Filter.of(account.household()), Optional.empty(), MOST).stream()
        .collect(Collectors.toMap(Ticket::id, Function.identity()));
    return kept.stream()
        .filter(one -> one.at().isAfter(now.minus(RECENT)) || isOpen(one, known))
        .map(one -> note(one, one.ticket().map(known::get)))
        .toList();
  }

  private static boolean isOpen(ReasonBook.Kept kept, Map<UUID, Ticket> known) {
    return kept.ticket().map(known::get).filter(ticket -> ticket.state() != TicketState.CLOSED).isPresent();
  }

  private static Sentence note(ReasonBook.Kept kept, Optional<Ticket> ticket) {
    List<Sentence> followed = new ArrayList<>();
    ticket.ifPresent(one -> followed.addAll(words(one)));
    kept.pause().ifPresent(pause -> followed.add(words(pause, kept)));
    if (followed.isEmpty()) {
      followed.add(ReasonWords.NO_CONSEQUENCE.with());
    }
    return ReasonWords.GIVEN.of(followed, kept.reason(), kept.at(), kept.listener());
  }

  private static List<Sentence> words(Ticket ticket) {
    List<Sentence> words = new ArrayList<>();
    words.add(
        switch (ticket.state()) {
          case OPEN -> ReasonWords.TICKET_OPEN.with();
          case ANSWERED -> ReasonWords.TICKET_ANSWERED.with(ticket.answered().orElseThrow().at());
          case CLOSED -> ReasonWords.TICKET_CLOSED.with(ticket.closed().orElseThrow().at());
        });
    if (ticket.holdsDemands()) {
      words.add(
          switch (ticket.hold()) {
            case UNTIL_ANSWERED -> ReasonWords.NO_DEMANDS_UNTIL_ANSWERED.with();
            case UNTIL_CLOSED -> ReasonWords.NO_DEMANDS_UNTIL_CLOSED.with();
            case NOTHING -> throw new IllegalStateException("a ticket that holds nothing back holds demands back");
          });
    }
    return words;
  }

  private static Sentence words(Consequence.Pause pause, ReasonBook.Kept kept) {
    if (pause.whom() == Whom.HOUSEHOLD) {
      return (pause.working() ? ReasonWords.PAUSE_WORKING : ReasonWords.PAUSE).with(pause.days());
    }
    String number = kept.number().map(Object::toString).orElse("");
    return (pause.working() ? ReasonWords.PAUSE_NUMBER_WORKING : ReasonWords.PAUSE_NUMBER).with(pause.days(), number);
  }
}
