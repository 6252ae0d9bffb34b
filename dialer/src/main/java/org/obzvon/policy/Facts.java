package org.obzvon.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.Ground;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;

/// Everything that the rules look at.
public record Facts(
    Question question, Account account, Profile profile, Evidence evidence, Dialling dialling, PaymentWait paymentWait) {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  /// With the usual wait for a register.
  public Facts(Question question, Account account, Profile profile, Evidence evidence, Dialling dialling) {
    this(question, account, profile, evidence, dialling, PaymentWait.DEFAULT);
  }

  public Contact contact() {
    return question.contact();
  }

  public Medium medium() {
    return Medium.of(contact().step().channel());
  }

  /// Empty when it is not known where the debtor's clock stands.
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

  /// The numbers that may be used, in the order of preference.
  public List<Phone> usablePhones() {
    Set<Phone> dead = deadNumbers().stream().map(DeadNumber::phone).collect(Collectors.toSet());
    return permittedPhones().stream().filter(phone -> !dead.contains(phone)).toList();
  }

  /// Numbers that no machine may contact at that instant, because nobody has read what they answered.
  Set<Phone> heldNumbers(Instant now) {
    return unreadAnswers(now).stream().map(UnreadAnswer::phone).collect(Collectors.toSet());
  }

  /// None for an operator, who can read them.
  List<UnreadAnswer> unreadAnswers(Instant now) {
    return contact().step().channel() == Channel.OPERATOR
        ? List.of()
        : evidence.unread().stream().filter(one -> now.isBefore(one.until())).toList();
  }

  /// The numbers that may be used, those among them that would reach nobody.
  List<Phone> permittedPhones() {
    Set<Phone> stopped = stoppedPhones();
    return phones().stream()
        .filter(phone -> !stopped.contains(phone) && dialling.allows(phone) && reachesDirectly(phone))
        .toList();
  }

  /// An extension is dialled by an operator alone.
  boolean reachesDirectly(Phone phone) {
    return contact().step().channel() == Channel.OPERATOR || !account.subscriber().extensions().containsKey(phone);
  }

  /// Whether it asks for money and could as well be left out: no notice that the law requires, and no call-back that was
  /// promised.
  boolean isDiscretionaryDemand() {
    Contact.Step step = contact().step();
    return step.ground().kind().isDemand() && step.ground().kind() != Ground.Kind.NOTICE && !step.isCallBack();
  }

  /// Dead for the contact's medium.
  List<DeadNumber> deadNumbers() {
    return evidence.dead().stream().filter(one -> one.medium() == medium()).toList();
  }

  /// Those that count for the debtor.
  public List<Touch> touches(Medium medium) {
    Set<Phone> stopped = stoppedPhones();
    return evidence.touches().stream()
        .filter(touch -> touch.medium() == medium && !touch.missed(account.household(), stopped))
        .toList();
  }

  /// `2026-11-30 09:00 Europe/Chisinau`
  static String local(Instant at, ZoneId zone) {
    return MINUTE.format(at.atZone(zone)) + " " + zone;
  }
}
