package org.obzvon.rig;

import static org.obzvon.jooq.Tables.STAFF_USER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.obzvon.app.Service;
import org.obzvon.call.ami.RealLine;
import org.obzvon.config.Settings;
import org.obzvon.desk.CommandReply;
import org.obzvon.desk.Desk;
import org.obzvon.desk.DeskEvent;
import org.obzvon.desk.OperatorState;
import org.obzvon.desk.OperatorWorkKind;
import org.obzvon.desk.Seat;
import org.obzvon.fixture.Installation;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;

/// The whole service in this process beside the rig, with operators at the telephones of `deploy/rig/phones.conf`.
public final class RigOffice implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  public final List<DeskEvent> events = new CopyOnWriteArrayList<>();
  final Installation installation;
  private final Settings settings;
  private Service service;

  public RigOffice(Path folder, int lines, double callsPerSecond) {
    this(folder, lines, callsPerSecond, _ -> {});
  }

  /// @param change changes the configuration before the start
  public RigOffice(Path folder, int lines, double callsPerSecond, Consumer<Installation> change) {
    installation = new Installation(folder, new Installation.Size(lines, callsPerSecond, Duration.ofSeconds(1)));
    change.accept(installation);
    settings = installation.withOperators();
    installation.store(); // the database is the test's own, so that it outlives a service
    open();
  }

  void open() {
    service = new Service(settings);
    service.start();
    desk().listen(events::add);
  }

  /// Closes the service and opens it again. For calls this is like a crash of the service: they go on.
  void reopen() {
    service.close();
    open();
  }

  public Desk desk() {
    return service.desk();
  }

  Settings settings() {
    return settings;
  }

  DSLContext db() {
    return installation.store().db();
  }

  /// Adds an operator at a telephone and signs them on.
  public UUID operator(int telephone, OperatorWorkKind work, Language... speaks) {
    UUID id = IdGenerator.next();
    db().insertInto(STAFF_USER)
        .set(STAFF_USER.ID, id)
        .set(STAFF_USER.LOGIN, "op" + telephone)
        .set(STAFF_USER.NAME, "Operator " + telephone)
        .set(STAFF_USER.ROLE, "OPERATOR")
        .set(STAFF_USER.LANGUAGE, "RU")
        .set(STAFF_USER.PASSWORD_HASH, "")
        .set(STAFF_USER.CHANGE_PASSWORD, false)
        .set(STAFF_USER.ENDPOINT, "PJSIP/" + telephone)
        .set(STAFF_USER.EXCHANGE, "pbx")
        .set(STAFF_USER.SPEAKS, java.util.Arrays.stream(speaks).map(Language::name).toArray(String[]::new))
        .set(STAFF_USER.ACTIVE, true)
        .set(STAFF_USER.CREATED_AT, Clock.systemUTC().instant())
        .execute();
    org.awaitility.Awaitility.await().atMost(PATIENCE)
        .until(() -> desk().signOn(id, work) instanceof CommandReply.Done);
    return id;
  }

  public void calls(String name, RigDebtors debtors) {
    callsTo(name, debtors.register(Installation.noonZone()));
  }

  void callsTo(String name, String register) {
    installation.start(
        new Installation.Campaign(name, "rig", "attempts-at-most: 1", 50, false, Duration.ofSeconds(10)), register);
  }

  Seat await(UUID operator, OperatorState state) {
    return org.awaitility.Awaitility.await()
        .alias("operator is " + state)
        .atMost(PATIENCE)
        .until(() -> desk().view(operator), view -> view.filter(seen -> seen.state() == state).isPresent())
        .orElseThrow();
  }

  /// Waits until everything that has happened at the desk is in the database.
  void settle() {
    service.settleDesk();
  }

  /// Returns the longest silence that the settings allow for a waiting debtor.
  Duration silence() {
    return settings.reach().desk().silence();
  }

  <E extends DeskEvent> Optional<E> event(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /// Returns the lines of a call record file in which a cell has this value; `book` is a key of `rig.properties`.
  static List<String[]> records(String book, int cell, String value) {
    try (var lines = Files.lines(Path.of(RealLine.properties().getProperty(book)))) {
      return lines.map(line -> line.split(",", -1)).filter(cells -> cells[cell].equals(value)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    service.close();
    installation.close();
  }
}
