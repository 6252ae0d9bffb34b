package org.obzvon.payment.bank;

import org.obzvon.payment.PaymentFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.payment.PaidAt;

/// Reads SWIFT MT940: `:61:` is an entry, `:86:` its text, between the balances `:60:` and `:62:`, whose difference
/// must be the sum of the entries.
final class Mt940 implements BankReader {
  private static final Pattern FIELD = Pattern.compile(":(\\d{2}[A-Z]?):(.*)");
  private static final Pattern BALANCE = Pattern.compile("([CD])(\\d{6})([A-Z]{3})(\\d{1,12}[,.]\\d{0,3})\\s*");
  private static final Pattern ENTRY = Pattern.compile(
      "(\\d{6})(\\d{4})?(RC|RD|EC|ED|C|D)([A-Z])?(\\d{1,12}[,.]\\d{0,3})([A-Z][A-Z0-9]{3})([^/]{0,35}(?:/[^/]{1,35}){0,4}?)(?://(.{0,35}))?\\s*");
  /// Matches an entry that was merged into the text of the one before it.
  private static final Pattern ENTRY_IN_WORDS = Pattern
      .compile("(?:RC|RD|EC|ED|C|D)[A-Z]?\\d{1,12},\\d{0,3}[NSF][A-Z0-9]{3}");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuMMdd")
      .withResolverStyle(ResolverStyle.STRICT);
  private static final int MOST_WORD_LINES = 20;
  private static final int FULL_LINE = 65;
  private static final int FULL_PART = 27;

  private record Field(int line, String tag, String text) {}

  /// The statement that is being read.
  private static final class Statement {
    private String account = "";
    private Optional<BigDecimal> open = Optional.empty();
    private Optional<Currency> currency = Optional.empty();
    private BigDecimal moved = BigDecimal.ZERO;
  }

  @Override
  public void read(BankFile file, Consumer<BankEntry> entries) throws IOException {
    Statement statement = new Statement();
    boolean any = false;
    try (BankFile.Lines lines = file.lines()) {
      Field entry = null;
      String words = "";
      for (Field field = field(lines); field != null; field = field(lines)) {
        if (entry != null && !field.tag().equals("86")) {
          entries.accept(entry(file, entry, words, statement));
          entry = null;
          words = "";
        }
        switch (field.tag()) {
          case "20" -> closed(file, field.line(), statement);
          case "25", "25P" -> statement.account = field.text().lines().findFirst().orElse("").strip();
          case "60F", "60M" -> open(file, field, statement);
          case "61" -> entry = field;
          case "86" -> words = entry == null ? "" : words + field.text() + "\n";
          case "62F", "62M" -> {
            close(file, field, statement);
            any = true;
          }
          default -> {
            // other balances and messages say nothing about entries
          }
        }
      }
      if (entry != null) {
        throw file.bad(lines.number(), BankFault.CUT.with(":62F:"));
      }
      closed(file, lines.number(), statement);
      if (!any) {
        throw file.bad(0, BankFault.NOT_FORMAT.with(PaymentFormat.MT940.word()));
      }
    }
  }

  /// Returns the next field with the lines that continue it.
  private static Field field(BankFile.Lines lines) throws IOException {
    for (String line = lines.next(); line != null; line = lines.next()) {
      Matcher begin = FIELD.matcher(line.startsWith("{") ? line.substring(Math.max(0, line.indexOf(":20:"))) : line);
      if (!begin.matches()) {
        continue;
      }
      int number = lines.number();
      StringBuilder text = new StringBuilder(begin.group(2));
      int more = 0;
      for (line = lines.next(); line != null; line = lines.next()) {
        if (FIELD.matcher(line).matches() || line.startsWith("-}") || line.equals("-") || line.startsWith("{")) {
          lines.back(line);
          break;
        }
        if (++more <= MOST_WORD_LINES) {
          text.append('\n').append(line);
        }
      }
      return new Field(number, begin.group(1), text.toString());
    }
    return null;
  }

  private static void closed(BankFile file, int line, Statement statement) {
    if (statement.open.isPresent()) {
      throw file.bad(line, BankFault.CUT.with(":62F:"));
    }
  }

