package org.obzvon.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.Ledger;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.policy.Answer;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.Moment;
import org.obzvon.policy.Question;
import org.obzvon.policy.Why;
import org.obzvon.queue.ContactQueue.Release;
import org.obzvon.register.Ids;
import org.obzvon.register.Phone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One round from the queue to the lines: lease what fits, ask the policy for its last word, write the attempts,
/// place them. One thread runs rounds; placing itself happens on threads of its own.
public final class Dispatcher {
  /// Contacts taken in one round; bounds the batch statements and the policy's memory.
  private static final int MOST_A_ROUND = 400;
  /// How long a contact waits whose number another attempt uses, such as one to another household.
  private static final Duration NUMBER_IN_USE = Duration.ofMinutes(1);

  /// For a contact that only lines without a free place serve: it steps back so that those behind it get the others.
  private static final Duration LINE_BUSY = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final ContactQueue queue;
  private final Ledger ledger;
  private final ContactPolicy policy;
  private final Lines lines;
  private final OutcomeRecorder recorder;
  private final Node node;

  /// @param name under which this process holds leases; no other living process has it
  /// @param lease how long a lease holds without a heartbeat
  /// @param submitting runs the calls to exchanges and gateways
  public record Node(String name, Duration lease, InstantSource clock, Executor submitting) {}

  public Dispatcher(
      ContactQueue queue, Ledger ledger, ContactPolicy policy, Lines lines, OutcomeRecorder recorder, Node node) {
    this.queue = queue;
    this.ledger = ledger;
    this.policy = policy;
    this.lines = lines;
    this.recorder = recorder;
    this.node = node;
  }

  /// @param open attempts open over all nodes when the round began
  public record Round(int open, int leased, int placed, int deferred, int refused) {
    public boolean isIdle() {
      return leased == 0;
    }
  }

  /// @param campaigns all campaigns; those that do not run get no share
  public Round round(List<Campaign> campaigns) {
    Map<UUID, Campaign> running = new HashMap<>();
    campaigns.stream()
        .filter(campaign -> campaign.state() == CampaignState.RUNNING)
        .forEach(campaign -> running.put(campaign.id(), campaign));
    Instant now = node.clock().instant();
    Lines.Seats seats = lines.seats(now, MOST_A_ROUND);
    Instant until = now.plus(node.lease());
    List<Contact> leased =
        queue.leaseInTurn(open -> seats.shares(open, List.copyOf(running.values())), node.name(), now, until);
    lines.taken(leased);
    if (leased.isEmpty()) {
      return new Round(seats.open(), 0, 0, 0, 0);
    }
    try {
      return place(leased, running, seats, until);
    } catch (RuntimeException e) {
      takeBack(until, e);
      throw e;
    }
  }

