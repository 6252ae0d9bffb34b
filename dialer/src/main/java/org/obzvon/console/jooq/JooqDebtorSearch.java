package org.obzvon.console.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.SMS_INBOX;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.obzvon.console.DebtorSearch;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.Phone;

/// Reads debtors and messages from PostgreSQL.
public final class JooqDebtorSearch implements DebtorSearch {
  private static final int FEWEST_DIGITS = 6;

  private final DSLContext db;
  private final Accounts accounts;
  private final List<String> prefixes;

  /// @param prefixes prefixes of the countries called, such as +373
  public JooqDebtorSearch(DSLContext db, Accounts accounts, List<String> prefixes) {
    this.db = db;
    this.accounts = accounts;
    this.prefixes = List.copyOf(prefixes);
  }

  @Override
  public List<Account> search(String text) {
    String wanted = text.strip();
    if (wanted.isEmpty()) {
      return List.of();
    }
    Condition found = ACCOUNT.NUMBER.startsWith(wanted).or(ACCOUNT.ID.in(ofPhone(wanted)));
    List<UUID> ids = db.select(ACCOUNT.ID).from(ACCOUNT).where(found).orderBy(ACCOUNT.NUMBER).limit(MOST_FOUND)
        .fetch(ACCOUNT.ID);
    return ids.isEmpty()
        ? List.of()
        : accounts.byIds(ids).values().stream().sorted(Comparator.comparing(Account::number)).toList();
  }

  private Select<Record1<UUID>> ofPhone(String wanted) {
    String digits = wanted.replaceAll("[\\s().-]", "");
    List<String> numbers = new ArrayList<>();
    if (digits.matches("\\+?\\d{" + FEWEST_DIGITS + ",15}")) {
      String bare = digits.startsWith("+") ? digits.substring(1) : digits;
      numbers.add("+" + bare);
      String national = bare.replaceFirst("^[08]", "");
      prefixes.forEach(prefix -> numbers.add(prefix + national));
    }
    return DSL.select(ACCOUNT_PHONE.ACCOUNT_ID).from(ACCOUNT_PHONE).where(ACCOUNT_PHONE.E164.in(numbers));
  }

  @Override
  public List<Message> messages(Account account) {
    List<String> phones = account.subscriber().phones().stream().map(Phone::e164).toList();
    List<Message> sent = db.selectFrom(SMS_MESSAGE)
        .where(SMS_MESSAGE.ACCOUNT_ID.eq(account.id()).or(SMS_MESSAGE.PHONE.in(phones)))
        .orderBy(SMS_MESSAGE.SUBMITTED_AT.desc())
        .limit(MOST_TOLD)
        .fetch(
            row -> new Message(
                row.getSubmittedAt(), false, row.getPhone(), row.getText(),
                Optional.ofNullable(row.getFate()).orElse(row.getState())));
    List<Message> answers = db.selectFrom(SMS_INBOX)
        .where(SMS_INBOX.PHONE.in(phones))
        .orderBy(SMS_INBOX.RECEIVED_AT.desc())
        .limit(MOST_TOLD)
        .fetch(row -> new Message(row.getReceivedAt(), true, row.getPhone(), row.getText(), row.getKind()));
    return Stream.concat(sent.stream(), answers.stream())
        .sorted(Comparator.comparing(Message::at).reversed())
        .limit(MOST_TOLD)
        .toList();
  }
}
