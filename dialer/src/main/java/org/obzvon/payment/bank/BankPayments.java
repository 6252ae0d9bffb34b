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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.document.Sentence;
import org.obzvon.payment.PaidAt;
import org.obzvon.payment.PaymentFormat;
import org.obzvon.payment.PaymentRow;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RowResult;
import org.obzvon.register.RowSource;

/// The payments in a bank's file. Incoming money is a payment, and its reversal takes the payment back. Everything
/// else is reported as rejected, so the entries taken and rejected add up to the entries read.
///
/// The id of a payment is the bank's own reference. If the file has none, the id is `digest:` and the first half of the
/// SHA-256 of the text that distinguishes the entry from others (account, day, amount, number, purpose); a second
/// identical entry in one file gets the suffix `:2`. The same file, or one that overlaps it, gives the same ids.
public final class BankPayments implements RowSource<PaymentRow> {
  private static final int MOST_ENTRIES = 1_000_000;
  private static final int LONGEST_SHOWN = 200;

  private final BankFile file;
  private final PaymentFormat format;
  private final AccountInPurpose accounts;
  private final Optional<ZoneId> zone;
  private final Map<String, Integer> digests = new HashMap<>();
  private int read;

  private BankPayments(BankFile file, PaymentFormat format, AccountInPurpose accounts, Optional<ZoneId> zone) {
    this.file = file;
    this.format = format;
    this.accounts = accounts;
    this.zone = zone;
  }

  /// Returns the bank's format of a file; empty if it is no known one, so that the file is a table.
  public static Optional<PaymentFormat> format(Path file) {
    try {
      return Files.isRegularFile(file) ? FormatDetection.of(BankFile.head(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param zone of the file's times; empty: each debtor's own
  /// @throws BadInput when the encoding of the file cannot be told
  public static BankPayments open(Path file, PaymentFormat format, Mapping mapping, Optional<ZoneId> zone) {
    try {
      Charset charset = BankEncoding.of(file, format, mapping.formats().encoding());
      return new BankPayments(
          new BankFile(file, charset), format, new AccountInPurpose(mapping.formats().accountInPurpose()), zone);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Sentence form() {
    String letters = format == PaymentFormat.CAMT053 ? StandardCharsets.UTF_8.name() : file.charset().name();
    return BankFormSentence.BANK.with(format.word(), letters);
  }

  @Override
  public void read(Consumer<RowResult<PaymentRow>> results, Progress progress) {
    progress.stage("reading", 0);
    try {
      reader(format).read(
          file,
          entry -> {
            progress.advance(1);
            results.accept(result(entry));
          });
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

  private RowResult<PaymentRow> result(BankEntry entry) {
    if (++read > MOST_ENTRIES) {
      throw BadInput.of(file.path().toString(), BankFault.TOO_MANY.with(MOST_ENTRIES));
    }
    return switch (entry) {
      case BankEntry.Rejected(int line, String column, String value, Sentence reason) ->
          rejected(line, column, value, reason);
      case BankEntry.Money money -> result(money);
    };
  }

  private RowResult<PaymentRow> result(BankEntry.Money money) {
    if (money.account().isPresent()) {
      return payment(money, money.account().get());
    }
    return switch (accounts.in(money.purpose())) {
      case AccountInPurpose.Found.One(String account) -> payment(money, account);
      case AccountInPurpose.Found.None(Sentence why) -> rejected(money.line(), "account", money.purpose(), why);
    };
  }

  private RowResult<PaymentRow> payment(BankEntry.Money money, String account) {
    if (account.isBlank() || account.length() > 64) {
      return rejected(money.line(), "account", account, BankFault.NO_ACCOUNT.with());
    }
    PaidAt paidAt = zone.<PaidAt>map(id -> new PaidAt.Exactly(money.paidAt().in(id))).orElse(money.paidAt());
    String id = money.reference().filter(reference -> reference.length() <= 100).orElseGet(() -> digest(money));
    return new RowResult.Accepted<>(
        money.line(), new PaymentRow(id, account, money.amount(), money.currency(), paidAt), List.of());
  }

  private static RowResult<PaymentRow> rejected(int line, String column, String value, Sentence reason) {
    return new RowResult.Rejected<>(
        List.of(new Finding(line, column, SafeText.line(value, LONGEST_SHOWN), reason)));
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
