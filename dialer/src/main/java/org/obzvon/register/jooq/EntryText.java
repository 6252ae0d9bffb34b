package org.obzvon.register.jooq;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.register.Account.Place;
import org.obzvon.register.Account.Subscriber;
import org.obzvon.register.Entry;
import org.obzvon.register.Phone;

/// Writes entries as lines of PostgreSQL's text format of `COPY`.
final class EntryText {
  /// The table that takes them. A row without a number only forbids telephone numbers.
  static final String TABLE = """
      create temporary table register_row (
        line               int not null,
        number             text,
        household_key      text,
        name               text,
        address            text,
        district           text,
        zone               text,
        language           text,
        legal_entity       boolean,
        phones             text[],
        extensions         text[],
        service            text,
        tariff             text,
        service_state      text,
        tags               text[],
        balance            numeric(14, 2),
        currency           char(3),
        debt_since         date,
        restriction_on     date,
        contract_ended_on  date,
        forbidden          text[]
      ) on commit drop
      """;

  /// Billing gave no household key; null would mean that this is not known.
  private static final String NO_KEY = "";
  private static final String NULL = "\\N";
  /// How many columns a row without an entry leaves out between its line and its forbidden numbers.
  private static final int COLUMNS_OF_ENTRY = 19;

  private final StringBuilder text = new StringBuilder();

  int length() {
    return text.length();
  }

  /// Returns the lines since the last call.
  String take() {
    String lines = text.toString();
    text.setLength(0);
    return lines;
  }

  void entry(int line, Entry entry) {
    Subscriber subscriber = entry.subscriber();
    Place place = subscriber.place();
    text.append(line);
    value(entry.number());
    value(entry.household().orElse(NO_KEY));
    value(subscriber.name());
    value(place.address());
    value(place.district());
    value(place.zone().map(ZoneId::getId));
    value(subscriber.language().name());
    text.append('\t').append(subscriber.legalEntity() ? 't' : 'f');
    phones(subscriber.phones());
    extensions(subscriber.phones(), subscriber.extensions());
    value(entry.subscription().service());
    value(entry.subscription().tariff());
    value(entry.subscription().state().name());
    array(entry.subscription().tags().stream().sorted().toList());
    text.append('\t').append(entry.debt().balance().amount().toPlainString());
    value(entry.debt().balance().currency().getCurrencyCode());
    day(entry.debt().since());
    day(entry.debt().restrictionOn());
    day(entry.contractEnded());
    text.append('\t').append(NULL).append('\n');
  }

  void forbidden(int line, Collection<Phone> phones) {
    text.append(line);
    for (int i = 0; i < COLUMNS_OF_ENTRY; i++) {
      text.append('\t').append(NULL);
    }
    phones(phones);
    text.append('\n');
  }

  private void day(Optional<LocalDate> day) {
    text.append('\t');
    if (day.isPresent()) {
      text.append(day.get());
    } else {
      text.append(NULL);
    }
  }

  private void value(Optional<String> value) {
    if (value.isPresent()) {
      value(value.get());
    } else {
      text.append('\t').append(NULL);
    }
  }

  private void value(String value) {
    text.append('\t');
    for (int i = 0; i < value.length(); i++) {
      escaped(value.charAt(i));
    }
  }

  private void phones(Collection<Phone> phones) {
    text.append("\t{");
    String before = "";
    for (Phone phone : phones) {
      text.append(before).append(phone.e164());
      before = ",";
    }
    text.append('}');
  }

  /// Appends one extension for each phone, empty if it has none.
  private void extensions(List<Phone> phones, Map<Phone, String> extensions) {
    text.append("\t{");
    for (int i = 0; i < phones.size(); i++) {
      text.append(i == 0 ? "\"" : ",\"");
      if (!extensions.isEmpty()) {
        text.append(extensions.getOrDefault(phones.get(i), ""));
      }
      text.append('"');
    }
    text.append('}');
  }

  private void array(List<String> values) {
    text.append("\t{");
    String before = "";
    for (String value : values) {
      text.append(before).append('"');
      for (int i = 0; i < value.length(); i++) {
        char letter = value.charAt(i);
        if (letter == '"' || letter == '\\') {
          escaped('\\');
        }
        escaped(letter);
      }
      text.append('"');
      before = ",";
    }
    text.append('}');
  }

  private void escaped(char letter) {
    switch (letter) {
      case '\\' -> text.append("\\\\");
      case '\t' -> text.append("\\t");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      default -> text.append(letter);
    }
  }
}
