package org.obzvon.payment.bank;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.obzvon.document.Problem;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.payment.PaidAt;

/// Reads ISO 20022 camt.053 of any version: entries `Ntry` of statements `Stmt`, each with its payments `TxDtls`. The
/// file is read as a stream; a document type is refused, and nothing outside the file is ever opened. If the statement
/// gives balances or sums, its entries must add up to them.
final class Camt053 implements BankReader {
  private static final int DEEPEST = 40;
  private static final int LONGEST_TEXT = 20_000;
  private static final int MOST_TEXTS = 500;
  private static final int MOST_DETAILS = 100_000;
  private static final String DATE_EXAMPLE = "2026-11-26";

  /// The values of one entry, or of one payment in it, by the path of their elements below it.
  private record Values(int line, Map<String, String> texts) {
    Values(int line) {
      this(line, new HashMap<>());
    }

    void add(String path, String text) {
      if (texts.size() < MOST_TEXTS || texts.containsKey(path)) {
        texts.merge(path, text, (before, more) -> path.endsWith("Ustrd") && before.length() < LONGEST_TEXT ? before
            + " " + more : before);
      }
    }

    /// Returns the value of the first path that has one.
    Optional<String> first(String... paths) {
      for (String path : paths) {
        String text = texts.get(path);
        if (text != null && !text.isBlank()) {
          return Optional.of(text.strip());
        }
      }
      return Optional.empty();
    }

    Optional<BigDecimal> amount(String... paths) {
      return first(paths).flatMap(BankAmounts::read);
    }
  }

  /// The statement that is being read.
  private static final class Statement {
    private final Values told;
    private final List<Values> balances = new ArrayList<>();
    private BigDecimal moved = BigDecimal.ZERO;
    private BigDecimal credits = BigDecimal.ZERO;
    private int creditEntries;

    Statement(int line) {
      this.told = new Values(line);
    }
  }

