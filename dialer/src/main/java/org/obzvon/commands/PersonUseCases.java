package org.obzvon.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.obzvon.desk.RecordingShelf;
import org.obzvon.document.BadInput;
import org.obzvon.person.Erasure;
import org.obzvon.person.Person;
import org.obzvon.person.Persons;
import org.obzvon.register.Phone;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// Answers a debtor's requests about their own data: a copy of everything stored, and its removal.
public final class PersonUseCases {
  private final Persons persons;
  private final Erasure erasure;
  private final RecordingShelf recordings;
  private final AuditLog log;
  private final InstantSource clock;

  public PersonUseCases(
      Persons persons, Erasure erasure, RecordingShelf recordings, AuditLog log, InstantSource clock) {
    this.persons = persons;
    this.erasure = erasure;
    this.recordings = recordings;
    this.log = log;
    this.clock = clock;
  }

  /// @param text account number, or a phone number that begins with a plus
  /// @return empty where nothing is stored about it
  /// @throws BadInput when it begins with a plus and is not a phone number
  public Optional<Person> find(String text) {
    if (!text.startsWith("+")) {
      return persons.ofAccount(text);
    }
    try {
      return persons.ofPhone(new Phone(text));
    } catch (IllegalArgumentException _) {
      throw BadInput.of("ACCOUNT_OR_PHONE", FormFault.NO_TELEPHONE.with(text));
    }
  }

  /// Reads everything about the person. The read is in the audit log before anybody sees the data.
  public PersonFile export(Actor actor, Person person) {
    return log.asOne(
        () -> {
          Persons.Rows rows = persons.export(person);
          log.note(actor, AuditLog.Deed.of("person export", subject(person), about(person)));
          List<Path> files = recordings.of(rows.recorded());
          Set<UUID> elsewhere = new HashSet<>(rows.recorded());
          files.forEach(file -> elsewhere.remove(attempt(file)));
          return new PersonFile(
              PersonFile.FORMAT, person.asked(), clock.instant(), List.copyOf(person.accounts().keySet()),
              List.copyOf(person.phones()), sharing(person), rows.parts(),
              files.stream().map(Path::toString).toList(), elsewhere.stream().map(UUID::toString).sorted().toList());
        });
  }

  /// Returns the counts that an erase would remove. Changes nothing.
  public Erased preview(Person person) {
    Erasure.Counts counts = erasure.preview(person);
    return erased(person, counts, recordings.of(counts.recorded()).size(), false);
  }

  /// Erases the person's data permanently. Recordings are removed first: one that cannot be removed stops the erase,
  /// which can then be repeated.
  ///
  /// @throws BadInput when a call or a message with the person is under way, or a recording cannot be removed
  public Erased erase(Actor actor, Person person) {
    return log.asOne(
        () -> {
          Erasure.Counts counts = erasure.erase(person);
          List<Path> files = recordings.of(counts.recorded());
          files.forEach(PersonUseCases::remove);
          Map<String, String> after = new TreeMap<>(about(person));
          after.put("deleted", Integer.toString(counts.tables().values().stream().mapToInt(Erasure.Count::deleted)
              .sum()));
          after.put("emptied", Integer.toString(counts.tables().values().stream().mapToInt(Erasure.Count::emptied)
              .sum()));
          log.note(actor, AuditLog.Deed.of("person erase", subject(person), after));
          return erased(person, counts, files.size(), true);
        });
  }

  /// @param done true after an erase; false when the counts are a preview
  /// @param deleted rows by table
  /// @param emptied rows by table that stay for the comparison without their personal data
  /// @param calledOff number of waiting contacts that were cancelled
  /// @param stopsKept number of suppressions that stay in force with the bare phone number
  /// @param recordings number of files
  /// @param recordingsElsewhere recorded calls whose files are on the exchange's machine, or are gone
  public record Erased(
      String asked, boolean done, List<String> accounts, Optional<String> shared, Map<String, Integer> deleted,
      Map<String, Integer> emptied, int calledOff, int stopsKept, int recordings, int recordingsElsewhere) {}

  private static Erased erased(Person person, Erasure.Counts counts, int files, boolean done) {
    Map<String, Integer> deleted = new LinkedHashMap<>();
    Map<String, Integer> emptied = new LinkedHashMap<>();
    counts.tables().forEach((table, count) -> {
      if (count.deleted() > 0) {
        deleted.put(table, count.deleted());
      }
      if (count.emptied() > 0) {
        emptied.put(table, count.emptied());
      }
    });
    return new Erased(
        person.asked(), done, List.copyOf(person.accounts().keySet()), sharing(person), deleted, emptied,
        counts.calledOff(), counts.stops(), files, counts.recorded().size() - files);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw BadInput.of("recordings", file + " could not be removed: " + e.getMessage() + "; nothing else was erased");
    }
  }

  private static UUID attempt(Path file) {
    String name = file.getFileName().toString();
    return UUID.fromString(name.substring(0, name.lastIndexOf('.')));
  }

  /// Returns a warning where a phone number leads to several accounts, which may belong to several people.
  public static Optional<String> sharing(Person person) {
    return person.accounts().size() < 2
        ? Optional.empty()
        : Optional.of(
            person.asked() + " stands in " + person.accounts().size() + " accounts: "
                + String.join(", ", person.accounts().keySet())
                + "; all of them are meant. Name an account to mean that one alone");
  }

  private static String subject(Person person) {
    return person.asked().startsWith("+") ? person.asked() : "account " + person.asked();
  }

  private static Map<String, String> about(Person person) {
    return Map.of("accounts", String.join(", ", person.accounts().keySet()));
  }
}
