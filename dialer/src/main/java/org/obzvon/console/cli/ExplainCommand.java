package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.obzvon.console.Phrases;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.payment.PaymentHistory;
import org.obzvon.policy.AccountTimeline;
import org.obzvon.policy.AccountTimeline.Story;
import org.obzvon.policy.AccountTimeline.Told;
import org.obzvon.policy.AccountTimeline.Tried;
import org.obzvon.policy.AccountTimeline.Waiting;
import org.obzvon.policy.Suppression;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.Language;
import org.obzvon.schedule.AccountStatus;
import org.obzvon.schedule.AccountStatus.InCampaign;
import org.obzvon.schedule.AccountStatuses;
import org.obzvon.sms.NoticeProofs;
import org.obzvon.sms.NoticeProofs.Which;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `explain ACCOUNT`: shows why the account is, or is not, contacted at this moment, decided afresh; what
/// comes next; and what happened so far. Times are in the debtor's time zone.
@Command(
    name = "explain",
    description = "Tells why an account is or is not contacted now, what comes next, and what was decided before.")
public final class ExplainCommand implements Runnable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final Supplier<Accounts> accounts;
  private final Supplier<AccountStatuses> statuses;
  private final Supplier<AccountTimeline> stories;
  private final Supplier<NoticeProofs> notices;
  private final Supplier<PaymentHistory> payments;
  private final Map<Language, Phrases> phrases;
  private final InstantSource clock;

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "ACCOUNT", description = "Account number.")
  private String number;

  @Option(names = "--language", paramLabel = "ru|ro|en", description = "Language of the reasons. Default: en.")
  private Language language = Language.EN;

  public ExplainCommand(
      Supplier<Accounts> accounts, Supplier<AccountStatuses> statuses, Supplier<AccountTimeline> stories,
      Supplier<NoticeProofs> notices, Supplier<PaymentHistory> payments, Map<Language, Phrases> phrases,
      InstantSource clock) {
    this.accounts = accounts;
    this.statuses = statuses;
    this.stories = stories;
    this.notices = notices;
    this.payments = payments;
    this.phrases = phrases;
    this.clock = clock;
  }

  @Override
  public void run() {
    Account account = accounts.get().byNumber(number)
        .orElseThrow(() -> BadInput.of("ACCOUNT", "there is no account '" + SafeText.terminal(number)
            + "'; write the number as billing does"));
    Story story = stories.get().of(account);
    ZoneId zone = account.subscriber().place().zone().orElse(ZoneOffset.UTC);
    account(account, story);
    now(statuses.get().of(account));
    section("Stop entries", story.stops(), stop -> stop(stop, zone));
    section("Promises", story.promises(), promise -> promise.amount() + " by " + promise.day() + ", made "
        + at(promise.madeAt(), zone) + ", " + promise.state());
    section("Payments", payments.get().of(account), payment -> payment(payment, zone));
    section("Attempts", story.attempts(), attempt -> attempt(attempt, zone));
    Which own = new Which(Optional.empty(), Optional.of(account.id()), false);
    section("Notices", notices.get().page(own, Optional.empty(), AccountTimeline.MOST), NoticesCommand::words);
    section("Decisions", story.decisions(), decision -> decision(decision, zone));
    List<Waiting> closed = story.waiting().stream().filter(contact -> contact.state().isTerminal()).toList();
    List<Waiting> open = story.waiting().stream().filter(contact -> !contact.state().isTerminal()).toList();
    section("Contacts that are over", closed, contact -> contact(contact, zone));
    section("What comes next", open, contact -> contact(contact, zone));
    out().flush();
  }

  private void account(Account account, Story story) {
    var subscriber = account.subscriber();
    Account.Debt debt = account.debt();
    line("Account " + account.number() + ", " + subscriber.name() + (subscriber.legalEntity() ? ", legal entity" : ""));
    line("Household " + account.household()
        + (story.household().isEmpty() ? "" : ", shared with " + String.join(", ", story.household())));
    line("Owes " + debt.arrears() + debt.since().map(day -> " since " + day).orElse("")
        + debt.restrictionOn().map(day -> ", restriction on " + day).orElse("")
        + (debt.inRegister() ? "" : ", has left the register"));
    line("Service " + account.subscription().service() + " " + account.subscription().state()
        + ", district " + subscriber.place().district());
    line("Telephones " + (subscriber.phones().isEmpty()
        ? "none"
        : subscriber.phones().stream().map(subscriber::written).collect(Collectors.joining(", "))));
    line(subscriber.place().zone()
        .map(zone -> "Zone " + zone + ", there it is " + at(clock.instant(), zone))
        .orElse("Zone unknown, so nobody is contacted; times below are UTC"));
  }

  private void now(AccountStatus status) {
    Phrases words = phrases.get(language);
    line("");
    line(words.say("debtor.now") + ":");
    status.notes().forEach(note -> line("  " + words.say(note)));
    for (InCampaign one : status.campaigns()) {
      line("  " + one.campaign() + " (" + words.named("campaign.state", one.state().name()) + ")");
      one.reasons().forEach(reason -> line("    " + words.say(reason)));
    }
  }

  private static String stop(Suppression stop, ZoneId zone) {
    String target = switch (stop.target()) {
      case Suppression.Target.Number number -> number.phone().e164();
      case Suppression.Target.Household _ -> "household";
    };
    return target + " " + stop.kind() + " since " + at(stop.term().since(), zone)
        + stop.term().until().map(until -> " until " + at(until, zone)).orElse("")
        + stop.term().liftedAt().map(lifted -> ", lifted " + at(lifted, zone)).orElse("")
        + ", by " + stop.source() + (stop.note().isEmpty() ? "" : ": " + stop.note());
  }

  private static String payment(PaymentHistory.Entry payment, ZoneId zone) {
    return at(payment.paidAt(), zone) + " " + payment.amount() + ", " + payment.source() + " " + payment.externalId()
        + ", told " + at(payment.toldAt(), zone) + ": " + payment.does().english()
        + payment.changes().stream().map(change -> "; " + change(change, zone)).collect(Collectors.joining());
  }

  private static String change(PaymentHistory.Change change, ZoneId zone) {
    return change.moved()
        .map(move -> "moved from " + move.from() + " to " + move.to())
        .orElseGet(
            () -> change.amount() + " taken back " + at(change.madeAt(), zone) + " as " + change.toldAs())
        + ", told " + at(change.toldAt(), zone);
  }

  private static String attempt(Tried attempt, ZoneId zone) {
    return at(attempt.writtenAt(), zone) + " " + attempt.channel() + " " + attempt.phone()
        + attempt.answeredAt().map(answered -> " answered " + at(answered, zone)).orElse("")
        + " " + attempt.outcome().orElse("still open") + " (" + attempt.campaign() + ")";
  }

  private String decision(Told told, ZoneId zone) {
    var ruled = told.ruled();
    return at(told.askedAt(), zone) + " " + told.moment() + " " + ruled.verdict()
        + ruled.until().map(until -> " until " + at(until, zone)).orElse("")
        + " by " + ruled.rule() + ": " + phrases.get(language).say(ruled.reason())
        + " (" + told.step().campaign() + ", " + step(told.step().number()) + ", " + told.profile() + ")";
  }

  private static String contact(Waiting contact, ZoneId zone) {
    return contact.state() + " " + contact.channel() + " " + contact.step().campaign()
        + ", " + step(contact.step().number())
        + ", not before " + at(contact.notBefore(), zone) + ", expires " + at(contact.expires(), zone)
        + contact.closedWhy().map(why -> ": " + why).orElse("");
  }

  private static String step(int number) {
    int happened = number - Contact.Step.HAPPENED;
    if (happened < 0) {
      return "step " + number;
    }
    // Call-backs are numbered from there too. A planned kind never has such a number, so the number means a call-back.
    boolean named = happened < ContactOrigin.Kind.values().length && !ContactOrigin.Kind.values()[happened].isPlanned();
    if (named && ContactOrigin.Kind.values()[happened] == ContactOrigin.Kind.ASKED) {
      return "asked for during a call";
    }
    return named
        ? "for " + ContactOrigin.Kind.values()[happened].name().toLowerCase(Locale.ROOT).replace('_', ' ')
        : "call-back";
  }

  private <T> void section(String title, List<T> entries, Function<T, String> words) {
    line("");
    line(title + (entries.isEmpty() ? ": none" : ":"));
    entries.forEach(entry -> line("  " + words.apply(entry)));
  }

  private static String at(Instant instant, ZoneId zone) {
    return TIME.format(instant.atZone(zone));
  }

  /// Prints a line escaped, because names, notes and reasons come from outside.
  private void line(String text) {
    out().println(SafeText.terminal(text));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