  /// What a broken round has leased and not written would hold places until the lease runs out.
  private void takeBack(Instant until, RuntimeException failure) {
    try {
      queue.takeBack(node.name(), until);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private Round place(List<Contact> leased, Map<UUID, Campaign> running, Lines.Seats seats, Instant until) {
    List<Answer> answers = policy.ask(questions(leased, running), Moment.PLACE);
    Map<UUID, List<Closed.Try>> tries = tries(leased);
    List<Release> releases = new ArrayList<>();
    List<Attempt> attempts = new ArrayList<>();
    for (Answer answer : answers) {
      Contact contact = answer.question().contact();
      switch (answer.decision()) {
        case Decision.Deferred(var later, _, _) -> releases.add(new Release.Back(contact, later));
        case Decision.Refused(_, var why) -> releases.add(new Release.Refuse(contact, why.english()));
        case Decision.Allowed(var phones) -> {
          List<Closed.Try> earlier = tries.getOrDefault(contact.id(), List.of());
          Channel channel = contact.step().channel();
          List<Phone> served = phones.stream().filter(number -> lines.serve(channel, number)).toList();
          Optional<Phone> phone = Numbers.next(served, earlier);
          if (phone.isEmpty()) {
            Why why = served.size() < phones.size() ? Why.NO_LINE : Why.NO_OTHER_NUMBER;
            releases.add(new Release.Refuse(contact, why.with().english()));
          } else {
            seats
                .take(channel, phone.get(), failed(earlier))
                .ifPresentOrElse(
                    line -> attempts.add(attempt(contact, running, phone.get(), earlier.size() + 1, line)),
                    () -> releases.add(new Release.Back(contact, node.clock().instant().plus(LINE_BUSY))));
          }
        }
      }
    }
    queue.release(releases, node.name(), node.clock().instant());
    int placed = place(attempts, until);
    int refused = (int) releases.stream().filter(Release.Refuse.class::isInstance).count();
    return new Round(seats.open(), leased.size(), placed, releases.size() - refused, refused);
  }

  /// The lines that failed since the last try that was none of our faults.
  private static Set<String> failed(List<Closed.Try> tries) {
    return tries.reversed().stream().takeWhile(Closed.Try::fault).map(Closed.Try::line).collect(Collectors.toSet());
  }

  static List<Question> questions(List<Contact> leased, Map<UUID, Campaign> running) {
    return leased.stream().map(contact -> CampaignQuestions.about(contact, running.get(contact.campaign()))).toList();
  }

  /// Only a contact that was tried before has any.
  private Map<UUID, List<Closed.Try>> tries(List<Contact> leased) {
    return ledger.tries(leased.stream().map(Contact::id).toList());
  }

  private Attempt attempt(Contact contact, Map<UUID, Campaign> running, Phone phone, int number, Line line) {
    return attempt(
        contact, running.get(contact.campaign()), phone, number, line.name(), line.terms(), node.clock().instant());
  }

  /// @param number among all tries of the contact, faults of ours included
  static Attempt attempt(Contact contact, Campaign campaign, Phone phone, int number, String line, LineTerms terms, Instant now) {
    var dialling = campaign.definition().rules().dialling();
    return new Attempt(
        Ids.next(),
        contact,
        number,
        phone,
        new Attempt.Route(
            line, terms.callerId(contact.debtor().household(), dialling.callerId()), dialling.ring(), dialling.detectMachine()),
        now);
  }

  /// Written first, then placed; what could not be written any more is not placed. What is still ours then waits for its
  /// number: as a lease it would shut out the household.
  private int place(List<Attempt> attempts, Instant until) {
    Set<UUID> written = ledger.write(attempts, node.name(), until);
    Instant now = node.clock().instant();
    List<Release> waiting = new ArrayList<>();
    attempts.stream()
        .filter(attempt -> !written.contains(attempt.id()))
        .forEach(attempt -> waiting.add(new Release.Back(attempt.contact(), now.plus(NUMBER_IN_USE))));
    queue.release(waiting, node.name(), now);
    for (Attempt attempt : attempts) {
      if (written.contains(attempt.id())) {
        node.submitting().execute(() -> submit(attempt, until));
      }
    }
    return written.size();
  }

  private void submit(Attempt attempt, Instant until) {
    // Another node takes the attempt for one of a dead node's by then, and its place on the line is free.
    if (!node.clock().instant().isBefore(until)) {
      LOG.warn("attempt {} is not placed: this process stood still until its lease had run out", attempt.id());
      recorder.refused(attempt.id(), new ContactOutcome.Failed(ContactOutcome.Fault.EXCHANGE));
      return;
    }
    Submission submission;
    try {
      submission = lines.named(attempt.route().line()).orElseThrow().to().submit(attempt);
    } catch (RuntimeException e) {
      LOG.error("attempt {}: a fault of the program; whether it was placed is not known", attempt.id(), e);
      recorder.refused(attempt.id(), new ContactOutcome.Lost());
      return;
    }
    switch (submission) {
      case Submission.Accepted(var remoteId) -> recorder.accepted(attempt.id(), remoteId);
      case Submission.Refused(var outcome) -> recorder.refused(attempt.id(), outcome);
      // The end comes from the line's own reconciliation; until then the attempt counts as made.
      case Submission.Unknown _ -> {}
    }
  }
}
