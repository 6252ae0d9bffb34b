package org.obzvon.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  private static final List<UnaryOperator<String>> ONE_LINE = List.of(
      SafeText::line, SafeText::value, SafeText::marked, SafeText::terminal, SafeText::agiArgument,
      text -> SafeText.fileName(text, 1_000), text -> SafeText.line(text, 20), text -> SafeText.value(text, 20),
      text -> SafeText.marked(text, 20));
  private static final List<UnaryOperator<String>> MORE_LINES = List.of(SafeText::html, SafeText::cell,
      text -> SafeText.lines(text).replace("\t", ""));

  @ParameterizedTest
  @ValueSource(ints = {
    0x00, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0d, 0x1b, 0x7f, // C0 and DEL
    0x80, 0x85, 0x9b, 0x9f, // C1: NEL, CSI
    0x2028, 0x2029, // line and paragraph separator
    0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, // direction
    0x00ad, 0x200b, 0x200d, 0x2060, 0xfeff, 0xfff9, 0xe0001, 0xe007f, // invisible
    0xd800, 0xdfff, 0xe000, 0x10fffd, 0x0378, 0xfffe})
  void a_character_that_is_not_seen_or_turns_others_round_becomes_a_blank(int point) {
    String text = "a" + (Character.isBmpCodePoint(point) ? String.valueOf((char) point) : Character.toString(point))
        + "b";
    assertThat(SafeText.line(text)).isEqualTo("a b");
  }

  @Test
  void letters_of_every_script_and_signs_stay() {
    String text = "Ион Țurcanu, Ιωάννης 漢字 😀 «5,00 €» e\u0301";
    assertThat(SafeText.line(text)).isEqualTo(text);
  }

  @Test
  void a_long_text_is_cut() {
    assertThat(SafeText.line("x".repeat(100), 10)).isEqualTo("xxxxxxxxxx…");
  }

  @Property
  void no_purpose_of_one_line_lets_an_invisible_character_through(@ForAll("outside") String text) {
    assertThat(ONE_LINE).allSatisfy(purpose -> assertThat(purpose.apply(text).codePoints()).noneMatch(
        SafeTextTest::isForbidden));
  }

  @Property
  void a_purpose_of_several_lines_lets_only_line_feeds_through(@ForAll("outside") String text) {
    assertThat(MORE_LINES).allSatisfy(purpose -> assertThat(purpose.apply(text).codePoints()).noneMatch(
        point -> point != '\n' && isForbidden(point)));
  }

  @Property
  void text_that_people_see_stays_as_it_is(@ForAll("seen") String text) {
    assertThat(SafeText.line(text)).isEqualTo(text);
    assertThat(SafeText.value(text)).isEqualTo(text);
    assertThat(SafeText.marked(text)).isEqualTo(text);
    assertThat(SafeText.terminal(text)).isEqualTo(text);
    assertThat(SafeText.html(text)).isEqualTo(text);
    assertThat(SafeText.cell(text)).isEqualTo(text);
    assertThat(SafeText.lines(text)).isEqualTo(text);
    assertThat(SafeText.storable(text)).isEqualTo(text);
    assertThat(SafeText.isLine(text)).isTrue();
  }

  @Property
  void a_cell_never_begins_like_a_formula(@ForAll("cells") String text) {
    String cell = SafeText.cell(text);
    assertThat(cell).doesNotContain("\t", "\r");
    String start = cell.replaceFirst("^[\\p{Z}\\s\"«»„“”‘’`´]+", "");
    assertThat(Normalizer.normalize(start, Normalizer.Form.NFKC)).doesNotStartWith("=").doesNotStartWith("+")
        .doesNotStartWith("-").doesNotStartWith("@");
    assertThat(SafeText.cell(cell)).as("a guarded cell is not guarded again").isEqualTo(cell);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "=1+1", "+37369123456", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "\"=1\"", "“=1”", "＝1", "＋1", "－1",
    "＠x", " \" ＝1", "\u202e=1", "\ufeff=1"})
  void a_formula_gets_an_apostrophe(String text) {
    assertThat(SafeText.cell(text)).startsWith("'");
  }

  @ParameterizedTest
  @CsvSource({"a=1, a=1", "5 - 3, 5 - 3", "Ion, Ion", "'''=1', '''=1'"})
  void another_cell_stays(String text, String cell) {
    assertThat(SafeText.cell(text)).isEqualTo(cell);
  }

  @Property
  void a_cut_ends_between_two_characters_as_people_see_them(
      @ForAll("outside") String text, @ForAll @IntRange(max = 40) int longest) {
    String cut = SafeText.cut(text, longest);
    assertThat(cut.length()).isLessThanOrEqualTo(longest);
    assertThat(text).startsWith(cut);
    assertThat(starts(text)).contains(cut.length());
    assertThat(starts(text).stream().filter(start -> start > cut.length() && start <= longest))
        .as("a longer cut").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ab😀c, 3, ab", "ab😀c, 4, ab😀", "ie\u0301x, 2, i", "ie\u0301x, 3, ie\u0301", "🇲🇩x, 3, ''",
    "👩\u200d👧x, 4, ''", "abc, 3, abc"})
  void a_cut_leaves_out_a_character_that_does_not_fit(String text, int longest, String cut) {
    assertThat(SafeText.cut(text, longest)).isEqualTo(cut);
  }

  @Property
  void an_agi_argument_stays_one_argument(@ForAll("outside") String text) {
    String quoted = SafeText.agiArgument(text);
    assertThat(quoted).startsWith("\"").endsWith("\"");
    String inside = quoted.substring(1, quoted.length() - 1);
    assertThat(inside.replace("\\\\", "").replace("\\\"", "")).doesNotContain("\"", "\\");
  }

  @Property
  void html_has_no_markup_from_outside(@ForAll("outside") String text) {
    assertThat(SafeText.html(text + "<b a='x'>\"")).doesNotContain("<", ">", "\"", "'");
  }

  @Property
  void stored_text_has_neither_nul_nor_halves_of_pairs_and_all_else(@ForAll("outside") String text) {
    assertThat(SafeText.storable(text).codePoints().toArray()).isEqualTo(text.codePoints()
        .filter(point -> point != 0 && Character.getType(point) != Character.SURROGATE).toArray());
  }

  @Property
  void a_value_has_single_blanks(@ForAll("outside") String text) {
    assertThat(SafeText.value(text)).doesNotContain("  ").isEqualTo(SafeText.value(text).strip());
  }

  @Test
  void a_file_name_is_no_path() {
    assertThat(SafeText.fileName("../C:\\кни\u0306га (1).csv", 80)).isEqualTo(".._C__кни\u0306га (1).csv");
    assertThat(SafeText.fileName("x".repeat(100), 80)).hasSize(80);
  }

  @Test
  void several_lines_keep_their_ends_and_tabs() {
    assertThat(SafeText.lines("a\r\nb\rc\n\td\u0000\u202e")).isEqualTo("a\nb\nc\n\td");
  }

  private static List<Integer> starts(String text) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    return java.util.stream.IntStream.iterate(characters.first(), at -> at != BreakIterator.DONE,
        _ -> characters.next()).boxed().toList();
  }

  private static boolean isForbidden(int point) {
    return Character.isISOControl(point) || point == 0x2028 || point == 0x2029 || point >= 0x202a && point <= 0x202e
        || point >= 0x2066 && point <= 0x2069 || point >= 0xd800 && point <= 0xdfff;
  }

  /// Random UTF-16 units, among them halves of pairs, mixed with the characters that attacks use.
  @Provide
  Arbitrary<String> outside() {
    Arbitrary<String> piece = Arbitraries.oneOf(
        Arbitraries.chars().all().map(String::valueOf),
        Arbitraries.integers().between(0, 0x10ffff).map(Character::toString),
        Arbitraries.of(
            "\r", "\n", "\t", "\u0000", "\u001b", "\u0085", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069",
            "\ud800", "\udc00", "\ufeff", "\u200d", "\u0301", "e\u0301", "😀", "👩\u200d👧", "🇲🇩", "\"", "\\", "<",
            "&",
            "'", "=", "＝", " ", "\u00a0", "क्\u200dष"));
    return piece.list().ofMaxSize(40).map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> cells() {
    Arbitrary<String> before = Arbitraries.of(
        " ", "\t", "\r", "\n", "\"", "“", "«", "'", "\u00a0", "\u3000", "\u2028", "\u202e", "\ufeff", "\u200b");
    Arbitrary<String> sign = Arbitraries.of("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫", "a", "");
    return before.list().ofMaxSize(4).flatMap(some -> sign.map(one -> String.join("", some) + one))
        .flatMap(start -> outside().map(rest -> start + rest));
  }

  /// Words of letters, digits, marks and emoji with single blanks between them.
  @Provide
  Arbitrary<String> seen() {
    Arbitrary<String> letter = Arbitraries.oneOf(
        Arbitraries.integers().between('0', 0x2ffff).filter(Character::isLetterOrDigit).map(Character::toString),
        Arbitraries.of("e\u0301", "й", "и\u0306", "ș", "😀", "🏠", "❤\ufe0f", "🇲🇩", "7"));
    return letter.list().ofMinSize(1).ofMaxSize(8).map(letters -> String.join("", letters)).list().ofMaxSize(5)
        .map(words -> String.join(" ", words));
  }
}
