package org.obzvon.payment.bank;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.document.SafeText;
import org.obzvon.document.Sentence;

/// Finds the account number in the purpose text that a payer or a bank writes: "л/с 100101", "договор № 5-12",
/// "contract 200101".
///
/// The patterns are tried in their order, and the first that matches decides. Every pattern, including those of a
/// mapping, stops after [#MOST_STEPS] character reads of a text of at most [#LONGEST] characters.
public final class AccountInPurpose {
  static final int LONGEST = 1_000;
  private static final int MOST_STEPS = 200_000;
  private static final int MOST_FOUND = 5;

  /// The number must contain a digit, so that the word after "договор" is not taken for it.
  private static final String NUMBER = "((?:\\p{L}{1,4}[-/]?)?\\d[\\p{L}\\d/-]{0,31})";
  private static final String MARK = "\\s{0,3}(?:(?:№|N|No|Nr|номер|number|numărul|numarul)\\.?|[:#=])?\\s{0,3}[:#№]?\\s{0,3}";

  public static final List<Pattern> USUAL = List.of(
      usual("(?:л\\s?/\\s?с(?:ч[её]т)?|л\\.\\s?с\\.|лс|лиц(?:\\.|евой|евого|евому)?\\s{0,2}сч(?:\\.|[её]ту?|[её]та)?)"),
      usual("(?:дог(?:\\.|овору|овора|овор)?|контракту|контракта|контракт|абонент|абонента)"),
      usual(
          "(?:contractului|contractul|contract|contr\\.|cont(?:ul)?\\s(?:personal|client|abonat)|abonatul|abonat|cod\\s(?:client|abonat|personal))"),
      usual("(?:account|acct?\\.?|a/c|agreement|subscriber|customer)"),
      Pattern.compile("^\\s{0,10}(\\d{2,20})\\s{0,10}$"));

  private final List<Pattern> patterns;

  /// @param patterns each with one group that is the account; empty: the usual ones
  public AccountInPurpose(List<Pattern> patterns) {
    this.patterns = patterns.isEmpty() ? USUAL : List.copyOf(patterns);
  }

  private static Pattern usual(String word) {
    return Pattern.compile(
        "(?<![\\p{L}\\d])" + word + MARK + NUMBER, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  public sealed interface Found {
    record One(String account) implements Found {}

    record None(Sentence why) implements Found {}
  }

  public Found in(String purpose) {
    String text = SafeText.cut(purpose, LONGEST);
    try {
      for (Pattern pattern : patterns) {
        Set<String> accounts = accounts(pattern.matcher(new CountedText(text)));
        if (accounts.size() > 1) {
          return new Found.None(BankFault.SEVERAL_ACCOUNTS.with(String.join(", ", accounts)));
        }
        if (!accounts.isEmpty()) {
          return new Found.One(accounts.iterator().next());
        }
      }
    } catch (TooLong | StackOverflowError _) {
      return new Found.None(BankFault.PATTERN.with());
    }
    return new Found.None(BankFault.NO_ACCOUNT.with());
  }

  private static Set<String> accounts(Matcher matcher) {
    Set<String> accounts = new LinkedHashSet<>();
    while (accounts.size() < MOST_FOUND && matcher.find()) {
      String account = matcher.group(1) == null ? "" : matcher.group(1).replaceFirst("[-/]+$", "");
      if (!account.isBlank()) {
        accounts.add(account.strip());
      }
    }
    return accounts;
  }

  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLong() {
      super("", null, false, false);
    }
  }

  /// A text that limits how often a matcher may read its characters. It stops a pattern that would try every
  /// combination.
  private static final class CountedText implements CharSequence {
    private final String text;
    private int steps;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++steps > MOST_STEPS) {
        throw new TooLong();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
