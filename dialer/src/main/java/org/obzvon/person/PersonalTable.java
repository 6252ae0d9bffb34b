package org.obzvon.person;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A table that contains rows about persons: how the rows of one person are found, and what an erase does with them.
///
/// @param links columns that lead to the person; a row is the person's when one of them does
/// @param dated when a row was created, for retention; empty where rows are removed by themselves, or with their
///     account
/// @param rows what happens to the rows
/// @param columns what happens to their columns with personal data, by name
/// @param impersonal the other columns with texts: states, names of campaigns, lines and templates, our own numbers
public record PersonalTable(
    String name, List<Link> links, Optional<String> dated, Rows rows, Map<String, PersonalColumn> columns,
    Set<String> impersonal) {

  public PersonalTable {
    links = List.copyOf(links);
    columns = Map.copyOf(columns);
    impersonal = Set.copyOf(impersonal);
  }

  /// The kind of thing to which a column refers.
  public enum To {
    /// An account of the person.
    ACCOUNT,
    /// A telephone of the person, for rows that are about no other account.
    PHONE,
    HOUSEHOLD,
    ATTEMPT,
    MESSAGE,
    INCOMING_MESSAGE,
    CONVERSATION,
    CONTACT,
    PAYMENT,
    /// A fact that webhooks report: an attempt, a promise, a suppression or a ticket.
    FACT,
    /// The words with which the audit log names the person.
    AUDIT_SUBJECT
  }

  public record Link(String column, To to) {}

  public enum Rows {
    /// The comparison needs the rows: they stay, without their personal data.
    KEPT,
    DELETED,
    /// The rows stay as they are; the list of tables gives the reason.
    UNTOUCHED
  }

  static Builder table(String name) {
    return new Builder(name);
  }

  /// Builds an entry of the list.
  static final class Builder {
    private final String name;
    private final List<Link> links = new ArrayList<>();
    private final Map<String, PersonalColumn> columns = new LinkedHashMap<>();
    private final Set<String> impersonal = new TreeSet<>();
    private Optional<String> dated = Optional.empty();

    private Builder(String name) {
      this.name = name;
    }

    Builder by(String column, To to) {
      links.add(new Link(column, to));
      return this;
    }

    Builder dated(String column) {
      dated = Optional.of(column);
      return this;
    }

    Builder holds(PersonalColumn.Kind kind, PersonalColumn.Erased erased, String... names) {
      for (String column : names) {
        columns.put(column, new PersonalColumn(kind, erased));
      }
      return this;
    }

    /// @param names separated by blanks
    Builder impersonal(String names) {
      impersonal.addAll(Set.of(names.split(" ")));
      return this;
    }

    PersonalTable kept() {
      return new PersonalTable(name, links, dated, Rows.KEPT, columns, impersonal);
    }

    PersonalTable deleted() {
      return new PersonalTable(name, links, dated, Rows.DELETED, columns, impersonal);
    }

    PersonalTable untouched() {
      return new PersonalTable(name, links, dated, Rows.UNTOUCHED, columns, impersonal);
    }
  }
}
