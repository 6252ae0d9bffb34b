package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;

/// An account as the campaign enrolled it.
///
/// @param household with which the arm was drawn
/// @param arm the household's assigned arm and the split it was drawn with
/// @param segment decided before anybody was contacted, so it may serve as the stratum
public record Enrolled(UUID account, UUID household, Arm arm, String segment, Debt debt, Instant at) {

  /// @param weights as the assignment wrote them, `ROBOT=50,HOLD_OUT=50`
  /// @param parted a later register separated the account from the household with which the arm was drawn
  public record Arm(String name, String weights, boolean parted) {
    public Arm(String name, String weights) {
      this(name, weights, false);
    }
  }

  /// @param arrears the debt, zero or more
  /// @param leftRegister the account is no longer in the register, for whatever reason
  /// @param contractEnded the first moment without the contract; empty if no register reported its end
  public record Debt(
      BigDecimal arrears, Currency currency, boolean leftRegister, Optional<Instant> contractEnded) {}
}
