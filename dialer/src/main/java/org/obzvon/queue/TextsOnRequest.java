package org.obzvon.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactPlans;
import org.obzvon.contact.LeaseTerm;
import org.obzvon.contact.Ledger;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.StoreRetry;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the text message that a debtor asks for during a call, at once and by the dispatcher's rules: the policy
/// decides, the attempt is written, then it is placed. It goes to the number of the call, at most once a call.
public final class TextsOnRequest {
  private static final Logger LOG = LoggerFactory.getLogger(TextsOnRequest.class);
  /// How long a message that could not be sent at once may still be sent, such as after a crash.
  private static final Duration GOOD_FOR = Duration.ofMinutes(10);
  /// How long to wait for the gateway's answer. A message that takes longer is on its way and ends like any other.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration STORING = Duration.ofMinutes(1);

  private final OpenAttempts attempts;
  private final ContactPlans plans;
  private final ContactQueue queue;
  private final Ledger ledger;
  private final ContactPolicy policy;
  private final Function<UUID, Optional<Campaign>> campaigns;
  private final Optional<Line> line;
  private final OutcomeSink sink;
  private final Dispatcher.Node node;

  /// @param line the line of text messages; empty where no gateway is configured
  public TextsOnRequest(
      OpenAttempts attempts, ContactPlans plans, ContactQueue queue, Ledger ledger, ContactPolicy policy,
      Function<UUID, Optional<Campaign>> campaigns, Optional<Line> line, OutcomeSink sink, Dispatcher.Node node) {
    this.attempts = attempts;
    this.plans = plans;
    this.queue = queue;
    this.ledger = ledger;
    this.policy = policy;
    this.campaigns = campaigns;
    this.line = line;
    this.sink = sink;
    this.node = node;
  }

  /// @param call the attempt of the call
  /// @param wanted asked immediately before the message is written for good
  /// @return whether the message is sent
  public boolean send(UUID call, String template, BooleanSupplier wanted) {
    try {
      Optional<Line> ready = line.filter(found -> found.room().get().places() > 0);
      Optional<Attempt> during = attempts.find(call);
      Optional<Campaign> campaign = during.flatMap(found -> campaigns.apply(found.contact().campaign()))
          .filter(found -> found.state() == CampaignState.RUNNING);
      if (ready.isEmpty() || campaign.isEmpty()) {
        LOG.info("attempt {}: the text '{}' is not sent: no gateway is ready, or the campaign does not run", call,
            template);
        return false;
      }
      return send(during.get(), template, campaign.get(), ready.get(), wanted);
    } catch (RuntimeException e) {
      LOG.error("attempt {}: the text '{}' that was asked for could not be sent", call, template, e);
      return false;
    }
  }

  private boolean send(Attempt call, String template, Campaign campaign, Line to, BooleanSupplier wanted) {
    LeaseTerm lease = new LeaseTerm(node.lease(), node.clock(), node.nanos());
    Instant now = lease.begun();
    Contact contact = contact(call, template, now);
    if (!plans.hold(contact, node.name(), lease.until())) {
      LOG.info("attempt {}: a second text in one call is not sent", call.id());
      return false;
    }
    var question = Dispatcher.questions(List.of(contact), Map.of(campaign.id(), campaign));
    Decision decision = policy.ask(question, DecisionPoint.PLACE).getFirst().decision();
    Optional<String> why = switch (decision) {
      case Decision.Allowed(var phones) ->
          phones.contains(call.phone()) ? Optional.empty() : Optional.of("the number of the call may not be used");
      case Decision.Deferred(_, _, var later) -> Optional.of(later.english());
      case Decision.Refused(_, var never) -> Optional.of(never.english());
    };
    if (why.isPresent() || !wanted.getAsBoolean()) {
      String words = why.orElse("the debtor went on before it could be sent");
      queue.release(List.of(new ContactQueue.Release.Refuse(contact, words)), node.name(), now);
      return false;
    }
    // The attempt's time is after the decision that allowed it.
    Attempt text = Dispatcher.attempt(contact, campaign, call.phone(), 1, to.name(), to.terms(),
        node.clock().instant());
    return !ledger.write(List.of(text), node.name(), lease.until()).isEmpty() && isTaken(text, to, lease);
  }

  private static Contact contact(Attempt call, String template, Instant now) {
    Contact asked = call.contact();
    return new Contact(
        IdGenerator.next(), asked.campaign(), asked.debtor(), asked.arm(),
        new Contact.Step(
            Contact.Step.HAPPENED + ContactOrigin.Kind.ASKED.ordinal(), LocalDate.ofInstant(now, ZoneOffset.UTC),
            Channel.SMS,
            template, ContactOrigin.of(ContactOrigin.Kind.ASKED, call.id())),
        new Contact.Window(now, now.plus(GOOD_FOR)), 0);
  }

  private boolean isTaken(Attempt text, Line to, LeaseTerm lease) {
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    Thread.ofVirtual().name("text-on-request").start(() -> taken.complete(submit(text, to, lease)));
    return taken.completeOnTimeout(true, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private void accepted(Ledger.Acceptance acceptance) {
    try {
      StoreRetry.within(
          STORING,
          () -> {
            ledger.accepted(List.of(acceptance));
            return true;
          });
    } catch (RuntimeException e) {
      LOG.error("attempt {}: sent, but the gateway's id was not stored: {}", acceptance.attempt(), e.toString());
    }
  }

  private boolean submit(Attempt text, Line to, LeaseTerm lease) {
    Submission submission;
    try {
      submission = to.to().submit(text, lease);
    } catch (RuntimeException e) {
      LOG.error("attempt {}: a fault of the program; whether it was sent is not known", text.id(), e);
      submission = new Submission.Refused(new ContactOutcome.Lost());
    }
    switch (submission) {
      case Submission.Accepted(var remoteId) ->
          accepted(new Ledger.Acceptance(text.id(), remoteId, node.clock().instant()));
      case Submission.Refused(var outcome) ->
          sink.report(new Report(text.id(), outcome, Optional.empty(), node.clock().instant(), Trace.NONE));
      // The line's own reconciliation reports the end; until then the attempt counts as made.
      case Submission.Unknown _ -> {
      }
    }
    return !(submission instanceof Submission.Refused);
  }
}
