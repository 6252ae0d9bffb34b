package org.obzvon.campaign.jooq;

import static org.obzvon.jooq.Tables.ASSIGNMENT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.ENROLMENT;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignFault;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.Campaigns;
import org.obzvon.campaign.Definition;
import org.obzvon.campaign.Experiment;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.document.BadInput;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.jooq.tables.records.CampaignRecord;
import org.obzvon.register.IdGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores campaigns as rows that keep the file word for word; each text is parsed only once.
public final class JooqCampaigns implements Campaigns {
  private static final Logger LOG = LoggerFactory.getLogger(JooqCampaigns.class);

  private static final List<SelectField<?>> MEMBER = List.of(ENROLMENT.ACCOUNT_ID, ENROLMENT.HOUSEHOLD_ID,
      ASSIGNMENT.ARM, ENROLMENT.SEGMENT);

  private final DSLContext db;
  private final Map<String, Definition> definitions = new ConcurrentHashMap<>();

  public JooqCampaigns(DSLContext db) {
    this.db = db;
  }

  @Override
  public Campaign create(Definition definition, String text, boolean simulated, Instant now) {
    String name = definition.name();
    refuseChangedExperiment(definition);
    try {
      CampaignRecord row = db.insertInto(CAMPAIGN)
          .set(CAMPAIGN.ID, IdGenerator.next())
          .set(CAMPAIGN.NAME, name)
          .set(CAMPAIGN.EXPERIMENT, definition.experiment().name())
          .set(CAMPAIGN.DEFINITION, text)
          .set(CAMPAIGN.DEFINITION_SHA256, sha256(text))
          .set(CAMPAIGN.STATE, CampaignState.DRAFT.name())
          .set(CAMPAIGN.SIMULATED, simulated)
          .set(CAMPAIGN.CREATED_AT, now)
          .returning()
          .fetchSingle();
      return campaign(row);
    } catch (IntegrityConstraintViolationException _) {
      throw BadInput.of(name, CampaignFault.NAME_TAKEN.with());
    }
  }

  @Override
  public Campaign change(Campaign campaign, Definition definition, String text) {
    Experiment old = campaign.definition().experiment();
    if (!definition.name().equals(campaign.name()) || !definition.experiment().equals(old)) {
      throw BadInput.of(campaign.name(), CampaignFault.FIXED.with());
    }
    int changed = db.update(CAMPAIGN)
        .set(CAMPAIGN.DEFINITION, text)
        .set(CAMPAIGN.DEFINITION_SHA256, sha256(text))
        .where(CAMPAIGN.ID.eq(campaign.id()), CAMPAIGN.STATE.ne(CampaignState.STOPPED.name()))
        .execute();
    if (changed == 0) {
      throw BadInput.of(campaign.name(), CampaignFault.OVER.with());
    }
    return find(campaign.id()).orElseThrow();
  }

  private void refuseChangedExperiment(Definition definition) {
    String wanted = definition.experiment().seed() + " " + definition.experiment().weights();
    for (Campaign other : fetch(CAMPAIGN.EXPERIMENT.eq(definition.experiment().name()))) {
      String known = other.definition().experiment().seed() + " " + other.definition().experiment().weights();
      if (!known.equals(wanted)) {
        throw BadInput.of(
            definition.name(),
            CampaignFault.OTHER_EXPERIMENT.with(definition.experiment().name(), other.name(), known));
      }
    }
  }

  @Override
  public Optional<Campaign> find(String name) {
    return fetch(CAMPAIGN.NAME.eq(name)).stream().findFirst();
  }

  @Override
  public Optional<Campaign> find(UUID id) {
    return fetch(CAMPAIGN.ID.eq(id)).stream().findFirst();
  }

  @Override
  public List<Campaign> all() {
    return fetch(DSL.noCondition());
  }

  private List<Campaign> fetch(Condition which) {
    return db.selectFrom(CAMPAIGN).where(which).orderBy(CAMPAIGN.CREATED_AT, CAMPAIGN.ID).fetch().stream()
        .flatMap(row -> readable(row).stream())
        .toList();
  }

