package org.obzvon.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;

/// The surroundings of a call test: a ledger of open attempts, a sink that keeps its reports, a clock that the test
/// sets, and an exchange that answers as the test says.
public final class CallSurroundings implements OutcomeSink, OpenAttempts, InstantSource, Exchange {
  public static final Duration RING = Duration.ofSeconds(30);
  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  public final List<Report> reports = new CopyOnWriteArrayList<>();
  public final Map<UUID, Attempt> ledger = new ConcurrentHashMap<>();
  /// The attempts that the ledger holds as closed.
  public final Set<UUID> over = ConcurrentHashMap.newKeySet();
  public final Set<UUID> hungUp = ConcurrentHashMap.newKeySet();
  public Optional<LiveCalls> live = Optional.empty();
  public Optional<Map<UUID, KeptCall>> kept = Optional.of(Map.of());
  public final Set<UUID> forgotten = ConcurrentHashMap.newKeySet();
  private Instant now = NOON;

  public static Attempt attempt(String line, String phone) {
    return attempt(line, phone, "+37322000000", RING);
  }

  public static Attempt attempt(String line, String phone, String callerId, Duration ring) {
    Contact contact = new Contact(
        IdGenerator.next(), IdGenerator.next(), new Contact.Debtor(IdGenerator.next(), IdGenerator.next()), "ROBOT",
        new Contact.Step(0, LocalDate.of(2026, 3, 1), Channel.ROBOT, "reminder"),
        new Contact.Window(NOON, NOON.plusSeconds(3600)), 1);
    return new Attempt(
        IdGenerator.next(), contact, 1, new Phone(phone), new Attempt.Route(line, callerId, ring, false), NOON);
  }

  public Attempt written(String line) {
    Attempt attempt = attempt(line, "+37369123456");
    ledger.put(attempt.id(), attempt);
    return attempt;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  public List<ContactOutcome> outcomes() {
    return reports.stream().map(Report::outcome).toList();
  }

  @Override
  public void report(Report report) {
    reports.add(report);
  }

  @Override
  public Optional<Attempt> findClosedToo(UUID attempt) {
    return find(attempt);
  }

  @Override
  public Set<UUID> closed(Set<UUID> attempts) {
    return attempts.stream().filter(over::contains).collect(java.util.stream.Collectors.toSet());
  }

  @Override
  public List<Attempt> takeOver(String line, int limit) {
    return List.of();
  }

  @Override
  public boolean isWanted(UUID attempt) {
    return find(attempt).isPresent();
  }

  @Override
  public Optional<Attempt> find(UUID attempt) {
    return Optional.ofNullable(ledger.get(attempt));
  }

  @Override
  public List<Attempt> onLine(String line, Instant writtenBefore, int limit) {
    return new ArrayList<>(ledger.values())
        .stream().filter(attempt -> attempt.route().line().equals(line)).limit(limit).toList();
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public Optional<LiveCalls> live() {
    return live;
  }

  @Override
  public Optional<Map<UUID, KeptCall>> kept() {
    return kept;
  }

  @Override
  public void forget(UUID attempt) {
    forgotten.add(attempt);
  }

  @Override
  public void hangUp(UUID attempt) {
    hungUp.add(attempt);
  }
}
