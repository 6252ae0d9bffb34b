package org.obzvon.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.IdGenerator;

class SimulatedChannelsTest {
  private static final LocalDate START = LocalDate.of(2026, 3, 2);
  private static final Instant AT = START.plusDays(1).atTime(10, 0).toInstant(ZoneOffset.UTC);
  private static final PotentialPayDays PAY_DAYS = new PotentialPayDays(new Population(11, 3_000, START),
      Effects.published());

  private final List<Report> reports = new ArrayList<>();
  private final Register register = new Register();
  private final SimulatedChannelContext simulation = new SimulatedChannelContext(PAY_DAYS, register, reports::add,
      Runnable::run);

  /// The population as the register shows it after the import.
  private static final class Register implements Accounts {
    private final Map<UUID, Account> accounts = PAY_DAYS.population().debtors().stream().map(Register::account)
        .collect(Collectors.toMap(Account::id, Function.identity()));

    private static Account account(Debtor debtor) {
      var person = debtor.person();
      return new Account(
          IdGenerator.next(), debtor.contract().account(), IdGenerator.next(),
          new Account.Subscriber(
              person.name(), new Account.Place("", "", Optional.of(debtor.zone())), person.language(), false,
              person.lines().stream().map(Debtor.Line::phone).toList()),
          new Account.Subscription("internet", "", debtor.contract().state(), debtor.contract().tags()),
          new Account.Debt(debtor.arrears().owed().negate(), Optional.empty(), Optional.empty(), true));
    }

    @Override
    public Optional<Account> byNumber(String number) {
      return accounts.values().stream().filter(account -> account.number().equals(number)).findFirst();
    }

    @Override
    public Map<UUID, Account> byIds(Collection<UUID> ids) {
      return accounts.entrySet().stream().filter(e -> ids.contains(e.getKey()))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<Account> overdue(Optional<Account> after, int limit) {
      return accounts.values().stream().sorted((a, b) -> a.number().compareTo(b.number())).limit(limit).toList();
    }
  }

  private static Attempt attempt(Account account, Channel channel, String line) {
    Contact contact = new Contact(
        IdGenerator.next(), IdGenerator.next(), new Contact.Debtor(account.household(), account.id()), channel.name(),
        new Contact.Step(0, START, channel, "reminder"), new Contact.Window(AT, AT.plusSeconds(3600)), 0);
    var route = new Attempt.Route(line, "+79000999999", Duration.ofSeconds(30), false);
    return new Attempt(IdGenerator.next(), contact, 1, account.subscriber().phones().getFirst(), route, AT);
  }

  private Map<String, ContactOutcome> submitAll(ContactChannel to, Channel channel) {
    reports.clear();
    Map<String, ContactOutcome> outcomes = new TreeMap<>();
    for (Account account : register.overdue(Optional.empty(), 10_000)) {
      int before = reports.size();
      assertThat(to.submit(attempt(account, channel, SimulatedChannelContext.LINE)))
          .isInstanceOfSatisfying(Submission.Accepted.class,
              taken -> assertThat(taken.remoteId()).startsWith("simulated-" + account.number()));
      assertThat(reports).hasSize(before + 1);
      outcomes.put(account.number(), reports.getLast().outcome());
    }
    return outcomes;
  }

  @Test
  void operators_reach_about_half_and_hear_promises_with_a_day_and_the_arrears() {
    var outcomes = submitAll(new SimulatedOperatorChannel(simulation), Channel.OPERATOR);
    var reached = outcomes.values().stream()
        .filter(ContactOutcome.Reached.class::isInstance).map(ContactOutcome.Reached.class::cast).toList();
    assertThat(reached.size() / 3_000.0).isBetween(0.45, 0.55);
    var promises = reached.stream().flatMap(answer -> answer.promise().stream()).toList();
    assertThat(promises.size() / (double) reached.size()).isBetween(0.15, 0.60);
    assertThat(promises).allSatisfy(promise -> {
      assertThat(promise.day()).isBetween(START.plusDays(1), START.plusDays(8));
      assertThat(promise.amount().amount()).isPositive();
    });
    assertThat(reached).anySatisfy(answer -> assertThat(answer.reason()).isPresent());
  }

  @Test
  void the_same_accounts_get_the_same_outcomes_although_every_id_is_new() {
    var operator = new SimulatedOperatorChannel(simulation);
    assertThat(submitAll(operator, Channel.OPERATOR)).isEqualTo(submitAll(operator, Channel.OPERATOR));
  }

  @Test
  void reports_carry_the_moved_clocks_time_and_the_label() {
    submitAll(new SimulatedOperatorChannel(simulation), Channel.OPERATOR);
    assertThat(reports).allSatisfy(report -> {
      assertThat(report.trace().techCause()).contains("simulated");
      assertThat(report.endedAt()).isBetween(AT, AT.plus(Duration.ofMinutes(5)));
      report.answeredAt().ifPresent(at -> assertThat(at).isBetween(AT, report.endedAt()));
    });
  }

  @Test
  void an_attempt_on_a_real_line_is_refused_and_nothing_is_reported() {
    Account account = register.overdue(Optional.empty(), 10_000).getFirst();
    assertThat(new SimulatedOperatorChannel(simulation).submit(attempt(account, Channel.OPERATOR, "desk")))
        .isInstanceOf(Submission.Refused.class);
    assertThat(reports).isEmpty();
  }
}
