package org.obzvon.desk;

import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.STAFF_USER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.DialogueSink;
import org.obzvon.call.QueueEvent;
import org.obzvon.call.icu.IcuWords;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.FinallyCheckedChannel;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.jooq.JooqOpenAttempts;
import org.obzvon.contact.jooq.JooqLatePromiseBook;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.desk.jooq.JooqCallBacks;
import org.obzvon.desk.jooq.JooqDebtorCards;
import org.obzvon.desk.jooq.JooqDeskBook;
import org.obzvon.desk.jooq.JooqOperators;
import org.obzvon.desk.jooq.JooqRecordingBook;
import org.obzvon.desk.yaml.YamlSpeechModules;
import org.obzvon.document.Sentence;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.policy.jooq.PolicySurroundings;
import org.obzvon.reason.ReasonRules;
import org.obzvon.reason.RuledReasons;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// A desk on a real PostgreSQL; the test plays the exchange, the debtors' lines and the queue of contacts. Its rounds
/// run until it is closed.
final class Office implements AutoCloseable {
  static final Instant NOON = PolicySurroundings.NOON;

  final DSLContext db = TestStore.fresh();
  final TestClock clock = new TestClock(NOON);
  final PolicySurroundings debtors = new PolicySurroundings(db);
  final TestBoard board = new TestBoard();
  final JooqOpenAttempts attempts = new JooqOpenAttempts(db, "node", clock);
  final List<DeskEvent> events = new CopyOnWriteArrayList<>();
  final List<Report> reports = new CopyOnWriteArrayList<>();
  final List<Attempt> rung = new CopyOnWriteArrayList<>();
  final Map<UUID, DialogueResult> dialogues = new HashMap<>();
  final List<Contact> due = new ArrayList<>();
  final Map<UUID, List<Contact>> promised = new HashMap<>();
  final Map<Contact, Instant> givenBack = new HashMap<>();
  Optional<Sentence> policyRefuses = Optional.empty();
  Optional<Instant> permitted = Optional.of(NOON.plus(Duration.ofMinutes(30)));
  boolean announced = true;
  volatile boolean wanted = true;
  FrailBook book = new FrailBook(new JooqDeskBook(db));
  final FrailCallBacks callBacks = new FrailCallBacks(new JooqCallBacks(db, attempts,
      (_, from) -> permitted.map(first -> from.isBefore(first) ? first : from), clock));
  DeskAssembly room = open();
  private int telephone = 101;

  private RecordingTerms recording() {
    return new RecordingTerms(true, Duration.ofDays(90), _ -> announced, RecordingShelf.ELSEWHERE);
  }

  DeskAssembly open() {
    JooqSuppressions suppressions = new JooqSuppressions(db, new JooqWithdrawals(db, clock),
        new JooqEventOutbox(db), clock);
    DeskAssembly opened = new DeskAssembly(
        new DeskAssembly.Stores(
            new JooqOperators(db), book, new JooqRecordingBook(db), new JooqDebtorCards(db, debtors),
            callBacks, attempts, debtors),
        new JooqLatePromiseBook(db, new JooqEventOutbox(db)), suppressions,
        new RuledReasons(ReasonRules.USUAL, new JooqReasonBook(db, new JooqEventOutbox(db)), suppressions),
        new DueErrands(),
        YamlSpeechModules.load(Optional.empty()), new IcuWords(),
        new DeskAssembly.Reach(List.of(board), Map.of(TestBoard.NAME, line()), DeskTerms.USUAL, recording()),
        clock);
    opened.desk().listen(events::add);
    opened.start();
    return opened;
  }

  /// Returns the store once everything that has happened is stored.
  DSLContext stored() {
    room.settle();
    return db;
  }

  @Override
  public void close() {
    room.close();
  }

  void restart() {
    room.close();
    room = open();
  }

  org.obzvon.desk.Desk desk() {
    return room.desk();
  }

  /// Receives the events of operators' conversations; a test may put a real tracker in its place.
  DialogueSink hears = new DialogueSink() {
    @Override
    public void begun(UUID attempt, Instant at) {}

    @Override
    public void ended(UUID attempt, DialogueResult dialogue, Instant at) {
      dialogues.put(attempt, dialogue);
    }

    @Override
    public ContactOutcome stopped(UUID attempt, Instant at) {
      throw new UnsupportedOperationException("the robot's calls are stopped elsewhere");
    }
  };

  private final class Hearing implements DialogueSink {
    @Override
    public void begun(UUID attempt, Instant at) {
      hears.begun(attempt, at);
    }

