package org.obzvon.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.Channel;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.rehearsal.LedgerCheckLimits.DaysOff;
import org.obzvon.rehearsal.LedgerCheck.Findings;
import org.obzvon.rehearsal.LedgerCheck.Kind;
import org.obzvon.rehearsal.LedgerCheckRows.Ending;
import org.obzvon.rehearsal.LedgerCheckRows.Owed;
import org.obzvon.rehearsal.LedgerCheckRows.Paid;
import org.obzvon.rehearsal.LedgerCheckRows.Row;
import org.obzvon.rehearsal.LedgerCheckRows.Stop;
import org.obzvon.rehearsal.LedgerCheckRows.What;
import org.obzvon.rehearsal.LedgerCheckRows.Whom;

/// A ledger that a test writes row by row, and the violations that a check finds in it.
abstract class WrittenLedger {
  static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  static final ZoneId VLADIVOSTOK = ZoneId.of("Asia/Vladivostok");
  static final UUID HOUSEHOLD = IdGenerator.next();
  static final UUID ACCOUNT = IdGenerator.next();
  static final Phone PHONE = new Phone("+79000000001");
  static final Ending REACHED = new Ending("REACHED", "PROMISED");

  final List<Row> rows = new ArrayList<>();
  final List<Stop> stops = new ArrayList<>();
  final List<Owed> owed = new ArrayList<>();
  final List<Paid> paid = new ArrayList<>();

  Row row(Channel channel, String local, ZoneId zone, Ending ending) {
    Instant at = LocalDateTime.parse(local).atZone(zone).toInstant();
    boolean answered = !ending.detail().equals("NO_ANSWER");
    Row row = new Row(
        IdGenerator.next(), new Whom(HOUSEHOLD, ACCOUNT, PHONE, Optional.of(zone)),
        new What(channel, "ROBOT", "LADDER"), at,
        answered ? Optional.of(at.plusSeconds(5)) : Optional.empty(), Optional.of(ending));
    rows.add(row);
    return row;
  }

  Row call(String local) {
    return row(Channel.ROBOT, local, MOSCOW, REACHED);
  }

  Row message(String local) {
    return row(Channel.SMS, local, MOSCOW, new Ending("DELIVERED", ""));
  }

  static Instant moscow(String local) {
    return LocalDateTime.parse(local).atZone(MOSCOW).toInstant();
  }

  Findings check(DaysOff daysOff) {
    return new LedgerCheck(LedgerCheckLimits.ru230fz(), daysOff).check(new LedgerCheckRows(rows, stops, owed, paid));
  }

  Findings check() {
    return check(DaysOff.WEEKENDS_ONLY);
  }

  void assertOnly(Kind kind, Row... expected) {
    assertThat(check().violations()).extracting(LedgerCheck.Violation::kind).containsOnly(kind);
    assertThat(check().violations()).extracting(LedgerCheck.Violation::attempt)
        .containsExactlyInAnyOrder(List.of(expected).stream().map(Row::attempt).toArray(UUID[]::new));
  }

  Row of(String origin, String arm, String local) {
    Instant at = moscow(local);
    Row row = new Row(
        IdGenerator.next(), new Whom(HOUSEHOLD, ACCOUNT, PHONE, Optional.of(MOSCOW)),
        new What(Channel.SMS, arm, origin), at,
        Optional.empty(), Optional.of(new Ending("DELIVERED", "")));
    rows.add(row);
    return row;
  }
}
