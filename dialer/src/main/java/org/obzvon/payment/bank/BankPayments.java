package org.obzvon.payment.bank;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.document.BadInput;
import org.obzvon.document.LogText;
import org.obzvon.document.Sentence;
import org.obzvon.payment.PaidAt;
import org.obzvon.payment.PaymentFormat;
import org.obzvon.payment.PaymentRow;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;

/// Reads a bank's file as payments. Incoming money is a payment, a reversal of it takes it back; everything else is told
/// as rejected, so that what was read is what was taken and what was rejected together.
///
/// The id of a payment is the bank's own reference. Where the file has none it is `digest:` and the first half of the
/// SHA-256 of what tells the entry from others (account, day, amount, number, purpose); a second entry that says exactly
/// the same in one file gets `:2` behind it. The same file, or one that overlaps it, gives the same ids.
public final class BankPayments {
  private static final int MOST_ENTRIES = 1_000_000;
  private static final int LONGEST_SHOWN = 200;

  private final AccountInPurpose accounts;
  private final Optional<ZoneId> zone;
  private final List<PaymentRow> rows = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private final List<Finding> rejected = new ArrayList<>();
  private final Map<String, Integer> digests = new HashMap<>();
  private int read;

  private BankPayments(AccountInPurpose accounts, Optional<ZoneId> zone) {
    this.accounts = accounts;
    this.zone = zone;
  }

  /// @param form how the file was read
  /// @param lines the line of each row
  /// @param rejected one for each entry that is no row
  /// @param read entries in all
  public record Read(Sentence form, List<PaymentRow> rows, List<Integer> lines, List<Finding> rejected, int read) {}

  /// The bank's format of a file; empty where it is none that is known, and so a table.
  public static Optional<PaymentFormat> format(Path file) {
    try {
      return Files.isRegularFile(file) ? Beginning.of(BankFile.head(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param zone of the file's times; empty: each debtor's own
  /// @throws BadInput when the file as a whole cannot be taken
  public static Read read(Path file, PaymentFormat format, Mapping mapping, Optional<ZoneId> zone, Progress progress) {
    var payments = new BankPayments(new AccountInPurpose(mapping.formats().accountInPurpose()), zone);
    progress.stage("reading", 0);
    try {
      Charset charset = BankEncoding.of(file, format, mapping.formats().encoding());
      reader(format).read(
          new BankFile(file, charset),
          entry -> {
            progress.advance(1);
            payments.take(file, entry);
          });
      String letters = format == PaymentFormat.CAMT053 ? StandardCharsets.UTF_8.name() : charset.name();
      return new Read(
          BankForm.BANK.with(format.word(), letters), payments.rows, payments.lines, payments.rejected, payments.read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BankReader reader(PaymentFormat format) {
    return switch (format) {
      case CSV -> throw new IllegalArgumentException("a table is read by the table reader");
      case SBERBANK -> new SberbankRegister();
      case CLIENT_BANK_1C -> new ClientBank();
      case MT940 -> new Mt940();
      case CAMT053 -> new Camt053();
    };
  }

  private void take(Path file, BankEntry entry) {
    if (++read > MOST_ENTRIES) {
      throw BadInput.of(file.toString(), BankFault.TOO_MANY.with(MOST_ENTRIES));
    }
    switch (entry) {
      case BankEntry.Rejected(int line, String column, String value, Sentence reason) -> reject(line, column, value, reason);
      case BankEntry.Money money -> take(money);
    }
  }

  private void take(BankEntry.Money money) {
    if (money.account().isPresent()) {
      add(money, money.account().get());
      return;
    }
    switch (accounts.in(money.purpose())) {
      case AccountInPurpose.Found.One(String account) -> add(money, account);
      case AccountInPurpose.Found.None(Sentence why) -> reject(money.line(), "account", money.purpose(), why);
    }
  }

  private void add(BankEntry.Money money, String account) {
    if (account.isBlank() || account.length() > 64) {
      reject(money.line(), "account", account, BankFault.NO_ACCOUNT.with());
      return;
    }
    PaidAt paidAt = zone.<PaidAt>map(id -> new PaidAt.Exactly(money.paidAt().in(id))).orElse(money.paidAt());
    String id = money.reference().filter(reference -> reference.length() <= 100).orElseGet(() -> digest(money));
    rows.add(new PaymentRow(id, account, money.amount(), money.currency(), paidAt));
    lines.add(money.line());
  }

  private void reject(int line, String column, String value, Sentence reason) {
    String shown = LogText.clean(value);
    rejected.add(new Finding(line, column, shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "…" : shown, reason));
  }

  private String digest(BankEntry.Money money) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(money.identity().getBytes(StandardCharsets.UTF_8));
      String id = "digest:" + HexFormat.of().formatHex(sha, 0, 16);
      int times = digests.merge(id, 1, Integer::sum);
      return times == 1 ? id : id + ":" + times;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
