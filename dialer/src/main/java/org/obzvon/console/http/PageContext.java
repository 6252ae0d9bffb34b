package org.obzvon.console.http;

import java.util.Optional;
import org.obzvon.console.Phrases;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;
import org.obzvon.register.Language;
import org.obzvon.staff.Right;
import org.obzvon.staff.Session;
import org.obzvon.staff.User;

/// The values that every page knows: its language, its user and its address.
///
/// @param session empty before sign-in
/// @param path path of the page, to mark its place in the menu
public record PageContext(Phrases phrases, Optional<Session> session, String path, String assets) {

  public String say(String key, Object... values) {
    return phrases.say(key, values);
  }

  public String named(String kind, Enum<?> constant) {
    return phrases.named(kind, constant.name());
  }

  public String named(String kind, String name) {
    return phrases.named(kind, name);
  }

  public String say(Sentence sentence) {
    return phrases.say(sentence);
  }

  /// Returns the language of a sentence that stays untranslated; null, which writes no attribute, for the page's own
  /// language.
  public String tongue(Sentence sentence) {
    return phrases.knows(sentence) ? null : Language.EN.tag();
  }

  /// Returns a field's name on the page; for a file only its own name, without its folder here.
  public String source(Problem problem) {
    String named = named("field", problem.source());
    return named.substring(named.lastIndexOf('/') + 1);
  }

  /// @param otherwise name for a value without a phrase
  public String named(String kind, String name, String otherwise) {
    String named = phrases.named(kind, name);
    return named.equals(name) ? otherwise : named;
  }

  public String number(long number) {
    return phrases.number(number);
  }

  public Language language() {
    return phrases.language();
  }

  public Optional<User> user() {
    return session.map(Session::user);
  }

  public boolean may(Right right) {
    return user().filter(user -> user.role().may(right)).isPresent();
  }

  public boolean may(String right) {
    return may(Right.valueOf(right));
  }

  public String csrf() {
    return session.map(Session::csrf).orElse("");
  }

  public boolean isAt(String place) {
    return path.equals(place) || path.startsWith(place + "/");
  }

  public String asset(String name) {
    return "/assets/" + assets + "/" + name;
  }
}
