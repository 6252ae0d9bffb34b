package org.obzvon.campaign;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A stored campaign.
///
/// @param definitionSha256 hash of the text of the definition
/// @param simulated made by the rehearsal; every page or report that shows its results says so
public record Campaign(
    UUID id, Definition definition, String definitionSha256, CampaignState state, boolean simulated, Instant createdAt,
    Optional<Instant> startedAt) {

  public String name() {
    return definition.name();
  }
}
