package org.obzvon.register.csv;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.document.Sentence;
import org.obzvon.register.Phone;

/// Reads the cell in which a register keeps all phones of a subscriber, as people filled it in over the years.
final class PhoneCell {
  static final int LONGEST = 500;
  private static final int MOST_PHONES = 10;
  private static final int MOST_TOKENS = 40;
  private static final Pattern SCIENTIFIC = Pattern.compile("(?<!\\d)\\d([.,]\\d+)?[eE]\\+?\\d+");
  private static final Pattern POINT_ZERO = Pattern.compile("(?<!\\d)(\\d{6,15})[.,]0{1,2}(?![\\d])");
  private static final Pattern EXTENSION = Pattern.compile("(?iu)(доб|вн|ext|int)\\p{L}*\\.?\\s*\\d+");
  private static final Pattern WORDS = Pattern.compile("[\\p{L}]+\\.?:?");
  private static final Pattern BETWEEN = Pattern.compile("[,;/|\\n\\r\\t\\\\]+");
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u202F]+");

  private final Phones phones;
  private final Set<Phone> good = new LinkedHashSet<>();
  private final List<Flaw> flaws = new ArrayList<>();

  private PhoneCell(Phones phones) {
    this.phones = phones;
  }

  /// @param value the piece of the cell that is meant
  /// @param lost the piece gave no phone
  record Flaw(String value, Sentence reason, boolean lost) {}

  /// @param phones in the order of the cell, never two the same
  record Reading(List<Phone> phones, List<Flaw> flaws) {}

  static Reading read(String cell, Phones phones) {
    if (cell.length() > LONGEST) {
      throw new Unreadable(RowFault.TOO_LONG.with(LONGEST));
    }
    PhoneCell reading = new PhoneCell(phones);
    String mended = reading.spreadsheetDamage(cell);
    for (String piece : BETWEEN.split(mended)) {
      reading.piece(piece.strip());
    }
    List<Phone> found = List.copyOf(reading.good);
    if (found.size() > MOST_PHONES) {
      reading.flaws.add(new Flaw(cell, RowFault.PHONES_TOO_MANY.with(MOST_PHONES), true));
      found = found.subList(0, MOST_PHONES);
    }
    return new Reading(found, List.copyOf(reading.flaws));
  }

  /// Takes out what a spreadsheet made of a number before the separators are looked for: its decimal comma is one.
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

  private void piece(String piece) {
    if (EXTENSION.matcher(piece).find()) {
      flaws.add(new Flaw(piece, RowFault.PHONE_EXTENSION.with(), true));
      return;
    }
    String bare = WORDS.matcher(piece).replaceAll(" ").strip();
    if (bare.chars().noneMatch(Character::isDigit) || accepted(bare)) {
      return;
    }
    String[] tokens = SPACES.split(bare);
    if (tokens.length > MOST_TOKENS) {
      flaws.add(new Flaw(piece, RowFault.PHONES_NO_LIST.with(), true));
      return;
    }
    several(bare, tokens);
  }

  /// Several numbers with nothing but spaces between and perhaps within them: the longest run of groups that makes a
  /// number is taken, since a shorter one may be somebody else's.
  private void several(String piece, String[] tokens) {
    int before = good.size();
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
    if (good.size() == before && leftOver.size() == tokens.length) {
      flaws.add(new Flaw(piece, phones.fault(piece), true));
    } else {
      leftOver.stream().filter(flaw -> flaw.value().chars().anyMatch(Character::isDigit)).forEach(flaws::add);
    }
  }

  /// The end of the number that begins at a token; the begin itself when none does.
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
        found -> {
          good.add(found.phone());
          found.remark().ifPresent(remark -> flaws.add(new Flaw(written, remark, false)));
        });
    return reading.isPresent();
  }
}
