package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All accounts enrolled in a campaign, ready to be compared.
///
/// @param weights the split that the assignment was drawn with; empty when it is unknown
/// @param funnels by arm, in the order of their names
/// @param remarks what was left out and why
public record CampaignAccounts(
    Facts facts, AccountTable table, Map<String, Double> weights, List<Funnel> funnels, List<String> remarks,
    CampaignActivity story) {

  /// @param simulated a rehearsal: no debtor was contacted and no money is real
  /// @param definitionSha256 hash of the definition that the campaign was started with
  /// @param freshTo payments are known up to this moment; empty when none was ever imported
  public record Facts(
      String name,
      boolean simulated,
      String definitionSha256,
      Optional<Instant> freshTo,
      Optional<Currency> currency) {}

  /// The number of accounts of an arm that came so far within the window. Attempts and answers are counted by
  /// household, promises by account.
  ///
  /// @param money empty when the accounts owe in several currencies
  public record Funnel(String arm, Steps steps, Optional<Sums> money) {}

  /// @param answered a call was picked up or a message was delivered
  /// @param kept promises kept in full
  public record Steps(int assigned, int attempted, int answered, int reached, int promised, int kept, int paid) {}

  /// @param cost empty when the rate table does not cover every attempt
  public record Sums(BigDecimal recovered, Optional<BigDecimal> cost) {}
}
