package org.obzvon.person.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DESK_CONVERSATION;
import static org.obzvon.jooq.Tables.DESK_RECORDING;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.SMS_INBOX;
import static org.obzvon.jooq.Tables.SMS_INCOMING;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SUPPRESSION;
import static org.obzvon.jooq.Tables.TICKET;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QuantifiedSelect;
import org.jooq.Record1;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.obzvon.person.PersonalTable;
import org.obzvon.person.PersonalTable.Link;
import org.obzvon.person.PersonalTable.To;

/// The keys by which the rows of a person are found in all tables.
final class PersonKeys {
  private static final String ACCOUNT_ID = "account_id";

  private final DSLContext tx;
  private final Set<UUID> accounts;
  private final String[] phones;
  private final Map<To, Set<UUID>> ids = new EnumMap<>(To.class);
  private final Set<String> subjects = new HashSet<>();

  /// @param numbers of the accounts
  /// @param phones identify the person's rows that belong to no account
  PersonKeys(DSLContext tx, Map<String, UUID> numbers, Collection<String> phones) {
    this.tx = tx;
    this.accounts = Set.copyOf(numbers.values());
    this.phones = phones.toArray(String[]::new);
    ids.put(To.ACCOUNT, accounts);
    ids.put(To.HOUSEHOLD, all(ACCOUNT.HOUSEHOLD_ID, ACCOUNT.ID.eq(any(accounts))));
    ids.put(To.ATTEMPT, all(ATTEMPT.ID, ATTEMPT.ACCOUNT_ID.eq(any(accounts))));
    ids.put(To.CONTACT, all(CONTACT.ID, CONTACT.ACCOUNT_ID.eq(any(accounts))));
    ids.put(To.PAYMENT, all(PAYMENT.ID, PAYMENT.ACCOUNT_ID.eq(any(accounts))));
    ids.put(To.MESSAGE, all(SMS_MESSAGE.ID, either(SMS_MESSAGE.ACCOUNT_ID, SMS_MESSAGE.PHONE)));
    ids.put(To.INCOMING_MESSAGE, all(SMS_INCOMING.ID, SMS_INCOMING.PHONE.eq(DSL.any(this.phones))));
    ids.put(To.CONVERSATION, all(DESK_CONVERSATION.ID, DESK_CONVERSATION.ATTEMPT_ID.eq(any(of(To.ATTEMPT)))));
    Set<UUID> tickets = all(TICKET.ID, TICKET.ACCOUNT_ID.eq(any(accounts)));
    Set<UUID> answers = all(SMS_INBOX.ID, either(SMS_INBOX.ACCOUNT_ID, SMS_INBOX.PHONE));
    Set<UUID> stops = all(SUPPRESSION.ID, either(SUPPRESSION.ACCOUNT_ID, SUPPRESSION.PHONE));
    Set<UUID> promises = all(PROMISE.ID, PROMISE.ACCOUNT_ID.eq(any(accounts)));
    ids.put(
        To.FACT,
        Stream.of(of(To.ATTEMPT), promises, stops, tickets).flatMap(Set::stream).collect(Collectors.toSet()));
    numbers.keySet().forEach(number -> subjects.addAll(List.of("account " + number, "household of account " + number)));
    subjects.addAll(phones);
    tickets.forEach(ticket -> subjects.add("ticket " + ticket));
    answers.forEach(answer -> subjects.add("message " + answer));
    stops.forEach(stop -> subjects.add("stop " + stop));
  }

  private Set<UUID> all(TableField<?, UUID> field, Condition which) {
    return tx.selectDistinct(field).from(field.getTable()).where(which).fetchSet(field);
  }

  /// Returns the condition by account or telephone. A row about another account is that account's, whatever its
  /// telephone.
  private Condition either(Field<UUID> account, Field<String> phone) {
    return account.eq(any(accounts)).or(account.isNull().and(phone.eq(DSL.any(phones))));
  }

  static QuantifiedSelect<Record1<UUID>> any(Collection<UUID> ids) {
    return DSL.any(ids.toArray(UUID[]::new));
  }

  Set<UUID> of(To what) {
    return ids.get(what);
  }

  Set<UUID> recordedAttempts() {
    return tx.selectDistinct(DESK_CONVERSATION.ATTEMPT_ID)
        .from(DESK_RECORDING)
        .join(DESK_CONVERSATION).on(DESK_CONVERSATION.ID.eq(DESK_RECORDING.CONVERSATION_ID))
        .where(DESK_RECORDING.CONVERSATION_ID.eq(any(of(To.CONVERSATION))))
        .fetchSet(DESK_CONVERSATION.ATTEMPT_ID);
  }

  /// Returns the condition for the person's rows of the table.
  Condition rows(PersonalTable table) {
    boolean hasAccount = table.links().stream().anyMatch(link -> link.to() == To.ACCOUNT);
    return DSL.or(table.links().stream().map(link -> row(link, hasAccount)).toList());
  }

  private Condition row(Link link, boolean hasAccount) {
    Field<UUID> id = DSL.field(DSL.name(link.column()), UUID.class);
    return switch (link.to()) {
      case PHONE -> {
        Condition mine = DSL.field(DSL.name(link.column()), String.class).eq(DSL.any(phones));
        yield hasAccount ? DSL.field(DSL.name(ACCOUNT_ID), UUID.class).isNull().and(mine) : mine;
      }
      case AUDIT_SUBJECT ->
          DSL.field(DSL.name(link.column()), String.class).eq(DSL.any(subjects.toArray(String[]::new)));
      case ACCOUNT, HOUSEHOLD, ATTEMPT, MESSAGE, INCOMING_MESSAGE, CONVERSATION, CONTACT, PAYMENT, FACT ->
          id.eq(any(of(link.to())));
    };
  }
}