  /// Returns the campaign; empty if its text, written by another version of the program, is not readable here. That
  /// campaign is skipped, the others continue.
  private Optional<Campaign> readable(CampaignRecord row) {
    try {
      return Optional.of(campaign(row));
    } catch (BadInput e) {
      LOG.error("the campaign '{}' cannot be read and is not run: {}", row.getName(), e.getMessage());
      return Optional.empty();
    }
  }

  private Campaign campaign(CampaignRecord row) {
    Definition definition = definitions.computeIfAbsent(
        row.getDefinitionSha256(), _ -> YamlDefinition.read(YamlNode.parse(row.getName(), row.getDefinition())));
    return new Campaign(
        row.getId(), definition, row.getDefinitionSha256(), CampaignState.valueOf(row.getState()), row.getSimulated(),
        row.getCreatedAt(),
        Optional.ofNullable(row.getStartedAt()));
  }

  @Override
  public boolean move(UUID campaign, CampaignState to, Instant now) {
    List<String> from = Arrays.stream(CampaignState.values()).filter(state -> state.next().contains(to)).map(Enum::name)
        .toList();
    var update = db.update(CAMPAIGN).set(CAMPAIGN.STATE, to.name());
    update = switch (to) {
      case RUNNING -> update.set(CAMPAIGN.STARTED_AT, DSL.coalesce(CAMPAIGN.STARTED_AT, DSL.val(now)));
      case STOPPED -> update.set(CAMPAIGN.ENDED_AT, now);
      case DRAFT, PAUSED -> update;
    };
    return update.where(CAMPAIGN.ID.eq(campaign)).and(CAMPAIGN.STATE.in(from)).execute() == 1;
  }

  @Override
  public Enrolments enrol(Campaign campaign, Collection<Candidate> candidates, Instant now) {
    if (candidates.isEmpty()) {
      return new Enrolments(0, List.of());
    }
    return db.transactionResult(
        () -> {
          int added = new Enrolling(db, campaign, now).enrol(candidates);
          List<UUID> accounts = candidates.stream().map(candidate -> candidate.account().id()).toList();
          return new Enrolments(added, enrolled(campaign.id(), accounts));
        });
  }

  @Override
  public List<Enrolled> preview(Campaign campaign, Collection<Candidate> candidates) {
    return new Enrolling(db, campaign, campaign.createdAt()).preview(candidates);
  }

  @Override
  public List<Enrolled> enrolled(UUID campaign) {
    return members(ENROLMENT.CAMPAIGN_ID.eq(campaign));
  }

  @Override
  public int size(UUID campaign) {
    return db.fetchCount(ENROLMENT, ENROLMENT.CAMPAIGN_ID.eq(campaign));
  }

  @Override
  public List<Enrolled> enrolled(UUID campaign, Collection<UUID> accounts) {
    return members(
        ENROLMENT.CAMPAIGN_ID.eq(campaign).and(ENROLMENT.ACCOUNT_ID.eq(DSL.any(accounts.toArray(UUID[]::new)))));
  }

  private List<Enrolled> members(Condition which) {
    return db.select(MEMBER)
        .from(ENROLMENT)
        .join(ASSIGNMENT)
        .on(ASSIGNMENT.ID.eq(ENROLMENT.ASSIGNMENT_ID))
        .where(which)
        .fetch(JooqCampaigns::member);
  }

  private static Enrolled member(Record row) {
    return new Enrolled(
        row.get(ENROLMENT.ACCOUNT_ID), row.get(ENROLMENT.HOUSEHOLD_ID), row.get(ASSIGNMENT.ARM),
        row.get(ENROLMENT.SEGMENT));
  }

  @Override
  public Map<UUID, Enrolled> memberships(UUID account, Collection<UUID> campaigns) {
    return db.select(ENROLMENT.CAMPAIGN_ID).select(MEMBER)
        .from(ENROLMENT)
        .join(ASSIGNMENT)
        .on(ASSIGNMENT.ID.eq(ENROLMENT.ASSIGNMENT_ID))
        .where(ENROLMENT.CAMPAIGN_ID.eq(DSL.any(campaigns.toArray(UUID[]::new))), ENROLMENT.ACCOUNT_ID.eq(account))
        .fetchMap(row -> row.get(ENROLMENT.CAMPAIGN_ID), JooqCampaigns::member);
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
