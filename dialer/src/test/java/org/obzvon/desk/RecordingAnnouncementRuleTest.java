package org.obzvon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.policy.Cases;
import org.obzvon.policy.Profile;
import org.obzvon.policy.Profiles;
import org.obzvon.policy.Provenance;

/// Tests the rule that decides whether a recording is announced to the debtor.
class RecordingAnnouncementRuleTest {
  private static final Instant NOON = Instant.parse("2026-03-10T10:00:00Z");
  private static final String DEMANDING = "demanding";
  private static final String SILENT = "silent";

  private final Attempt attempt = new Attempt(
      UUID.randomUUID(),
      Cases.contact(
          Cases.account(Optional.of(Cases.CHISINAU), List.of(Cases.FIRST)), Channel.ROBOT, NOON,
          NOON.plus(Duration.ofDays(1))),
      1, Cases.FIRST, new Attempt.Route("main", "+37322000000", Duration.ofSeconds(25), false), NOON);
  private final Profiles profiles = new Profiles(
      List.of(profile(DEMANDING, Optional.of(Cases.OURS)), profile(SILENT, Optional.empty())));

  private static Profile profile(String id, Optional<Provenance> announces) {
    Profile usual = Cases.profile(Cases.always(), Cases.noLimits());
    return new Profile(
        Cases.title(id), usual.personsOnly(), usual.timetables(), usual.limits(),
        new Profile.Conduct(List.of(), announces));
  }

  private boolean isAnnounced(UUID asked, Optional<String> policy) {
    return new RecordingAnnouncementRule(
        new OneAttempt(attempt),
        contact -> contact.equals(attempt.contact()) ? policy : Optional.empty(),
        profiles)
        .test(asked);
  }

  @Test
  void a_recording_is_announced_if_the_policy_demands_it() {
    assertThat(isAnnounced(attempt.id(), Optional.of(DEMANDING))).isTrue();
  }

  @Test
  void a_recording_is_not_announced_if_the_policy_does_not_demand_it() {
    assertThat(isAnnounced(attempt.id(), Optional.of(SILENT))).isFalse();
  }

  @Test
  void a_recording_is_announced_if_the_policy_is_not_loaded() {
    assertThat(isAnnounced(attempt.id(), Optional.of("another"))).isTrue();
  }

  @Test
  void a_recording_is_announced_if_the_campaign_is_not_known() {
    assertThat(isAnnounced(attempt.id(), Optional.empty())).isTrue();
  }

  @Test
  void a_recording_is_announced_if_the_attempt_is_not_known() {
    assertThat(isAnnounced(UUID.randomUUID(), Optional.of(SILENT))).isTrue();
  }

  /// A ledger that holds one attempt.
  private record OneAttempt(Attempt attempt) implements OpenAttempts {
    @Override
    public Optional<Attempt> find(UUID asked) {
      return findClosedToo(asked);
    }

    @Override
    public Optional<Attempt> findClosedToo(UUID asked) {
      return Optional.of(attempt).filter(one -> one.id().equals(asked));
    }

    @Override
    public boolean isWanted(UUID asked) {
      return findClosedToo(asked).isPresent();
    }

    @Override
    public Set<UUID> closed(Set<UUID> asked) {
      return Set.of();
    }

    @Override
    public List<Attempt> takeOver(String line, int limit) {
      return List.of();
    }

    @Override
    public List<Attempt> onLine(String line, Instant writtenBefore, int limit) {
      return List.of();
    }
  }
}
