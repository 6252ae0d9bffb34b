package org.obzvon.staff.nbvcxz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import me.gosimple.nbvcxz.Nbvcxz;
import org.obzvon.staff.CommonPasswords;

/// The hundred thousand passwords that leaked most often, in the order of their use. The list is read again for every
/// check: passwords are chosen seldom, and it would take more memory than the rest of the service's users.
public final class ListedPasswords implements CommonPasswords {
  private static final String LIST = "/dictionaries/passwords.txt";
  /// A shorter word inside of a long password says nothing about the whole.
  private static final int SHORTEST_CORE = 4;
  private static final List<String> RUNS = List.of("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюя",
      "01234567890", "qwertyuiop",
      "asdfghjkl", "zxcvbnm",
      "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю");
  /// The percentage of neighbouring characters that follow each other; from here on the password counts as a row of
  /// runs.
  private static final int MOSTLY = 75;
  /// The names of this program, which extend the list.
  private static final Set<String> OURS = Set.of("obzvon", "обзвон", "dialer");

  @Override
  public boolean contains(String password) {
    String plain = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip();
    return isRepetition(plain) || isRun(plain) || isListed(cores(plain));
  }

  private static boolean isRepetition(String text) {
    return (text + text).indexOf(text, 1) < text.length();
  }

  private static boolean isRun(String text) {
    int neighbours = 0;
    for (int i = 1; i < text.length(); i++) {
      char before = text.charAt(i - 1);
      char after = text.charAt(i);
      String pair = "" + before + after;
      String back = "" + after + before;
      boolean next = before == after || RUNS.stream().anyMatch(run -> run.contains(pair) || run.contains(back));
      neighbours += next ? 1 : 0;
    }
    return text.length() > 1 && neighbours * 100 >= (text.length() - 1) * MOSTLY;
  }

  /// Returns the password, its letters without the characters around them, and both with signs read as the letters they
  /// replace.
  private static Set<String> cores(String text) {
    Set<String> cores = new HashSet<>();
    for (String one : List.of(text, letters(text))) {
      cores.add(one);
      cores.add(one.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", ""));
    }
    cores.removeIf(core -> core.length() < SHORTEST_CORE);
    return cores;
  }

  private static String letters(String text) {
    return text.replace('@', 'a').replace('0', 'o').replace('1', 'l').replace('3', 'e').replace('4', 'a')
        .replace('5', 's').replace('$', 's').replace('7', 't').replace('!', 'i');
  }

  private static boolean isListed(Set<String> cores) {
    if (cores.stream().anyMatch(OURS::contains)) {
      return true;
    }
    try (var in = Nbvcxz.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IllegalStateException("the list of common passwords is missing");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().anyMatch(cores::contains);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