    @Override
    public void ended(UUID attempt, DialogueResult dialogue, Instant at) {
      hears.ended(attempt, dialogue, at);
    }

    @Override
    public ContactOutcome stopped(UUID attempt, Instant at) {
      return hears.stopped(attempt, at);
    }
  }

  private OperatorLine line() {
    ContactChannel debtor = attempt -> {
      rung.add(attempt);
      return new Submission.Accepted("remote");
    };
    return new OperatorLine(new FinallyCheckedChannel(debtor, _ -> wanted), new Hearing(), new Hearing(), reports::add);
  }

  /// Creates an operator, signs them on and returns their id.
  UUID operator(OperatorWorkKind work, Language... speaks) {
    UUID id = user("PJSIP/" + telephone, speaks);
    telephone++;
    desk().signOn(id, work);
    return id;
  }

  UUID user(String endpoint, Language... speaks) {
    UUID id = IdGenerator.next();
    db.insertInto(STAFF_USER).set(STAFF_USER.ID, id).set(STAFF_USER.LOGIN, id.toString())
        .set(STAFF_USER.NAME, endpoint).set(STAFF_USER.ROLE, "OPERATOR").set(STAFF_USER.LANGUAGE, "RU")
        .set(STAFF_USER.PASSWORD_HASH, "").set(STAFF_USER.CHANGE_PASSWORD, false).set(STAFF_USER.ENDPOINT, endpoint)
        .set(STAFF_USER.EXCHANGE, TestBoard.NAME)
        .set(STAFF_USER.SPEAKS, java.util.Arrays.stream(speaks).map(Language::name).toArray(String[]::new))
        .set(STAFF_USER.ACTIVE, true).set(STAFF_USER.CREATED_AT, NOON)
        .execute();
    return id;
  }

  String endpoint(UUID operator) {
    return desk().view(operator).orElseThrow().operator().endpoint();
  }

  /// Returns a robot's open call.
  UUID call(String account) {
    Account debtor = debtors.account(account, "+373690" + "%05d".formatted(Math.floorMod(account.hashCode(), 100_000)));
    Contact contact = debtors.contact(debtor, Channel.ROBOT);
    return debtors.attempt(contact, debtor.subscriber().phones().getFirst().e164(), clock.instant(), null, null, null);
  }

  /// Returns a robot's call that was transferred to this operator and connected.
  UUID talk(UUID operator, String account) {
    UUID attempt = call(account);
    joined(attempt);
    rang(attempt, operator);
    connected(attempt, operator);
    return attempt;
  }

  void joined(UUID attempt) {
    board.tell(new QueueEvent.Joined(attempt, clock.instant()));
  }

  void rang(UUID attempt, UUID operator) {
    board.tell(new QueueEvent.Rang(attempt, endpoint(operator), "leg-" + operator, clock.instant()));
  }

  void connected(UUID attempt, UUID operator) {
    board.tell(new QueueEvent.Connected(attempt, endpoint(operator), "leg-" + operator, clock.instant()));
  }

  void gone(UUID attempt) {
    board.tell(new QueueEvent.DebtorGone(attempt, clock.instant()));
  }

  OperatorState state(UUID operator) {
    return desk().view(operator).orElseThrow().state();
  }

  void runs() {
    db.update(CAMPAIGN).set(CAMPAIGN.STATE, "RUNNING").execute();
  }

  private final class DueErrands implements PreviewContacts {
    @Override
    public Optional<Errand> next(Operator operator) {
      return due.isEmpty() ? Optional.empty() : Optional.of(new Errand(due.removeFirst(), false));
    }

    @Override
    public Set<UUID> promisers() {
      return promised.entrySet().stream().filter(one -> !one.getValue().isEmpty()).map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }

    @Override
    public Optional<Contact> promised(Operator operator) {
      List<Contact> mine = promised.getOrDefault(operator.id(), List.of());
      return mine.isEmpty() ? Optional.empty() : Optional.of(mine.removeFirst());
    }

    @Override
    public Placing place(Contact contact, String line) {
      if (policyRefuses.isPresent()) {
        return new Placing.Refused(policyRefuses.get());
      }
      Account account = debtors.byIds(List.of(contact.debtor().account())).values().iterator().next();
      UUID id = debtors.attempt(
          contact, account.subscriber().phones().getFirst().e164(), clock.instant(), null, null, null);
      return new Placing.Placed(attempts.find(id).orElseThrow());
    }

    @Override
    public void giveBack(Contact contact, Instant notBefore) {
      givenBack.put(contact, notBefore);
    }
  }
}
