package org.obzvon.comparison.jooq;

import static org.obzvon.comparison.jooq.LedgerLine.Part.ACCOUNT;
import static org.obzvon.comparison.jooq.LedgerLine.Part.CONTACT;
import static org.obzvon.comparison.jooq.LedgerLine.Part.COUNT;
import static org.obzvon.comparison.jooq.LedgerLine.Part.CURRENCY;
import static org.obzvon.comparison.jooq.LedgerLine.Part.NUMBER;
import static org.obzvon.comparison.jooq.LedgerLine.Part.PRICE;
import static org.obzvon.comparison.jooq.LedgerLine.Part.SECOND;
import static org.obzvon.comparison.jooq.LedgerLine.Part.THIRD;
import static org.obzvon.comparison.jooq.LedgerLine.Part.TIME;
import static org.obzvon.comparison.jooq.LedgerLine.Part.WORD_1;
import static org.obzvon.comparison.jooq.LedgerLine.Part.WORD_2;
import static org.obzvon.comparison.jooq.LedgerLine.Part.WORD_3;
import static org.obzvon.comparison.jooq.LedgerLine.Part.WORD_4;
import static org.obzvon.comparison.jooq.LedgerLine.Part.WORD_5;
import static org.obzvon.comparison.jooq.LedgerLine.Part.WORD_6;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.comparison.ComparedAttempt;
import org.obzvon.comparison.OperatorTurn;
import org.obzvon.comparison.PastText;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Refusal;

/// The attempts of one household with what belongs to them: permissions of the policy, turns of operators, messages.
final class HouseholdAttempts {
  /// Outcomes of attempts that were never placed: our own side had no line, refused, or called the attempt off.
  private static final Set<String> NEVER_PLACED = Set.of(
      Refusal.PREFIX_NOT_ALLOWED.name(), Fault.CONGESTION.name(), Fault.EXCHANGE.name(), Fault.NO_OPERATOR.name(),
      Fault.CALLED_OFF.name());
  private static final Set<String> BROKEN = Set.of("FAILED", "LOST");

  private final Map<UUID, String> currencies = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private final Map<UUID, List<Instant>> permissions = new HashMap<>();
  private final Map<Key, Desk> desk = new HashMap<>();
  private final Map<UUID, List<PastText>> letters = new HashMap<>();

  private record Key(UUID contact, int number) {}

  /// @param compared empty if the attempt is no part of an arm's treatment, or met a fault of our own side
  private record Row(Key key, Instant at, boolean againstStop, Optional<ComparedAttempt> compared) {}

  /// The work of all operators on one attempt.
  ///
  /// @param reason that the last operator recorded, who had it from the debtor directly
  /// @param reasonOrder position of that operator's turn among all turns
  private record Desk(Duration talk, Duration wrapUp, Optional<String> reason, long reasonOrder) {
    Desk plus(Desk other) {
      boolean later = other.reason.isPresent() && (reason.isEmpty() || other.reasonOrder > reasonOrder);
      return new Desk(
          talk.plus(other.talk), wrapUp.plus(other.wrapUp), later ? other.reason : reason,
          later ? other.reasonOrder : reasonOrder);
    }
  }

  /// @param currency of the account now; a message in another currency has no price, since nothing is converted
  void setCurrency(UUID account, String currency) {
    currencies.put(account, currency);
  }

  void add(LedgerLine line) {
    UUID account = line.id(ACCOUNT);
    Channel channel = Channel.valueOf(line.word(WORD_1));
    Optional<BigDecimal> price = channel.isCall() ? Optional.empty() : price(line, account);
    Instant at = line.instant(TIME);
    if (channel == Channel.SMS) {
      letters.computeIfAbsent(account, _ -> new ArrayList<>()).add(letter(line, at, price));
    }
    Optional<ComparedAttempt> compared = line.flag(LedgerLines.COUNTS)
        ? Optional.of(compared(line, account, channel, price))
        : Optional.empty();
    rows.add(
        new Row(
            new Key(line.id(CONTACT), line.number(NUMBER)), at, line.flag(LedgerLines.AGAINST_STOP), compared));
  }

  private Optional<BigDecimal> price(LedgerLine line, UUID account) {
    if (!line.flag(LedgerLines.HAS_MESSAGE) || !line.word(CURRENCY).equals(currencies.get(account))) {
      return Optional.empty();
    }
    return Optional.of(line.flag(LedgerLines.DECLINED) ? BigDecimal.ZERO : new BigDecimal(line.word(PRICE)));
  }

  private static ComparedAttempt compared(
      LedgerLine line, UUID account, Channel channel, Optional<BigDecimal> price) {
    String outcome = line.word(WORD_4);
    boolean answered = line.has(SECOND);
    boolean pickedUp = channel.isCall() ? answered : "DELIVERED".equals(outcome);
    return new ComparedAttempt(
        account,
        new ComparedAttempt.By(channel, line.word(WORD_2)),
        new ComparedAttempt.Route(line.word(WORD_3), isPlaced(line, outcome)),
        line.instant(TIME),
        channel.isCall() && answered ? talk(line, channel) : ComparedAttempt.Time.NONE,
        channel.isCall()
            ? ComparedAttempt.Text.NONE
            : new ComparedAttempt.Text((int) line.wholeAmount(), price),
        new ComparedAttempt.Answer(
            pickedUp, "REACHED".equals(outcome), pickedUp && outcome != null && BROKEN.contains(outcome),
            Optional.ofNullable(line.word(WORD_6))));
  }

