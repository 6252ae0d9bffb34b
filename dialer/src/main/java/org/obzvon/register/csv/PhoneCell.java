package org.obzvon.register.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.obzvon.document.Sentence;
import org.obzvon.register.Phone;

/// Reads the cell in which a register keeps all phones of a subscriber, as people filled it in over the years.
///
/// Words that forbid the use of a number ([PhoneNoteParser]) apply to the numbers of their part of the cell; parts end at
/// separators and after words in brackets. If such words make a part of their own, they apply to the whole cell.
final class PhoneCell {
  static final int LONGEST = 500;
  private static final int MOST_PHONES = 10;
  private static final int MOST_TOKENS = 40;
  private static final Pattern SCIENTIFIC = Pattern.compile("(?<!\\d)\\d([.,]\\d+)?[eE]\\+?\\d+");
  private static final Pattern POINT_ZERO = Pattern.compile("(?<!\\d)(\\d{6,15})[.,]0{1,2}(?![\\d])");
  private static final String EXTENSION_WORD = "(?:доб|донаб|вн|внутр|тон|ext|extn|int|interior|local)(?:(?<=[а-я])\\p{L}*|ension|erior|ern)?";
  /// Matches an extension: a word or sign and a short number; a short number in brackets at the end; `,,12`, which a
  /// telephone dials after a pause.
  private static final Pattern EXTENSION = Pattern.compile(
      "(?iu)(?<!\\p{L})(?:" + EXTENSION_WORD
          + "|д|[xх])(?!\\p{L})[\\s.:=№#-]*(?:тел\\p{L}*|номер\\p{L}*|nr)?[\\s.:=№#-]*(\\d{1,6})(?!\\d)"
          + "|(?<=\\d)\\s*[#*]\\s*(\\d{1,6})(?!\\d)"
          + "|(?<=[\\d\\s)-]\\d)\\s*\\(\\s*(\\d{1,5})\\s*\\)\\s*$");
  private static final Pattern EXTENSION_AFTER_SEPARATOR = Pattern
      .compile("(?iu)[,;/|]+\\s*(?=(?:" + EXTENSION_WORD + ")[\\s.:=№#-]*\\d)");
  private static final Pattern PAUSE = Pattern.compile("(?<=\\d)\\s*(?:,,+|[pPwW])\\s*(\\d{1,6})(?!\\d)");
  private static final Pattern WORDS_IN_BRACKETS = Pattern.compile("(\\([^()]*\\p{L}[^()]*\\))");
  private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{M}]+\\.?:?");
  private static final Pattern PUNCTUATION = Pattern.compile("[!?:№\"«»“”„=’']+|\\([^()\\d]*\\)");
  private static final Pattern BETWEEN = Pattern.compile("[,;/|\\n\\r\\t\\\\\\x01]+");
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u202F]+");
  /// Shorter numbers before a number in brackets are area codes.
  private static final int FEWEST_DIGITS = 7;

  private final Phones phones;
  private final Set<Phone> good = new LinkedHashSet<>();
  private final Map<Phone, String> extensions = new HashMap<>();
  private final Set<Phone> notUsed = new HashSet<>();
  private boolean nothingUsed;
  private boolean placeholder;
  /// The numbers of the part that is being read.
  private final Set<Phone> found = new LinkedHashSet<>();
  private final List<Flaw> flaws = new ArrayList<>();

  private PhoneCell(Phones phones) {
    this.phones = phones;
  }

  /// @param value the piece of the cell that the flaw concerns
  /// @param lost the piece gave no phone
  record Flaw(String value, Sentence reason, boolean lost) {}

  /// @param phones in the order of the cell, without repetition
  /// @param extensions of those phones that reach their subscriber by an extension
  /// @param notUsed numbers whose use words of the cell forbid; none of them is among `phones`
  /// @param forbidden words of the cell forbid the use of numbers, or a number is a placeholder
  record Reading(
      List<Phone> phones, Map<Phone, String> extensions, List<Flaw> flaws, Set<Phone> notUsed, boolean forbidden) {}

  static Reading read(String cell, Phones phones) {
    if (cell.length() > LONGEST) {
      throw new UnreadableCell(RowFault.TOO_LONG.with(LONGEST));
    }
    PhoneCell reading = new PhoneCell(phones);
    if (reading.plain(cell)) {
      return reading.result(cell);
    }
    reading = new PhoneCell(phones);
    String mended = PAUSE.matcher(reading.spreadsheetDamage(cell)).replaceAll(" #$1");
    String joined = EXTENSION_AFTER_SEPARATOR.matcher(mended).replaceAll(" ");
    for (String piece : BETWEEN.split(WORDS_IN_BRACKETS.matcher(joined).replaceAll("$1\u0001"))) {
      reading.part(piece.strip());
    }
    return reading.result(cell);
  }

  /// Reads a cell that has nothing but good numbers in plain digits with single separators between them, as most cells
  /// have. Returns false for any other cell.
  private boolean plain(String cell) {
    int begin = 0;
    for (int i = 0; i <= cell.length(); i++) {
      char letter = i == cell.length() ? ',' : cell.charAt(i);
      if (letter == ',' || letter == ';') {
        if (!plainNumber(cell.substring(begin, i).strip())) {
          return false;
        }
        begin = i + 1;
      } else if (letter != '+' && letter != ' ' && (letter < '0' || letter > '9')) {
        return false;
      }
    }
    good.addAll(found);
    return true;
  }

  private boolean plainNumber(String written) {
    boolean digits = written.length() >= FEWEST_DIGITS && written.indexOf(' ') < 0 && written.lastIndexOf('+') <= 0;
    return digits && accepted(written) && !placeholder;
  }

  private Reading result(String cell) {
    boolean forbidden = nothingUsed || placeholder || !notUsed.isEmpty();
    if (nothingUsed) {
      notUsed.addAll(good);
    }
    good.removeAll(notUsed);
    List<Phone> usable = List.copyOf(good);
    if (usable.size() > MOST_PHONES) {
      flaws.add(new Flaw(cell, RowFault.PHONES_TOO_MANY.with(MOST_PHONES), true));
      usable = usable.subList(0, MOST_PHONES);
    }
    extensions.keySet().retainAll(usable);
    return new Reading(usable, Map.copyOf(extensions), List.copyOf(flaws), Set.copyOf(notUsed), forbidden);
  }

  /// Removes the damage that a spreadsheet did to a number before the cell is split: its decimal comma is also a
  /// separator.
  private String spreadsheetDamage(String cell) {
    Matcher scientific = SCIENTIFIC.matcher(cell);
    while (scientific.find()) {
      flaws.add(new Flaw(scientific.group(), RowFault.DIGITS_LOST.with(), true));
    }
    Matcher zero = POINT_ZERO.matcher(scientific.replaceAll(" "));
    return zero.replaceAll(
        found -> {
          flaws.add(new Flaw(found.group(), RowFault.PHONE_POINT_ZERO.with(), false));
          return found.group(1);
        });
  }

  /// Reads one part of the cell: numbers, perhaps an extension, perhaps words.
  private void part(String part) {
    found.clear();
    Matcher extension = EXTENSION.matcher(part);
    boolean extended = extension.find() && digits(part.substring(0, extension.start())) >= FEWEST_DIGITS;
    String words = extended ? part.substring(0, extension.start()) + " " + part.substring(extension.end()) : part;
    String numbers = extended ? part.substring(0, extension.start()) : part;
    PhoneNoteParser.Meaning meaning = PhoneNoteParser.of(words);
    numbers(numbers);
    if (extended) {
      String number = Stream.of(1, 2, 3).map(extension::group).filter(Objects::nonNull).findFirst().orElse("");
      flaws.add(new Flaw(part, RowFault.PHONE_EXTENSION.with(), found.isEmpty()));
      found.forEach(phone -> extensions.put(phone, number));
      Set<Phone> before = Set.copyOf(found);
      numbers(part.substring(extension.end()));
      found.addAll(before);
    }
    good.addAll(found);
    remark(part, meaning);
  }

  private void remark(String part, PhoneNoteParser.Meaning meaning) {
    switch (meaning) {
      case PLAIN -> {
      }
      case OTHER -> flaws.add(new Flaw(part, RowFault.PHONE_WORDS.with(), false));
      case NOT_USED -> {
        flaws.add(new Flaw(part, RowFault.PHONE_NOT_USED.with(), false));
        notUsed.addAll(found);
        nothingUsed |= found.isEmpty() && !placeholder;
      }
    }
  }

  private static long digits(String text) {
    return text.chars().filter(Character::isDigit).count();
  }

  /// Finds the numbers of a text.
  private void numbers(String piece) {
    String bare = PUNCTUATION.matcher(WORDS.matcher(piece).replaceAll(" ")).replaceAll(" ").strip();
    if (bare.chars().noneMatch(Character::isDigit) || accepted(bare)) {
      return;
    }
    if (phones.isFiller(bare)) {
      placeholder(bare);
      return;
    }
    String[] tokens = SPACES.split(bare);
    if (tokens.length > MOST_TOKENS) {
      flaws.add(new Flaw(piece, RowFault.PHONES_NO_LIST.with(), true));
      return;
    }
    several(bare, tokens);
  }

  private void placeholder(String written) {
    flaws.add(new Flaw(written, RowFault.PHONE_PLACEHOLDER.with(), false));
    placeholder = true;
  }

  /// Reads several numbers with nothing but spaces between and perhaps within them. It takes the longest run of groups
  /// that makes a number, because a shorter one may belong to another person.
  private void several(String piece, String[] tokens) {
    int before = found.size();
    List<Flaw> leftOver = new ArrayList<>();
    int at = 0;
    while (at < tokens.length) {
      int end = longestNumber(tokens, at);
      if (end == at) {
        leftOver.add(new Flaw(tokens[at], phones.fault(tokens[at]), true));
        end = at + 1;
      }
      at = end;
    }
    if (found.size() == before && leftOver.size() == tokens.length) {
      flaws.add(new Flaw(piece, phones.fault(piece), true));
    } else {
      leftOver.stream().filter(flaw -> flaw.value().chars().anyMatch(Character::isDigit)).forEach(flaws::add);
    }
  }

  /// Returns the end of the number that begins at a token, or the begin itself if none does.
  private int longestNumber(String[] tokens, int at) {
    for (int end = Math.min(tokens.length, at + 8); end > at; end--) {
      if (accepted(String.join(" ", List.of(tokens).subList(at, end)))) {
        return end;
      }
    }
    return at;
  }

  private boolean accepted(String written) {
    if (written.lastIndexOf('+') > 0) {
      return false;
    }
    var reading = phones.read(written);
    reading.ifPresent(
        one -> {
          if (Phones.isPlaceholder(one.phone())) {
            placeholder(written);
            return;
          }
          found.add(one.phone());
          one.remark().ifPresent(remark -> flaws.add(new Flaw(written, remark, false)));
        });
    return reading.isPresent();
  }
}