  private static void open(BankFile file, Field field, Statement statement) {
    closed(file, field.line(), statement);
    Matcher balance = balance(file, field);
    statement.open = Optional.of(signed(balance));
    statement.currency = currency(balance.group(3));
    statement.moved = BigDecimal.ZERO;
  }

  private static void close(BankFile file, Field field, Statement statement) {
    BigDecimal told = signed(balance(file, field));
    BigDecimal reached = statement.open.orElseThrow(() -> file.bad(field.line(), BankFault.CUT.with(":60F:")))
        .add(statement.moved);
    if (told.compareTo(reached) != 0) {
      throw file.bad(field.line(), BankFault.TOTAL.with(told.toPlainString(), reached.toPlainString()));
    }
    statement.open = Optional.empty();
  }

  private static Matcher balance(BankFile file, Field field) {
    Matcher balance = BALANCE.matcher(field.text());
    if (!balance.matches()) {
      throw file.bad(field.line(), BankFault.ENTRY.with());
    }
    return balance;
  }

  private static BigDecimal signed(Matcher balance) {
    BigDecimal amount = BankAmounts.read(balance.group(4)).orElseThrow();
    return balance.group(1).equals("D") ? amount.negate() : amount;
  }

  private static Optional<Currency> currency(String code) {
    try {
      return Optional.of(Currency.getInstance(code));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static BankEntry entry(BankFile file, Field field, String words, Statement statement) {
    String told = field.text().lines().findFirst().orElse("");
    Matcher entry = ENTRY.matcher(told);
    if (!entry.matches()) {
      throw file.bad(field.line(), BankFault.ENTRY.with()); // its amount is unknown, and so are the balances
    }
    BigDecimal amount = BankAmounts.read(entry.group(5)).orElseThrow();
    String mark = entry.group(3);
    boolean expected = mark.startsWith("E");
    boolean came = mark.equals("C") || mark.equals("RD");
    statement.moved = expected ? statement.moved : statement.moved.add(came ? amount : amount.negate());
    return switch (mark) {
      case "EC", "ED" -> new BankEntry.Rejected(field.line(), "amount", told, BankFault.EXPECTED.with());
      case "D" -> new BankEntry.Rejected(field.line(), "amount", told, BankFault.OUTGOING.with());
      case "RD" -> new BankEntry.Rejected(field.line(), "amount", told, BankFault.REFUND.with());
      default -> money(field.line(), entry, mark.equals("RC") ? amount.negate() : amount, words, statement);
    };
  }

  private static BankEntry money(int line, Matcher entry, BigDecimal amount, String words, Statement statement) {
    String purpose = plain(words);
    if (ENTRY_IN_WORDS.matcher(purpose).find()) {
      return new BankEntry.Rejected(line, "account", purpose, BankFault.REPEATED.with(":61:"));
    }
    Optional<String> reference = Optional.ofNullable(entry.group(8)).map(String::strip)
        .filter(text -> !text.isEmpty() && !text.equalsIgnoreCase("NONREF"));
    String identity = String.join("|", statement.account, entry.group(), purpose);
    try {
      LocalDate day = LocalDate.parse(entry.group(1), DAY);
      return new BankEntry.Money(
          line, reference, identity, Optional.empty(), purpose, amount, statement.currency, new PaidAt.Day(day));
    } catch (DateTimeException _) {
      return new BankEntry.Rejected(line, "paid at", entry.group(1), BankFault.DATE.with("261126"));
    }
  }

  /// Returns the text without the marks of structured text (`?20`, `/REMI/`). A full line, or a full part after a mark,
  /// may have been broken within a word; after a shorter one a word has ended.
  private static String plain(String words) {
    StringBuilder plain = new StringBuilder();
    for (String line : words.lines().toList()) {
      plain.append(line).append(line.length() >= FULL_LINE ? "" : " ");
    }
    StringBuilder parts = new StringBuilder();
    for (String part : plain.toString().split("\\?\\d{2}", 60)) {
      parts.append(part).append(part.length() == FULL_PART ? "" : " ");
    }
    return parts.toString().replaceAll("/[A-Z]{4}/", " ").replaceAll("\\s+", " ").strip();
  }
}
