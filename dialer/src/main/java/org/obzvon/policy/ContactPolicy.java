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
import org.obzvon.contact.ContactOrigin;
import org.obzvon.policy.DecisionLog.Ruling;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;

/// Decides whether contacts may be made. It is asked when a contact is planned and again immediately before it is
/// placed. It loads the facts, applies the profile's rules and stores every answer.
public final class ContactPolicy {
  /// More questions in one call would make the SQL statements too large.
  private static final int MOST_QUESTIONS = 500;

  private final Profiles profiles;
  private final Accounts accounts;
  private final AccountFactsSource evidence;
  private final DecisionLog log;
  private final AllowedPrefixes dialling;
  private final UnsettledPaymentWait paymentWait;
  private final InstantSource clock;

  /// Creates a policy with the default wait for a register.
  public ContactPolicy(
      Profiles profiles, Accounts accounts, AccountFactsSource evidence, DecisionLog log, AllowedPrefixes dialling,
      InstantSource clock) {
    this(profiles, accounts, evidence, log, dialling, UnsettledPaymentWait.DEFAULT, clock);
  }

  public ContactPolicy(
      Profiles profiles, Accounts accounts, AccountFactsSource evidence, DecisionLog log, AllowedPrefixes dialling,
      UnsettledPaymentWait paymentWait, InstantSource clock) {
    this.profiles = profiles;
    this.accounts = accounts;
    this.evidence = evidence;
    this.log = log;
    this.dialling = dialling;
    this.paymentWait = paymentWait;
    this.clock = clock;
  }

  /// Splits the questions into lists that one call accepts, in their order, for callers who have more than one call
  /// takes.
  public static Iterable<List<PolicyQuestion>> portions(List<PolicyQuestion> questions) {
    return questions.stream().gather(Gatherers.windowFixed(MOST_QUESTIONS)).toList();
  }

  /// Returns the profile with this id, by which questions that name it are judged.
  public Optional<Profile> profile(String id) {
    return profiles.find(id);
  }

  /// Returns the answers in the order of the questions, of which there may be at most 500. At [DecisionPoint#PLACE] an
  /// allowed contact counts as an open attempt for the questions after it.
  public List<PolicyAnswer> ask(List<PolicyQuestion> questions, DecisionPoint moment) {
    Instant now = clock.instant();
    List<Ruling> rulings = judge(questions, moment, now);
    if (!rulings.isEmpty()) {
      log.store(moment, now, rulings);
    }
    return rulings.stream().map(Ruling::answer).toList();
  }

  /// Returns the same answers as [#ask] and stores nothing.
  public List<PolicyAnswer> preview(List<PolicyQuestion> questions, DecisionPoint moment) {
    return judge(questions, moment, clock.instant()).stream().map(Ruling::answer).toList();
  }

  /// Decides again about an attempt that is written and has not reached anybody: the decision of this moment, as if the
  /// attempt did not exist. Stores nothing.
  public Decision again(PolicyQuestion question, UUID attempt) {
    return judge(List.of(question), DecisionPoint.PLACE, clock.instant(), facts -> facts.without(attempt))
        .getFirst().answer().decision();
  }

  private List<Ruling> judge(List<PolicyQuestion> questions, DecisionPoint moment, Instant now) {
    return judge(questions, moment, now, UnaryOperator.identity());
  }

  private List<Ruling> judge(
      List<PolicyQuestion> questions, DecisionPoint moment, Instant now, UnaryOperator<AccountFacts> view) {
    if (questions.size() > MOST_QUESTIONS) {
      throw new IllegalArgumentException("at most " + MOST_QUESTIONS + " questions at once: " + questions.size());
    }
    if (questions.isEmpty()) {
      return List.of();
    }
    Set<UUID> ids = questions.stream().map(one -> one.contact().debtor().account()).collect(Collectors.toSet());
    Map<UUID, Account> known = accounts.byIds(ids);
    Map<UUID, AccountFacts> found = evidence.about(known.values(), now);
    BatchAllowedContacts placed = new BatchAllowedContacts();
    List<Ruling> rulings = new ArrayList<>();
    for (PolicyQuestion question : questions) {
      Optional<Account> account = Optional.ofNullable(known.get(question.contact().debtor().account()));
      Optional<Profile> profile = profiles.find(question.profile());
      AccountFacts facts = account.map(one -> together(found, one, placed)).map(view).orElse(AccountFacts.NONE);
      Decision decision = decide(question, account, profile, facts, asOf(question, moment, now));
      if (moment == DecisionPoint.PLACE && decision instanceof Decision.Allowed allowed) {
        placed.add(opened(question, account.orElseThrow(), allowed, now));
      }
      String version = profile.map(one -> one.title().version()).orElse("");
      rulings.add(new Ruling(new PolicyAnswer(question, decision), version));
    }
    return rulings;
  }

  /// A planned contact is judged as of the instant at which it falls due: closed hours today say nothing about
  /// tomorrow.
  private static Instant asOf(PolicyQuestion question, DecisionPoint moment, Instant now) {
    Instant due = question.contact().window().due();
    return moment == DecisionPoint.PLAN && due.isAfter(now) ? due : now;
  }

  private static AccountFacts together(Map<UUID, AccountFacts> found, Account account, BatchAllowedContacts placed) {
    AccountFacts stored = found.get(account.id());
    if (stored == null) {
      throw new IllegalStateException("no evidence was loaded about an account; nothing may be decided about it");
    }
    return stored.with(placed.concerning(account));
  }

  private Decision decide(
      PolicyQuestion question, Optional<Account> account, Optional<Profile> profile, AccountFacts facts, Instant at) {
    if (account.isEmpty()) {
      return new Decision.Refused("register", Why.ACCOUNT_UNKNOWN.with());
    }
    if (profile.isEmpty()) {
      return new Decision.Refused("profile", Why.NO_PROFILE.with(question.profile()));
    }
    boolean notice = question.contact().step().origin().kind() == ContactOrigin.Kind.NOTICE;
    Optional<Profile.Notices> ofNotices = profile.get().notices();
    if (ofNotices.isPresent() && !notice) {
      return new Decision.Refused("profile", Why.FOR_NOTICES_ALONE.with(question.profile()));
    }
    ContactOrigin origin = question.contact().step().origin();
    // The call in which a debtor asks for a contact does not hold that contact up.
    AccountFacts others = origin.kind() == ContactOrigin.Kind.ASKED ? facts.without(origin.subject().orElseThrow())
        : facts;
    AccountFacts counted = ofNotices.map(others.asOf(at)::ofNotices).orElse(others.asOf(at));
    return RuleChain.decide(new PolicyFacts(question, account.get(), profile.get(), counted, dialling, paymentWait),
        at);
  }

  private static PastAttempt opened(PolicyQuestion question, Account account, Decision.Allowed allowed, Instant now) {
    return new PastAttempt(
        question.contact().id(),
        Set.copyOf(List.of(account.household(), question.contact().debtor().household())),
        Set.copyOf(allowed.phones()),
        new PastAttempt.What(
            Medium.of(question.contact().step().channel()), question.contact().step().origin().kind()),
        PastAttempt.Fate.OPEN,
        new PastAttempt.Times(now, Optional.empty()));
  }
}
