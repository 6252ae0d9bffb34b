package org.obzvon.campaign;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.document.Sentence;
import org.obzvon.register.Account;

/// The checked content of a campaign file.
public record Definition(
    String name, Experiment experiment, List<Segment> segments, List<LadderStep> ladder, Rules rules, Goals goals) {
  public Definition {
    segments = List.copyOf(segments);
    ladder = List.copyOf(ladder);
  }

  /// The rules by which the campaign contacts.
  ///
  /// @param happenings the messages about events, by kind of event; empty unless the file asks for them
  /// @param turns how it shares lines, operators and gateways with other campaigns
  public record Rules(
      Profiles profiles, Calendar calendar, Dialling dialling, RetryRules retry,
      Map<ContactOrigin.Kind, EventRule> happenings, Turns turns) {
    public Rules {
      happenings = Map.copyOf(happenings);
    }

    /// Returns the id of the contact policy for everything but notices.
    public String profile() {
      return profiles.usual();
    }

    /// Returns the id of the contact policy that judges contacts of a kind.
    public String profile(ContactOrigin.Kind kind) {
      return kind == ContactOrigin.Kind.NOTICE ? profiles.notices().orElse(profiles.usual()) : profiles.usual();
    }
  }

  /// The share of a campaign while several have contacts due. A campaign that has nothing due takes nothing.
  ///
  /// @param priority campaigns of a lower priority get only what those of a higher one leave
  /// @param weight contacts for each one that a campaign of the same priority and of weight 1 gets
  public record Turns(Priority priority, int weight) {
    public static final Turns USUAL = new Turns(Priority.USUAL, 1);
    public static final int MOST_WEIGHT = 100;
  }

  /// The priorities, in the order in which campaigns are served.
  public enum Priority {
    HIGH,
    USUAL,
    LOW
  }

  /// The contact policies that judge the campaign's contacts, by id.
  ///
  /// @param usual for everything but notices
  /// @param notices for notices; present when the ladder has a notice
  public record Profiles(String usual, Optional<String> notices) {}

  /// @param holidays local holidays in addition to those of the contact policy
  public record Calendar(LocalDate from, LocalDate until, Set<LocalDate> holidays) {
    public Calendar {
      holidays = Set.copyOf(holidays);
    }

    public boolean holds(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(until);
    }
  }

  /// @param callerId the number shown, E.164
  /// @param lines how many calls of this campaign may be open at once
  public record Dialling(String callerId, Duration ring, int lines, boolean detectMachine) {}

  /// The goals of the head of the department, shown beside the results; shares are from 0 to 1.
  ///
  /// @param window days from enrolment within which a payment counts
  /// @param effect the smallest rise of the share that paid that is worth finding; an experiment too small for it is
  ///     not started by itself
  /// @param payer the share of its debt that an account must pay within the window to count as a payer; 0 is any
  ///     payment; if empty, the plan decides: an existing plan keeps its share, a new one takes all but 1 %
  /// @param cost what contacts may cost for an account that was tried, in the currency of the debts
  public record Goals(
      int window, Optional<BigDecimal> reached, Optional<BigDecimal> promised, Optional<BigDecimal> paid,
      Optional<BigDecimal> effect, Optional<BigDecimal> cost, Optional<BigDecimal> payer) {}

  public Optional<Segment> segmentOf(Account account, LocalDate today) {
    return segments.stream().filter(segment -> segment.matches(account, today)).findFirst();
  }

  /// Returns the segment by which a member is judged today: the first that matches; if none does, the one that enrolled
  /// the member, or else the first, of those that still [keep][Segment#keeps] such an account. Empty for an account
  /// that fits no segment any more: no step is made for it, and it stays in its arm.
  ///
  /// @param enrolled the segment on the day on which the campaign enrolled the account
  public Optional<Segment> segmentOfMember(String enrolled, Account account, LocalDate today) {
    return segmentOf(account, today)
        .or(() -> segments.stream().filter(one -> one.name().equals(enrolled) && one.keeps(account)).findFirst())
        .or(() -> segments.stream().filter(one -> one.keeps(account)).findFirst());
  }

  /// Returns the first condition that leaves the account out, segment by segment.
  public List<Sentence> leftOut(Account account, LocalDate today) {
    return segments.stream()
        .flatMap(one -> one.leftOut(account, today).map(why -> UnmetCondition.IN.of(List.of(why), one.name())).stream())
        .toList();
  }

  /// Returns why a step that was planned earlier does not fit the account in its state today; empty when it does. Steps
  /// that the ladder does not have (any more) fit.
  public Optional<Sentence> misfit(Contact.Step step, String arm, Account account, LocalDate today) {
    Optional<LadderStep> found = ladder.stream()
        .filter(one -> step.origin().kind().isPlanned() && one.number() == step.number()).findFirst();
    if (found.isEmpty() || !account.debt().isOwed()) {
      return Optional.empty();
    }
    Optional<Segment> matching = segmentOf(account, today);
    if (matching.isPresent()) {
      return matching.filter(one -> !found.get().isFor(arm, one.name()))
          .map(one -> UnmetCondition.OTHER_SEGMENT.with(one.name()));
    }
    boolean kept = segments.stream().anyMatch(one -> one.keeps(account) && found.get().isFor(arm, one.name()));
    return kept ? Optional.empty() : Optional.of(UnmetCondition.NO_SEGMENT_NOW.of(leftOut(account, today)));
  }

  /// Returns why nothing of the campaign is placed on that day in the debtor's zone, even if it was planned before;
  /// empty until its calendar ends.
  public Optional<Sentence> over(LocalDate today) {
    LocalDate until = rules.calendar().until();
    return today.isAfter(until) ? Optional.of(UnmetCondition.CALENDAR_OVER.with(until)) : Optional.empty();
  }

  /// Returns true if its ladder gives notices that the law requires.
  public boolean givesNotices() {
    return ladder.stream().anyMatch(LadderStep::isNotice);
  }

  public boolean uses(Channel channel) {
    return ladder.stream().anyMatch(step -> step.channel() == channel)
        || (channel == Channel.SMS && !rules.happenings().isEmpty());
  }
}
