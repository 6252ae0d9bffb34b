package org.obzvon.sms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.FinalCheck;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.sms.Messages.Letter;
import org.obzvon.sms.Messages.Occasion;
import org.obzvon.sms.GatewayHandover.Handed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the message of an attempt and hands it over. [DeliveryReports] reports the outcome.
public final class SmsChannel implements ContactChannel {
  private static final Logger LOG = LoggerFactory.getLogger(SmsChannel.class);

  private final Accounts accounts;
  private final CampaignEventValues subjects;
  private final MessageWriter wording;
  private final Routing routing;
  private final GatewayHandover outbox;
  private final FinalCheck finalCheck;

  /// @param finalCheck the last check, made when the message's turn at a gateway has come
  public SmsChannel(
      Accounts accounts, CampaignEventValues subjects, MessageWriter wording, Routing routing, GatewayHandover outbox,
      FinalCheck finalCheck) {
    this.accounts = accounts;
    this.subjects = subjects;
    this.wording = wording;
    this.routing = routing;
    this.outbox = outbox;
    this.finalCheck = finalCheck;
  }

  @Override
  public Submission submit(Attempt attempt) {
    if (routing.to(attempt.phone()).isEmpty()) {
      return new Submission.Refused(new Undeliverable(Refusal.PREFIX_NOT_ALLOWED));
    }
    Letter letter;
    try {
      letter = letter(attempt);
    } catch (NotWritten e) {
      LOG.warn("attempt {} is not sent: {}", attempt.id(), e.getMessage());
      return new Submission.Refused(new Failed(Fault.SCRIPT));
    } catch (RuntimeException e) {
      LOG.error("attempt {} is not sent: its text could not be written: {}", attempt.id(), e.toString());
      return new Submission.Refused(new Failed(Fault.EXCHANGE));
    }
    return switch (outbox.send(letter, () -> finalCheck.allows(attempt))) {
      case Handed.Over(_, var remoteId) -> new Submission.Accepted(remoteId);
      case Handed.Unclear(var why) -> new Submission.Unknown(why);
      case Handed.Nowhere(var fate, _) -> new Submission.Refused(outcome(fate, letter.message()));
      case Handed.CalledOff() -> new Submission.Refused(new Failed(Fault.CALLED_OFF));
    };
  }

  private Letter letter(Attempt attempt) throws NotWritten {
    UUID id = attempt.contact().debtor().account();
    Account account = accounts.byIds(List.of(id)).get(id);
    if (account == null) {
      throw new NotWritten("the account does not exist");
    }
    return new Letter(
        attempt.id(), Occasion.CONTACT, Optional.of(account.id()), attempt.phone(),
        written(account, attempt.contact().step()), attempt.contact().window().expires());
  }

  private TextMessage written(Account account, Contact.Step step) throws NotWritten {
    ContactOrigin origin = step.origin();
    if (origin.kind().isAboutDebt()) {
      return wording.about(account, step.script());
    }
    Map<TemplateVariable, Value> values = subjects.values(origin)
        .orElseThrow(() -> new NotWritten("what it is about does not hold any more: " + origin.kind()));
    return wording.happened(account, step.script(), values);
  }

  private static ContactOutcome outcome(DeliveryStatus fate, TextMessage message) {
    return fate.outcome(message.segments().count()).orElseGet(() -> new Failed(Fault.EXCHANGE));
  }
}