  @Override
  public void read(BankFile file, Consumer<BankEntry> entries) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setXMLResolver((_, _, _, _) -> {
      throw new XMLStreamException("nothing outside the file is read");
    });
    try (InputStream in = Files.newInputStream(file.path())) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      try {
        read(file, xml, entries);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
      String why = e.getMessage() == null ? "" : e.getMessage().lines().reduce((_, last) -> last).orElse("");
      throw new BadInput(new Problem(file.path().toString(), line, "", BankFault.XML.with(SafeText.line(why))));
    }
  }

  private static void read(BankFile file, XMLStreamReader xml, Consumer<BankEntry> entries) throws XMLStreamException {
    Deque<String> path = new ArrayDeque<>();
    Statement statement = null;
    Values entry = null;
    Values balance = null;
    List<Values> details = new ArrayList<>();
    Values detail = null;
    StringBuilder text = new StringBuilder();
    boolean any = false;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw file.bad(xml.getLocation().getLineNumber(), BankFault.XML_DTD.with());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (text.length() + xml.getTextLength() > LONGEST_TEXT) {
            text.setLength(Math.min(text.length(), LONGEST_TEXT));
          } else {
            text.append(xml.getText());
          }
        }
        case XMLStreamConstants.START_ELEMENT -> {
          int line = xml.getLocation().getLineNumber();
          String name = xml.getLocalName();
          path.addLast(name);
          text.setLength(0);
          if (path.size() > DEEPEST) {
            throw file.bad(line, BankFault.XML_DEPTH.with(DEEPEST));
          }
          switch (name) {
            case "Stmt" -> statement = new Statement(line);
            case "Ntry" -> {
              if (statement != null) {
                entry = new Values(line);
                details = new ArrayList<>();
              }
            }
            case "TxDtls" -> detail = entry == null || details.size() >= MOST_DETAILS ? null : new Values(line);
            case "Bal" -> balance = statement == null || entry != null ? null : new Values(line);
            default -> {
              // this element holds a value of one of these
            }
          }
          Values values = detail != null ? detail : entry != null ? entry : balance;
          String currency = xml.getAttributeValue(null, "Ccy");
          if (values != null && currency != null) {
            values.add(below(path) + "@Ccy", currency);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          String name = path.getLast();
          String value = text.toString();
          text.setLength(0);
          if (!value.isBlank()) {
            Values values = detail != null ? detail
                : entry != null ? entry
                    : balance != null ? balance
                        : statement == null ? null : statement.told;
            if (values != null) {
              values.add(below(path), value);
            }
          }
          switch (name) {
            case "TxDtls" -> {
              if (detail != null) {
                details.add(detail);
              }
              detail = null;
            }
            case "Bal" -> {
              if (balance != null) {
                statement.balances.add(balance);
              }
              balance = null;
            }
            case "Ntry" -> {
              if (entry != null) {
                entries(entry, details, statement).forEach(entries);
              }
              entry = null;
            }
            case "Stmt" -> {
              check(file, statement);
              statement = null;
              any = true;
            }
            default -> {
              // this element holds a value
            }
          }
          path.removeLast();
        }
        default -> {
          // comments and processing instructions are ignored
        }
      }
    }
    if (!any) {
      throw file.bad(0, BankFault.XML_OTHER.with());
    }
  }

  /// Returns the path below the nearest entry, payment, balance or statement: `RmtInf/Ustrd`.
  private static String below(Deque<String> path) {
    List<String> names = new ArrayList<>();
    for (var name = path.descendingIterator(); name.hasNext();) {
      String one = name.next();
      if (one.equals("Ntry") || one.equals("TxDtls") || one.equals("Bal") || one.equals("Stmt")) {
        break;
      }
      names.addFirst(one);
    }
    return String.join("/", names);
  }

  // --- reads an entry

  private static List<BankEntry> entries(Values entry, List<Values> details, Statement statement) {
    String told = entry.first("Amt").orElse("");
    Optional<BigDecimal> amount = entry.amount("Amt");
    if (amount.isEmpty()) {
      return List.of(new BankEntry.Rejected(entry.line(), "Amt", told, BankFault.AMOUNT.with()));
    }
    String status = entry.first("Sts/Cd", "Sts").orElse("BOOK");
    if (!status.equals("BOOK")) {
      return List.of(new BankEntry.Rejected(entry.line(), "Amt", told, BankFault.EXPECTED.with()));
    }
    boolean credit = entry.first("CdtDbtInd").filter("CRDT"::equals).isPresent();
    boolean back = entry.first("RvslInd").filter(text -> text.equals("true") || text.equals("1")).isPresent();
    statement.moved = statement.moved.add(credit ? amount.get() : amount.get().negate());
    if (credit) {
      statement.credits = statement.credits.add(amount.get());
      statement.creditEntries++;
    }
    if (credit == back) {
      BankFault why = back ? BankFault.REFUND : BankFault.OUTGOING;
      return List.of(new BankEntry.Rejected(entry.line(), "Amt", told, why.with()));
    }
    return payments(entry, details, amount.get(), back);
  }

  private static List<BankEntry> payments(Values entry, List<Values> details, BigDecimal amount, boolean back) {
    if (details.size() < 2) {
      return List.of(money(entry, details.isEmpty() ? entry : details.getFirst(), true, amount, back));
    }
    List<BankEntry> payments = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (Values detail : details) {
      Optional<BigDecimal> part = detail.amount("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt");
      if (part.isEmpty()) {
        break;
      }
      sum = sum.add(part.get());
      payments.add(money(entry, detail, false, part.get(), back));
    }
    boolean whole = payments.size() == details.size() && sum.compareTo(amount) == 0;
    return whole
        ? payments
        : List.of(new BankEntry.Rejected(entry.line(), "Amt", amount.toPlainString(),
            BankFault.PARTS.with(details.size())));
  }

  /// @param alone true if this is the only payment of its entry; the entry's reference is then its own
  private static BankEntry money(Values entry, Values detail, boolean alone, BigDecimal amount, boolean back) {
    String day = entry.first("ValDt/Dt", "ValDt/DtTm", "BookgDt/Dt", "BookgDt/DtTm")
        .or(() -> detail.first("RltdDts/AccptncDtTm")).orElse("");
    Optional<String> reference = detail.first("Refs/AcctSvcrRef", "Refs/TxId");
    if (reference.isEmpty() && alone) {
      reference = entry.first("AcctSvcrRef");
    }
    Optional<String> known = reference.filter(text -> !text.equalsIgnoreCase("NOTPROVIDED")
        && !text.equalsIgnoreCase("NONREF"));
    String purpose = String.join(
        " ", detail.first("RmtInf/Ustrd").orElse(""), detail.first("RmtInf/Strd/CdtrRefInf/Ref").orElse(""),
        detail.first("AddtlTxInf").orElse(""), entry.first("AddtlNtryInf").orElse("")).replaceAll("\\s+", " ")
        .strip();
    String identity = String.join(
        "|", day, amount.toPlainString(), entry.first("NtryRef").orElse(""),
        detail.first("Refs/EndToEndId").orElse(""),
        detail.first("RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm").orElse(""), purpose);
    Optional<Currency> currency = detail.first("Amt@Ccy", "AmtDtls/TxAmt/Amt@Ccy").or(() -> entry.first("Amt@Ccy"))
        .flatMap(Camt053::currency);
    try {
      PaidAt paidAt = new PaidAt.Day(LocalDate.parse(day.substring(0, Math.min(10, day.length()))));
      return new BankEntry.Money(
          detail.line(), known, identity, Optional.empty(), purpose, back ? amount.negate() : amount, currency, paidAt);
    } catch (DateTimeException _) {
      return new BankEntry.Rejected(entry.line(), "BookgDt", day, BankFault.DATE.with(DATE_EXAMPLE));
    }
  }

  private static Optional<Currency> currency(String code) {
    try {
      return Optional.of(Currency.getInstance(code));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  // --- checks the totals of the statement

  private static void check(BankFile file, Statement statement) {
    int line = statement.told.line();
    statement.told.amount("TxsSummry/TtlCdtNtries/Sum").filter(sum -> sum.compareTo(statement.credits) != 0)
        .ifPresent(sum -> {
          throw file.bad(line, BankFault.TOTAL.with(sum.toPlainString(), statement.credits.toPlainString()));
        });
    statement.told.first("TxsSummry/TtlCdtNtries/NbOfNtries")
        .filter(n -> !n.equals(Integer.toString(statement.creditEntries))).ifPresent(n -> {
          throw file.bad(line, BankFault.TOTAL.with(n, statement.creditEntries));
        });
    Optional<BigDecimal> open = balance(statement, "OPBD").or(() -> balance(statement, "PRCD"));
    Optional<BigDecimal> close = balance(statement, "CLBD");
    if (open.isPresent() && close.isPresent()) {
      BigDecimal reached = open.get().add(statement.moved);
      if (close.get().compareTo(reached) != 0) {
        throw file.bad(line, BankFault.TOTAL.with(close.get().toPlainString(), reached.toPlainString()));
      }
    }
  }

  private static Optional<BigDecimal> balance(Statement statement, String code) {
    return statement.balances.stream()
        .filter(balance -> balance.first("Tp/CdOrPrtry/Cd").filter(code::equals).isPresent())
        .findFirst()
        .flatMap(
            balance -> balance.amount("Amt").map(
                amount -> balance.first("CdtDbtInd").filter("DBIT"::equals).isPresent() ? amount.negate()
                    : amount));
  }
}
