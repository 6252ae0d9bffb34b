package org.obzvon.payment.bank;

import org.obzvon.payment.PaymentFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.obzvon.payment.PaidAt;

/// Reads 1CClientBankExchange: lines `key=value` in sections, from `1CClientBankExchange` to `КонецФайла`. Documents
/// that pay an account of the statement are incoming; if the section of an account gives the sum of incoming money, its
/// documents must add up to it.
final class ClientBank implements BankReader {
  private static final String BEGIN = "1CClientBankExchange";
  private static final String END = "КонецФайла";
  private static final String OUR_ACCOUNT = "РасчСчет";
  private static final String RECEIVED = "ДатаПоступило";
  private static final String PURPOSE = "НазначениеПлатежа";
  private static final int MOST_FIELDS = 200;
  private static final int MOST_ACCOUNTS = 1_000;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu")
      .withResolverStyle(ResolverStyle.STRICT);
  /// The currencies by digits 6 to 8 of a Russian account; accounts in roubles have kept 810.
  private static final Map<String, String> CURRENCIES = Map.of("810", "RUB", "643", "RUB", "840", "USD", "978", "EUR");

  /// The state of reading at a place of the file.
  private static final class State {
    private final Set<String> accounts = new HashSet<>();
    /// Account → the sum that came in according to the bank, and the line that gives it.
    private final Map<String, BigDecimal> told = new HashMap<>();
    private final Map<String, Integer> toldOn = new HashMap<>();
    private final Map<String, BigDecimal> came = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
  }

  @Override
  public void read(BankFile file, Consumer<BankEntry> entries) throws IOException {
    State state = new State();
    collectAccounts(file, state);
    boolean begun = false;
    boolean ended = false;
    try (BankFile.Lines lines = file.lines()) {
      for (String line = lines.next(); line != null && !ended; line = lines.next()) {
        String plain = line.strip();
        if (!begun && !plain.isEmpty()) {
          begun = plain.startsWith(BEGIN);
          if (!begun) {
            throw file.bad(lines.number(), BankFault.NOT_FORMAT.with(PaymentFormat.CLIENT_BANK_1C.word()));
          }
        } else if (plain.startsWith("СекцияДокумент")) {
          int number = lines.number();
          entries.accept(document(number, section(file, lines, "КонецДокумента"), state));
        } else if (plain.startsWith("СекцияРасчСчет")) {
          int number = lines.number();
          account(number, section(file, lines, "КонецРасчСчет").fields(), state);
        }
        ended = plain.equals(END);
      }
      if (!ended) {
        throw file.bad(lines.number(), BankFault.CUT.with(END));
      }
    }
    state.told.forEach((account, told) -> {
      BigDecimal came = state.came.getOrDefault(account, BigDecimal.ZERO);
      if (told.compareTo(came) != 0) {
        throw file.bad(state.toldOn.get(account), BankFault.TOTAL.with(told.toPlainString(), came.toPlainString()));
      }
    });
  }

