package org.obzvon.sms;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.register.Language;

/// Words that turn a reminder into advertising, which needs a consent of its own (contact-policies.md §0.7). All three
/// lists apply in every language: "SALE" in a Russian text is advertising too.
final class PromotionalWords {
  private static final int WORD = Pattern.UNICODE_CHARACTER_CLASS | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private PromotionalWords() {}

  static Optional<String> in(String text) {
    for (Language language : Language.values()) {
      Matcher matcher = Pattern.compile("\\b(?:" + words(language) + ")\\b", WORD).matcher(text);
      if (matcher.find()) {
        return Optional.of(matcher.group());
      }
    }
    return Optional.empty();
  }

  private static String words(Language language) {
    return switch (language) {
      case RU ->
          "скидк\\w*|распродаж\\w*|акци[яийюе]\\w*|бонус\\w*|подар(?:ок|к)\\w*|розыгрыш\\w*|выигр\\w+|приз(?:ы|ов|ами)?"
              + "|выгодн\\w*|бесплатн\\w*|кешбэк\\w*|кэшбэк\\w*|спецпредложени\\w*|промокод\\w*|рассрочк\\w*";
      case RO ->
          "reducer[ei]\\w*|promo[tțţ]i\\w*|ofert[ăae]\\w*|cadou\\w*|gratuit\\w*|bonus\\w*|c[âa][sșş]tig\\w*|premi(?:u|i|ul|ile)"
              + "|lichid[ăa]ri|tombol\\w*";
      case EN -> "discounts?|sale|special offers?|bonus(?:es)?|gifts?|free|promo\\w*|prizes?|cashback|win";
    };
  }
}
