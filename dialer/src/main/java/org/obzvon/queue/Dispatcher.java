package org.obzvon.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.LeaseTerm;
import org.obzvon.contact.Ledger;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.PolicyAnswer;
import org.obzvon.policy.PolicyQuestion;
import org.obzvon.queue.ContactQueue.Release;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One round from the queue to the lines: leases the contacts that fit, asks the policy one last time, writes the
/// attempts and places them. One thread runs rounds; placing happens on separate threads.
public final class Dispatcher {
  /// The most contacts taken in one round; bounds the batch statements and the policy's memory.
  private static final int MOST_A_ROUND = 400;
  /// How long a contact waits when another attempt, such as one to another household, uses its number.
  private static final Duration NUMBER_IN_USE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final ContactQueue queue;
  private final Ledger ledger;
  private final ContactPolicy policy;
  private final Lines lines;
  private final OutcomeRecorder recorder;
  private final Node node;

  /// @param name under which this process holds leases; no other living process has it
  /// @param lease how long a lease lasts without a heartbeat
  /// @param nanos a monotonic clock
  /// @param submitting runs the calls to exchanges and gateways
  public record Node(String name, Duration lease, InstantSource clock, LongSupplier nanos, Executor submitting) {
    public Node(String name, Duration lease, InstantSource clock, Executor submitting) {
      this(name, lease, clock, System::nanoTime, submitting);
    }
  }

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

  /// @param campaigns all campaigns; those that are not running get no share
  public Round round(List<Campaign> campaigns) {
    Map<UUID, Campaign> running = new HashMap<>();
    campaigns.stream()
        .filter(campaign -> campaign.state() == CampaignState.RUNNING)
        .forEach(campaign -> running.put(campaign.id(), campaign));
    LeaseTerm lease = new LeaseTerm(node.lease(), node.clock(), node.nanos());
    Lines.Seats seats = lines.seats(lease.begun(), MOST_A_ROUND);
    List<Contact> leased = queue.leaseInTurn(
        open -> seats.shares(open, List.copyOf(running.values())), node.name(), lease.begun(), lease.until());
    if (leased.isEmpty()) {
      return new Round(seats.open(), 0, 0, 0, 0);
    }
    try {
      return place(leased, running, seats, lease);
    } catch (RuntimeException e) {
      takeBack(lease.until(), e);
      throw e;
    }
  }

  /// Puts back what a failed round has leased but not written; otherwise it would hold places until the lease runs out.
  private void takeBack(Instant until, RuntimeException failure) {
    try {
      queue.takeBack(node.name(), until);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private Round place(List<Contact> leased, Map<UUID, Campaign> running, Lines.Seats seats, LeaseTerm lease) {
    List<PolicyAnswer> answers = policy.ask(questions(leased, running), DecisionPoint.PLACE);
    List<Release> releases = new ArrayList<>();
    Map<Attempt, Line> attempts = new LinkedHashMap<>();
    for (Lines.Placement placement : seats.place(answers, tries(leased), node.clock().instant())) {
      switch (placement) {
        case Lines.Placement.Released(var release) -> releases.add(release);
        case Lines.Placement.OnLine(var contact, var phone, var tries, var line) ->
            attempts.put(attempt(contact, running, phone, tries.size() + 1, line), line);
      }
    }
    queue.release(releases, node.name(), node.clock().instant());
    int placed = place(attempts, lease);
    int refused = (int) releases.stream().filter(Release.Refuse.class::isInstance).count();
    return new Round(seats.open(), leased.size(), placed, releases.size() - refused, refused);
  }

  static List<PolicyQuestion> questions(List<Contact> leased, Map<UUID, Campaign> running) {
    return leased.stream().map(contact -> PolicyQuestionBuilder.about(contact, running.get(contact.campaign())))
        .toList();
  }

  /// Returns the earlier tries; only a contact that was tried before has any.
  private Map<UUID, List<Closed.Try>> tries(List<Contact> leased) {
    return ledger.tries(leased.stream().map(Contact::id).toList());
  }

  private Attempt attempt(Contact contact, Map<UUID, Campaign> running, Phone phone, int number, Line line) {
    return attempt(
        contact, running.get(contact.campaign()), phone, number, line.name(), line.terms(), node.clock().instant());
  }

  /// @param number counted among all tries of the contact, including faults of our own side
  static Attempt attempt(Contact contact, Campaign campaign, Phone phone, int number, String line, LineNumbering terms,
      Instant now) {
    var dialling = campaign.definition().rules().dialling();
    return new Attempt(
        IdGenerator.next(),
        contact,
        number,
        phone,
        new Attempt.Route(
            line, terms.callerId(contact.debtor().household(), dialling.callerId()), dialling.ring(),
            dialling.detectMachine()),
        now);
  }

  /// Writes the attempts first and then places them; an attempt that could not be written is not placed. Contacts that
  /// we still hold then wait for their number, because a lease would block their household.
  private int place(Map<Attempt, Line> attempts, LeaseTerm lease) {
    if (!lease.holds()) {
      int back = queue.takeBack(node.name(), lease.until());
      LOG.warn("{} leased contacts go back to the queue: this process stood still until their lease had run out", back);
      return 0;
    }
    Set<UUID> written = ledger.write(List.copyOf(attempts.keySet()), node.name(), lease.until());
    Instant now = node.clock().instant();
    List<Release> waiting = new ArrayList<>();
    attempts.keySet().stream()
        .filter(attempt -> !written.contains(attempt.id()))
        .forEach(attempt -> waiting.add(new Release.Back(attempt.contact(), now.plus(NUMBER_IN_USE))));
    queue.release(waiting, node.name(), now);
    attempts.forEach((attempt, line) -> {
      if (written.contains(attempt.id())) {
        node.submitting().execute(() -> submit(attempt, line, lease));
      }
    });
    return written.size();
  }

  /// Submits the attempt unless its lease has run out: then another node treats it as a dead node's attempt and gives
  /// its place away.
  private void submit(Attempt attempt, Line line, LeaseTerm lease) {
    Submission submission;
    try {
      submission = line.to().submit(attempt, lease);
    } catch (RuntimeException e) {
      LOG.error("attempt {}: a fault of the program; whether it was placed is not known", attempt.id(), e);
      recorder.refused(attempt.id(), new ContactOutcome.Lost());
      return;
    }
    switch (submission) {
      case Submission.Accepted(var remoteId) -> recorder.accepted(attempt.id(), remoteId);
      case Submission.Refused(var outcome) -> {
        if (!lease.holds()) {
          LOG.warn("attempt {} was not placed: this process stood still until its lease had run out", attempt.id());
        }
        recorder.refused(attempt.id(), outcome);
      }
      // The line's own reconciliation reports the end; until then the attempt counts as made.
      case Submission.Unknown _ -> {
      }
    }
  }
}
