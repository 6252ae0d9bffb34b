package org.obzvon.call.ami;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.obzvon.register.Phone;

/// The format in which a trunk wants the numbers that it dials: what replaces the beginning of an E.164 number. If
/// several beginnings fit, the longest decides.
///
/// @param rewriting from beginnings such as `+373` (or `+` for any) to what is dialled instead
public record NumberFormat(Map<String, String> rewriting) {
  /// Digits only: 37369123456.
  public static final NumberFormat DIGITS = new NumberFormat(Map.of("+", ""));
  /// The international form: +37369123456.
  public static final NumberFormat E164 = new NumberFormat(Map.of("+", "+"));
  /// The Russian form: 89261234567 within the Russian and Kazakh numbering plan, 81037369123456 to everywhere else.
  public static final NumberFormat NATIONAL_8 = new NumberFormat(Map.of("+7", "8", "+", "810"));

  public NumberFormat {
    rewriting = Map.copyOf(rewriting);
    rewriting.forEach(
        (beginning, instead) -> {
          if (!beginning.matches("\\+\\d{0,14}") || !instead.matches("\\+?\\d{0,10}")) {
            throw new IllegalArgumentException(
                "numbers: expected the beginning of an international number and what is dialled instead, such as \"+373\": \"0\"");
          }
        });
  }

  /// Returns the number as it is dialled; empty when no beginning fits.
  Optional<String> of(Phone phone) {
    return rule(phone.e164()).map(beginning -> rewriting.get(beginning) + phone.e164().substring(beginning.length()));
  }

  /// Returns whether every number with this beginning can be written.
  public boolean covers(String prefix) {
    return rule(prefix).isPresent();
  }

  private Optional<String> rule(String number) {
    return rewriting.keySet().stream().filter(number::startsWith).max(Comparator.comparingInt(String::length));
  }
}