  /// Returns true if the attempt left towards the network. A lost call whose fate is unknown counts as placed.
  private static boolean isPlaced(LedgerLine line, String outcome) {
    boolean answered = line.has(SECOND);
    if (outcome == null) {
      return line.flag(LedgerLines.ACCEPTED) || answered;
    }
    String detail = line.word(WORD_5);
    return answered || detail == null || !NEVER_PLACED.contains(detail);
  }

  /// Returns the times of a call without a record of the desk: an operator talked for the whole of an operator call.
  private static ComparedAttempt.Time talk(LedgerLine line, Channel channel) {
    Instant answered = line.instant(SECOND);
    Optional<Instant> ended = line.moment(THIRD).filter(end -> end.isAfter(answered));
    if (ended.isEmpty()) {
      return ComparedAttempt.Time.NONE;
    }
    Duration talk = Duration.between(answered, ended.get());
    return new ComparedAttempt.Time(talk, channel == Channel.OPERATOR ? talk : Duration.ZERO, Duration.ZERO);
  }

  private static PastText letter(LedgerLine line, Instant at, Optional<BigDecimal> price) {
    boolean sent = line.has(LedgerLine.Part.AMOUNT);
    int planned = line.flag(LedgerLines.DECLINED) ? 0 : line.number(COUNT);
    return new PastText(
        line.id(CONTACT), line.flag(LedgerLines.NOTICE), at, state(line.word(WORD_4)),
        sent ? (int) line.wholeAmount() : planned, price, line.word(WORD_3));
  }

  private static PastText.State state(String outcome) {
    return switch (outcome) {
      case null -> PastText.State.OPEN;
      case "DELIVERED" -> PastText.State.DELIVERED;
      case "UNDELIVERABLE" -> PastText.State.UNDELIVERABLE;
      case "FAILED" -> PastText.State.FAILED;
      default -> PastText.State.LOST; // LOST, and states that a later version may write
    };
  }

  void addUnsentNotice(LedgerLine line) {
    letters.computeIfAbsent(line.id(ACCOUNT), _ -> new ArrayList<>()).add(
        new PastText(
            line.id(CONTACT), true, line.instant(TIME), PastText.State.NOT_SENT, 0, Optional.empty(), ""));
  }

  void addPermission(LedgerLine line) {
    permissions.computeIfAbsent(line.id(CONTACT), _ -> new ArrayList<>(2)).add(line.instant(TIME));
  }

  void addTurn(LedgerLine line, OperatorTurn.Times times) {
    desk.merge(
        new Key(line.id(CONTACT), line.number(NUMBER)),
        new Desk(times.talk(), times.wrapUp(), Optional.ofNullable(line.word(WORD_6)), line.wholeAmount()), Desk::plus);
  }

  Map<UUID, List<PastText>> letters() {
    return letters;
  }

  List<ComparedAttempt> compared() {
    List<ComparedAttempt> compared = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.compared.isPresent()) {
        ComparedAttempt attempt = row.compared.get();
        Desk work = desk.isEmpty() ? null : desk.get(row.key);
        compared.add(work == null || !attempt.by().channel().isCall() ? attempt : with(attempt, work));
      }
    }
    return compared;
  }

  private static ComparedAttempt with(ComparedAttempt attempt, Desk work) {
    ComparedAttempt.Answer answer = attempt.answer();
    return new ComparedAttempt(
        attempt.account(), attempt.by(), attempt.route(), attempt.at(),
        new ComparedAttempt.Time(attempt.time().talk(), work.talk, work.wrapUp), attempt.text(),
        new ComparedAttempt.Answer(
            answer.answered(), answer.reached(), answer.broken(), work.reason.or(answer::reason)));
  }

  /// Counts the attempts that the policy had not allowed, or that were made while a suppression was in force; a
  /// suppression that began at the very instant of the attempt resulted from it. Each attempt needs its own permission:
  /// given after the previous attempt of the same contact, and not after the attempt itself. Notices are not checked
  /// against suppressions, because the policy's profile decides which suppressions stop a notice.
  int notAllowed() {
    int count = 0;
    for (Row row : rows) {
      count += row.againstStop || !isAllowed(row) ? 1 : 0;
    }
    return count;
  }

  private boolean isAllowed(Row row) {
    List<Instant> given = permissions.getOrDefault(row.key.contact, List.of());
    if (given.isEmpty()) {
      return false;
    }
    Optional<Instant> before = rows.stream()
        .filter(other -> other.key.contact.equals(row.key.contact) && other.key.number < row.key.number)
        .map(Row::at).max(Instant::compareTo);
    for (Instant moment : given) {
      if (!moment.isAfter(row.at) && (before.isEmpty() || !moment.isBefore(before.get()))) {
        return true;
      }
    }
    return false;
  }
}