  /// Collects the accounts of the statement first, because the file may name them after the documents that pay them.
  private static void collectAccounts(BankFile file, State state) throws IOException {
    try (BankFile.Lines lines = file.lines()) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String plain = line.strip();
        if (plain.startsWith(OUR_ACCOUNT + "=") && state.accounts.size() < MOST_ACCOUNTS) {
          state.accounts.add(plain.substring(OUR_ACCOUNT.length() + 1).strip());
        }
      }
    }
    state.accounts.remove("");
  }

  /// @param repeated a field that occurs twice with different values: the end of one section and the beginning of the
  ///     next are lost, and nobody can tell to which section the values belong
  private record Section(Map<String, String> fields, Optional<String> repeated) {}

  private static Section section(BankFile file, BankFile.Lines lines, String end) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    Optional<String> repeated = Optional.empty();
    String last = "";
    for (String line = lines.next(); line != null; line = lines.next()) {
      String plain = line.strip();
      if (plain.equals(end)) {
        return new Section(fields, repeated);
      }
      if (plain.startsWith("Секция") || plain.equals(END)) {
        throw file.bad(lines.number(), BankFault.SECTION.with());
      }
      int equals = plain.indexOf('=');
      if (fields.size() > MOST_FIELDS) {
        throw file.bad(lines.number(), BankFault.ENTRY.with());
      }
      if (equals > 0 && plain.substring(0, equals).strip().matches("\\p{L}[\\p{L}\\d_]{0,60}")) {
        last = plain.substring(0, equals).strip();
        String value = plain.substring(equals + 1).strip();
        String before = fields.putIfAbsent(last, value);
        if (before != null && !before.equals(value) && repeated.isEmpty()) {
          repeated = Optional.of(last);
        }
      } else if (!plain.isEmpty() && last.startsWith(PURPOSE)) {
        fields.merge(last, plain, (before, more) -> before + " " + more); // the bank broke the line of the purpose
      }
    }
    throw file.bad(lines.number(), BankFault.CUT.with(end));
  }

  private static void account(int line, Map<String, String> fields, State state) {
    String account = fields.getOrDefault(OUR_ACCOUNT, "");
    BankAmounts.read(fields.getOrDefault("ВсегоПоступило", "")).ifPresent(sum -> {
      state.told.merge(account, sum, BigDecimal::add);
      state.toldOn.putIfAbsent(account, line);
    });
  }

  private static BankEntry document(int line, Section section, State state) {
    Map<String, String> fields = section.fields();
    if (section.repeated().isPresent()) {
      String key = section.repeated().get();
      return new BankEntry.Rejected(line, key, fields.get(key), BankFault.REPEATED.with(key));
    }
    String to = either(fields, "ПолучательСчет", "ПолучательРасчСчет");
    String from = either(fields, "ПлательщикСчет", "ПлательщикРасчСчет");
    String sum = fields.getOrDefault("Сумма", "");
    Optional<BigDecimal> amount = BankAmounts.read(sum);
    if (amount.isEmpty()) {
      return new BankEntry.Rejected(line, "Сумма", sum, BankFault.AMOUNT.with());
    }
    boolean ours = state.accounts.contains(to);
    if (ours) {
      state.came.merge(to, amount.get(), BigDecimal::add);
    }
    if (state.accounts.contains(from)) {
      return new BankEntry.Rejected(line, "Сумма", sum, BankFault.OUTGOING.with());
    }
    if (!ours && fields.getOrDefault(RECEIVED, "").isEmpty()) {
      return new BankEntry.Rejected(line, "ПолучательСчет", to, BankFault.DIRECTION.with());
    }
    String day = Stream.of(RECEIVED, "Дата").map(key -> fields.getOrDefault(key, "")).filter(text -> !text.isEmpty())
        .findFirst().orElse("");
    String purpose = purpose(fields);
    String identity = String.join("|", fields.getOrDefault("Номер", ""), fields.getOrDefault("Дата", ""),
        amount.get().toPlainString(), from, to, purpose);
    Integer earlier = state.seen.putIfAbsent(identity, line);
    if (earlier != null) {
      return new BankEntry.Rejected(line, "Номер", fields.getOrDefault("Номер", ""), BankFault.TWICE.with(earlier));
    }
    try {
      return new BankEntry.Money(
          line, Optional.empty(), identity, Optional.empty(), purpose, amount.get(), currency(to),
          new PaidAt.Day(LocalDate.parse(day, DAY)));
    } catch (DateTimeException _) {
      return new BankEntry.Rejected(line, RECEIVED, day, BankFault.DATE.with("26.11.2026"));
    }
  }

  private static String either(Map<String, String> fields, String one, String other) {
    return fields.getOrDefault(one, "").isEmpty() ? fields.getOrDefault(other, "") : fields.get(one);
  }

  private static String purpose(Map<String, String> fields) {
    String whole = fields.getOrDefault(PURPOSE, "");
    return whole.isEmpty()
        ? IntStream.rangeClosed(1, 6).mapToObj(i -> fields.getOrDefault(PURPOSE + i, ""))
            .collect(Collectors.joining(" ")).strip()
        : whole;
  }

  private static Optional<Currency> currency(String account) {
    return account.matches("\\d{20}")
        ? Optional.ofNullable(CURRENCIES.get(account.substring(5, 8))).map(Currency::getInstance)
        : Optional.empty();
  }
}
