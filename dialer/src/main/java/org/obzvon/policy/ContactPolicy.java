package org.obzvon.policy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.obzvon.contact.Ground;
import org.obzvon.policy.DecisionLog.Ruling;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;

/// Asked when planning and again in the moment before placing. Loads the facts, applies the profile's rules,
/// stores every answer.
public final class ContactPolicy {
  /// More questions at once would make the statements too large.
  private static final int MOST_QUESTIONS = 500;

  private final Profiles profiles;
  private final Accounts accounts;
  private final EvidenceSource evidence;
  private final DecisionLog log;
  private final Dialling dialling;
  private final PaymentWait paymentWait;
  private final InstantSource clock;

  /// With the usual wait for a register.
  public ContactPolicy(
      Profiles profiles, Accounts accounts, EvidenceSource evidence, DecisionLog log, Dialling dialling,
      InstantSource clock) {
    this(profiles, accounts, evidence, log, dialling, PaymentWait.DEFAULT, clock);
  }

  public ContactPolicy(
      Profiles profiles, Accounts accounts, EvidenceSource evidence, DecisionLog log, Dialling dialling,
      PaymentWait paymentWait, InstantSource clock) {
    this.profiles = profiles;
    this.accounts = accounts;
    this.evidence = evidence;
    this.log = log;
    this.dialling = dialling;
    this.paymentWait = paymentWait;
    this.clock = clock;
  }

  /// As many questions as one call takes, in their order, for callers who have more.
  public static Iterable<List<Question>> portions(List<Question> questions) {
    return questions.stream().gather(Gatherers.windowFixed(MOST_QUESTIONS)).toList();
  }

  /// The profile by which questions of that id are judged.
  public Optional<Profile> profile(String id) {
    return profiles.find(id);
  }

  /// Answers in the order of the questions, at most 500. At [Moment#PLACE] an allowed contact counts as an open
  /// attempt for the questions after it.
  public List<Answer> ask(List<Question> questions, Moment moment) {
    Instant now = clock.instant();
    List<Ruling> rulings = judge(questions, moment, now);
    if (!rulings.isEmpty()) {
      log.store(moment, now, rulings);
    }
    return rulings.stream().map(Ruling::answer).toList();
  }

  /// The same answers, and nothing is stored.
  public List<Answer> preview(List<Question> questions, Moment moment) {
    return judge(questions, moment, clock.instant()).stream().map(Ruling::answer).toList();
  }

  /// Asked once more about an attempt that is written and has not reached anybody: the word of this moment, as if the
  /// attempt did not exist. Nothing is stored.
  public Decision again(Question question, UUID attempt) {
    return judge(List.of(question), Moment.PLACE, clock.instant(), facts -> facts.without(attempt))
        .getFirst().answer().decision();
  }

  private List<Ruling> judge(List<Question> questions, Moment moment, Instant now) {
    return judge(questions, moment, now, UnaryOperator.identity());
  }

  private List<Ruling> judge(
      List<Question> questions, Moment moment, Instant now, UnaryOperator<Evidence> view) {
    if (questions.size() > MOST_QUESTIONS) {
      throw new IllegalArgumentException("at most " + MOST_QUESTIONS + " questions at once: " + questions.size());
    }
    if (questions.isEmpty()) {
      return List.of();
    }
    Set<UUID> ids = questions.stream().map(one -> one.contact().debtor().account()).collect(Collectors.toSet());
    Map<UUID, Account> known = accounts.byIds(ids);
    Map<UUID, Evidence> found = evidence.about(known.values(), now);
    Placed placed = new Placed();
    List<Ruling> rulings = new ArrayList<>();
    for (Question question : questions) {
      Optional<Account> account = Optional.ofNullable(known.get(question.contact().debtor().account()));
      Optional<Profile> profile = profiles.find(question.profile());
      Evidence facts = account.map(one -> together(found, one, placed)).map(view).orElse(Evidence.NONE);
      Decision decision = decide(question, account, profile, facts, asOf(question, moment, now));
      if (moment == Moment.PLACE && decision instanceof Decision.Allowed allowed) {
        placed.add(opened(question, account.orElseThrow(), allowed, now));
      }
      String version = profile.map(one -> one.title().version()).orElse("");
      rulings.add(new Ruling(new Answer(question, decision), version));
    }
    return rulings;
  }

  /// What is planned is judged as of the instant it falls due: that today is closed says nothing about tomorrow.
  private static Instant asOf(Question question, Moment moment, Instant now) {
    Instant due = question.contact().window().due();
    return moment == Moment.PLAN && due.isAfter(now) ? due : now;
  }

  private static Evidence together(Map<UUID, Evidence> found, Account account, Placed placed) {
    Evidence stored = found.get(account.id());
    if (stored == null) {
      throw new IllegalStateException("no evidence was loaded about an account; nothing may be decided about it");
    }
    return stored.with(placed.concerning(account));
  }

  private Decision decide(
      Question question, Optional<Account> account, Optional<Profile> profile, Evidence facts, Instant at) {
    if (account.isEmpty()) {
      return new Decision.Refused("register", Why.ACCOUNT_UNKNOWN.with());
    }
    if (profile.isEmpty()) {
      return new Decision.Refused("profile", Why.NO_PROFILE.with(question.profile()));
    }
    boolean notice = question.contact().step().ground().kind() == Ground.Kind.NOTICE;
    Optional<Profile.Notices> ofNotices = profile.get().notices();
    if (ofNotices.isPresent() && !notice) {
      return new Decision.Refused("profile", Why.FOR_NOTICES_ALONE.with(question.profile()));
    }
    Ground ground = question.contact().step().ground();
    // What a debtor asks for during a call is not held up by that call.
    Evidence others = ground.kind() == Ground.Kind.ASKED ? facts.without(ground.subject().orElseThrow()) : facts;
    Evidence counted = ofNotices.map(others.asOf(at)::ofNotices).orElse(others.asOf(at));
    return Rules.decide(new Facts(question, account.get(), profile.get(), counted, dialling, paymentWait), at);
  }

  private static Touch opened(Question question, Account account, Decision.Allowed allowed, Instant now) {
    return new Touch(
        question.contact().id(),
        Set.copyOf(List.of(account.household(), question.contact().debtor().household())),
        Set.copyOf(allowed.phones()),
        new Touch.What(
            Medium.of(question.contact().step().channel()), question.contact().step().ground().kind()),
        Touch.Fate.OPEN,
        new Touch.Times(now, Optional.empty()));
  }
}
