package org.obzvon.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;

/// Everything that the rules look at.
public record PolicyFacts(
    PolicyQuestion question, Account account, Profile profile, AccountFacts evidence, AllowedPrefixes dialling,
    UnsettledPaymentWait paymentWait) {
  /// Creates facts with the default wait for a register.
  public PolicyFacts(PolicyQuestion question, Account account, Profile profile, AccountFacts evidence,
      AllowedPrefixes dialling) {
    this(question, account, profile, evidence, dialling, UnsettledPaymentWait.DEFAULT);
  }

  public Contact contact() {
    return question.contact();
  }

  public Medium medium() {
    return Medium.of(contact().step().channel());
  }

  /// Returns the debtor's time zone; empty if it is not known.
  public Optional<ZoneId> zone() {
    return account.subscriber().place().zone();
  }

  public List<Phone> phones() {
    return account.subscriber().phones();
  }

  public Set<Phone> stoppedPhones() {
    return evidence.stops().stream()
        .flatMap(stop -> stop.target() instanceof Suppression.Target.Number(Phone phone)
            ? Stream.of(phone)
            : Stream.empty())
        .collect(Collectors.toSet());
  }

  /// Returns the numbers that may be used, in the order of preference.
  public List<Phone> usablePhones() {
    Set<Phone> dead = deadNumbers().stream().map(DeadNumber::phone).collect(Collectors.toSet());
    return permittedPhones().stream().filter(phone -> !dead.contains(phone)).toList();
  }

  /// Returns the numbers that no machine may contact at that instant, because nobody has read what they answered.
  Set<Phone> heldNumbers(Instant now) {
    return unreadAnswers(now).stream().map(UnreadAnswer::phone).collect(Collectors.toSet());
  }

  /// Returns the unread answers that hold back the contact. There are none for an operator, who can read them.
  List<UnreadAnswer> unreadAnswers(Instant now) {
    return contact().step().channel() == Channel.OPERATOR
        ? List.of()
        : evidence.unread().stream().filter(one -> now.isBefore(one.until())).toList();
  }

  /// Returns the numbers that may be used, including those among them that would reach nobody.
  List<Phone> permittedPhones() {
    Set<Phone> stopped = stoppedPhones();
    return phones().stream()
        .filter(phone -> !stopped.contains(phone) && dialling.allows(phone) && reachesDirectly(phone))
        .toList();
  }

  /// Returns true if the channel can reach the number. Only an operator dials an extension.
  boolean reachesDirectly(Phone phone) {
    return contact().step().channel() == Channel.OPERATOR || !account.subscriber().extensions().containsKey(phone);
  }

  /// Returns true if the contact asks for money and could be left out: it is neither a notice that the law requires nor
  /// a call-back that was promised.
  boolean isDiscretionaryDemand() {
    Contact.Step step = contact().step();
    return step.origin().kind().isDemand() && step.origin().kind() != ContactOrigin.Kind.NOTICE && !step.isCallBack();
  }

  /// Returns the numbers that are dead for the contact's medium.
  List<DeadNumber> deadNumbers() {
    return evidence.dead().stream().filter(one -> one.medium() == medium()).toList();
  }

  /// Returns the attempts of a medium that count for the debtor.
  public List<PastAttempt> touches(Medium medium) {
    Set<Phone> stopped = stoppedPhones();
    return evidence.touches().stream()
        .filter(touch -> touch.medium() == medium && !touch.missed(account.household(), stopped))
        .toList();
  }
}
