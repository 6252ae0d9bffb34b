package org.obzvon.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;
import org.obzvon.register.ServiceState;

/// Accounts, contacts and profiles for the tests of the rules.
public final class Cases {
  public static final ZoneId CHISINAU = ZoneId.of("Europe/Chisinau");
  public static final Phone FIRST = new Phone("+37369100001");
  public static final Phone SECOND = new Phone("+37369100002");
  public static final AllowedPrefixes DIALLING = new AllowedPrefixes(List.of("+373"));
  public static final Provenance OURS = new Provenance("test", Certainty.OURS);
  public static final Profile.Conduct NO_CONDUCT = new Profile.Conduct(List.of(), Optional.empty());
  /// This calendar has no public holidays.
  public static final Holidays NONE = holidays(Set.of());

  private Cases() {}

  public static Holidays holidays(Set<LocalDate> days) {
    return new Holidays() {
      @Override
      public boolean knows(String country) {
        return country.equals("xx");
      }

      @Override
      public boolean isHoliday(String country, LocalDate day) {
        return days.contains(day);
      }
    };
  }

  public static Account account(Optional<ZoneId> zone, List<Phone> phones) {
    return account(IdGenerator.next(), zone, phones, false, "-100.00", true);
  }

  public static Account account(
      UUID household, Optional<ZoneId> zone, List<Phone> phones, boolean legal, String balance, boolean inRegister) {
    return new Account(
        IdGenerator.next(), "A-1", household,
        new Account.Subscriber("Ion Rusu", new Account.Place("", "Centru", zone), Language.RO, legal, phones),
        new Account.Subscription("internet", "100", ServiceState.ACTIVE, Set.of()),
        new Account.Debt(Money.of(balance, "MDL"), Optional.empty(), Optional.empty(), inRegister));
  }

  public static Contact contact(Account account, Channel channel, Instant due, Instant expires) {
    return new Contact(
        IdGenerator.next(), IdGenerator.next(), new Contact.Debtor(account.household(), account.id()), "ROBOT",
        new Contact.Step(0, LocalDate.of(2026, 1, 1), channel, "reminder"), new Contact.Window(due, expires), 0);
  }

  /// Returns a question about a contact that may wait for a hundred days.
  public static PolicyQuestion question(Account account, Channel channel, Instant now) {
    return new PolicyQuestion(contact(account, channel, now, now.plus(Duration.ofDays(100))), "test", Set.of());
  }

  public static PolicyFacts facts(Account account, Channel channel, Profile profile, AccountFacts evidence,
      Instant now) {
    return new PolicyFacts(question(account, channel, now), account, profile, evidence, DIALLING);
  }

  public static AccountFacts touched(PastAttempt... touches) {
    return new AccountFacts(List.of(touches), List.of(), Optional.empty(), List.of());
  }

  public static PastAttempt call(Account account, PastAttempt.Fate fate, Instant at) {
    return touch(account, Medium.CALL, fate, at);
  }

  public static PastAttempt touch(Account account, Medium medium, PastAttempt.Fate fate, Instant at) {
    Optional<Instant> answered = fate == PastAttempt.Fate.ANSWERED ? Optional.of(at) : Optional.empty();
    return new PastAttempt(
        IdGenerator.next(), Set.of(account.household()), Set.of(FIRST),
        new PastAttempt.What(medium, ContactOrigin.Kind.LADDER),
        fate, new PastAttempt.Times(at, answered));
  }

  public static Hours.Span span(int open, int close) {
    return new Hours.Span(LocalTime.of(open, 0), close == 24 ? LocalTime.MAX : LocalTime.of(close, 0));
  }

  /// Returns hours that are open all day and every day, except for the last nanosecond.
  public static Hours always() {
    Map<DayKind, Hours.Span> spans = new EnumMap<>(DayKind.class);
    for (DayKind kind : DayKind.values()) {
      spans.put(kind, span(0, 24));
    }
    return new Hours(spans, OURS);
  }

  /// Returns the hours 8-22 on working days and 9-20 on weekends and holidays.
  public static Hours weekly() {
    return new Hours(
        Map.of(
            DayKind.WORKDAY, span(8, 22), DayKind.SATURDAY, span(9, 20), DayKind.SUNDAY, span(9, 20),
            DayKind.HOLIDAY, span(9, 20)),
        OURS);
  }

  public static WorkCalendar calendar(Holidays holidays) {
    return new WorkCalendar(Set.of("xx"), Set.of(), Set.of(), holidays, OURS);
  }

  public static Profile profile(Hours hours, Limits limits) {
    return profile(new Timetable(hours, calendar(NONE)), limits);
  }

  public static Profile profile(Timetable timetable, Limits limits) {
    return new Profile(title("test"), Optional.empty(), List.of(timetable), limits, NO_CONDUCT);
  }

  public static Profile.Title title(String id) {
    return new Profile.Title(
        id, "1", Translated.untranslated(id), "xx", Translated.untranslated("not legal advice"),
        LocalDate.of(2026, 1, 1));
  }

  public static Limits noLimits() {
    return new Limits(List.of(), List.of(), Optional.empty());
  }

  public static Limits caps(Limits.Cap... caps) {
    return new Limits(List.of(caps), List.of(), Optional.empty());
  }

  public static Limits.Cap cap(Limits.Count count, int most, CapWindow window) {
    return new Limits.Cap(Medium.CALL, count, most, window, OURS);
  }
}
