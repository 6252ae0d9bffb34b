package org.obzvon.document;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.IntPredicate;

/// Makes text from outside safe for one purpose. All purposes share one rule, by Unicode category: *invisible* are
/// control characters (C0, DEL, C1), format characters (writing direction, zero width), line and paragraph separators,
/// halves of surrogate pairs, private-use and unassigned code points. Letters, digits, combining marks, signs and
/// emoji stay everywhere but in file names.
///
/// | purpose | method | invisible characters | further |
/// |---|---|---|---|
/// | log line, message, mail subject, AMI header, speech | [#line] | become blanks | cut: `…` |
/// | value of a file, sent text, search, header | [#value] | blank or nothing | single blanks; stripped; cut: `…` |
/// | name or input quoted in a message, report | [#marked] | become `?` | cut: `…` |
/// | terminal | [#terminal] | written as numbers | |
/// | HTML and SVG | [#html] | become `?` but line feeds | `& < > " '` are entities |
/// | CSV cell | [#cell] | become blanks but line feeds | an apostrophe before a formula |
/// | AGI argument | [#agiArgument] | become blanks | in quotes; quotes and backslashes escaped |
/// | field of several lines | [#lines] | removed but line feeds, tabs | line ends are line feeds |
/// | column of the database | [#storable] | only NUL and halves of pairs removed | |
/// | name of a sent file | [#fileName] | become `_` | so do all but letters, digits, ` ._()-`; cut |
///
/// Lengths are in UTF-16 units. A cut never divides a character as people see it: neither a surrogate pair nor a letter
/// with its combining marks.
public final class SafeText {
  private static final String FORMULA = "=+-@";
  private static final String QUOTES = "\"«»„“”‘’`´";
  private static final String IN_FILE_NAMES = " ._()-";

  private SafeText() {}

  /// Returns the text on one line: each invisible character is replaced by a blank.
  public static String line(String outside) {
    return replaced(outside, _ -> false, ' ');
  }

  /// Returns the text as [#line(String)] does, cut to `longest` and then marked by `…`.
  public static String line(String outside, int longest) {
    return line(shortened(outside, longest));
  }

  /// Returns the text with single blanks between words and no invisible characters: control characters and separators
  /// become blanks, the other ones are removed.
  public static String value(String outside) {
    if (isPlain(outside)) {
      return outside;
    }
    StringBuilder value = new StringBuilder(outside.length());
    outside.codePoints().forEach(
        point -> {
          switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                Character.SPACE_SEPARATOR -> {
              if (!value.isEmpty() && value.charAt(value.length() - 1) != ' ') {
                value.append(' ');
              }
            }
            default -> {
              if (!isInvisible(point)) {
                value.appendCodePoint(point);
              }
            }
          }
        });
    return value.toString().strip();
  }

  /// Returns true if the text has only ASCII signs and Russian letters with single blanks between them, as most texts of
  /// a large file have.
  private static boolean isPlain(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      boolean sign = letter > ' ' && letter < 0x7F || letter >= 'А' && letter <= 'я';
      if (!sign && (letter != ' ' || before == ' ')) {
        return false;
      }
      before = letter;
    }
    return before != ' ' || text.isEmpty();
  }

  /// Returns the text as [#value(String)] does, cut to `longest` before that and then marked by `…`.
  public static String value(String outside, int longest) {
    return value(shortened(outside, longest));
  }

  /// Returns the text with a question mark in the place of each invisible character.
  public static String marked(String outside) {
    return replaced(outside, _ -> false, '?');
  }

  /// Returns the text as [#marked(String)] does, cut to `longest` and then marked by `…`.
  public static String marked(String outside, int longest) {
    return marked(shortened(outside, longest));
  }

  /// Returns the text for a terminal: invisible characters, which could move the cursor or fake other lines, are
  /// written by their numbers.
  public static String terminal(String outside) {
    StringBuilder escaped = new StringBuilder(outside.length());
    outside.codePoints().forEach(
        point -> {
          if (isInvisible(point)) {
            escaped.append(String.format(Locale.ROOT, "\\u%04x", point));
          } else {
            escaped.appendCodePoint(point);
          }
        });
    return escaped.toString();
  }

  /// Returns the text for an element or a quoted attribute of HTML or SVG.
  public static String html(String outside) {
    StringBuilder escaped = new StringBuilder(outside.length());
    replaced(outside, point -> point == '\n', '?').codePoints().forEach(
        point -> {
          switch (point) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            default -> escaped.appendCodePoint(point);
          }
        });
    return escaped.toString();
  }

  /// Returns the text for a cell of a CSV file; the writer of the file quotes it. A spreadsheet takes a cell for a
  /// formula also if blanks or quotes precede the sign, or if the sign is a full-width one. An apostrophe in front
  /// makes it show the cell as text.
  public static String cell(String outside) {
    String cell = replaced(unixLines(outside), point -> point == '\n', ' ');
    int start = 0;
    while (start < cell.length() && isBeforeFormula(cell.charAt(start))) {
      start++;
    }
    boolean formula = start < cell.length() && FORMULA.contains(
        Normalizer.normalize(Character.toString(cell.codePointAt(start)), Normalizer.Form.NFKC));
    return formula ? "'" + cell : cell;
  }

  private static boolean isBeforeFormula(char letter) {
    return Character.isWhitespace(letter) || Character.isSpaceChar(letter) || QUOTES.indexOf(letter) >= 0;
  }

  /// Returns an argument of an AGI command that stays one argument.
  public static String agiArgument(String outside) {
    return '"' + line(outside).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// Returns text of several lines.
  public static String lines(String outside) {
    return removed(unixLines(outside), point -> isInvisible(point) && point != '\n' && point != '\t');
  }

  /// Returns text that the database can store: PostgreSQL refuses NUL, and halves of surrogate pairs have no UTF-8.
  public static String storable(String outside) {
    return removed(outside, point -> point == 0 || Character.getType(point) == Character.SURROGATE);
  }

  /// Returns a file's name for lists and messages; never a path.
  public static String fileName(String outside, int longest) {
    StringBuilder name = new StringBuilder();
    cut(outside, longest).codePoints()
        .map(
            point -> switch (Character.getType(point)) {
              case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER,
                  Character.MODIFIER_LETTER, Character.OTHER_LETTER, Character.NON_SPACING_MARK,
                  Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK, Character.DECIMAL_DIGIT_NUMBER,
                  Character.LETTER_NUMBER, Character.OTHER_NUMBER -> point;
              default -> IN_FILE_NAMES.indexOf(point) >= 0 ? point : '_';
            })
        .forEach(name::appendCodePoint);
    return name.toString();
  }

  /// Returns true if the text is one line without invisible characters.
  public static boolean isLine(String outside) {
    return outside.codePoints().noneMatch(SafeText::isInvisible);
  }

  /// Returns true if the text has no invisible characters but line feeds and tabs.
  public static boolean isLines(String outside) {
    return outside.codePoints().allMatch(point -> !isInvisible(point) || point == '\n' || point == '\t');
  }

  /// Returns true if the text is well-formed and on one line; format characters, which [#value(String)] removes later,
  /// are allowed.
  public static boolean isUnbroken(String outside) {
    return outside.codePoints().noneMatch(
        point -> switch (Character.getType(point)) {
          case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
          default -> false;
        });
  }

  /// Returns the beginning of the text, at most `longest` long. Nothing else is changed.
  public static String cut(String outside, int longest) {
    if (outside.length() <= longest) {
      return outside;
    }
    // One code point after `longest` decides whether a character ends there.
    String beginning = outside.substring(0, Math.min(outside.length(), longest + 2));
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(beginning);
    int end = characters.isBoundary(longest) ? longest : characters.preceding(longest);
    return beginning.substring(0, Math.max(0, end));
  }

  private static String shortened(String outside, int longest) {
    return outside.length() > longest ? cut(outside, longest) + "…" : outside;
  }

  /// Returns the text with CR LF and CR as line feeds.
  public static String unixLines(String outside) {
    return outside.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static String replaced(String outside, IntPredicate stays, char replacement) {
    if (isLine(outside)) {
      return outside;
    }
    StringBuilder clean = new StringBuilder(outside.length());
    outside.codePoints()
        .forEach(point -> clean.appendCodePoint(isInvisible(point) && !stays.test(point) ? replacement : point));
    return clean.toString();
  }

  private static String removed(String outside, IntPredicate goes) {
    StringBuilder clean = new StringBuilder(outside.length());
    outside.codePoints().filter(goes.negate()).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isInvisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
      default -> false;
    };
  }
}
