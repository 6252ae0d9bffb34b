package org.obzvon.sms;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Phone;

/// A gateway's report about a message or one of its segments.
///
/// @param of the message or segment
/// @param code the provider's own words, for the engineer who asks why
/// @param cost of the whole message, if the gateway reports it
/// @param toldAt when it happened, as the gateway reports
public record DeliveryReport(Subject of, DeliveryStatus fate, String code, Optional<BigDecimal> cost, Instant toldAt) {

  /// @param remoteIds the forms that the id may have in our table, likeliest first: some centres confirm in
  ///     hexadecimal what they gave out in decimal
  /// @param phone the debtor's number, if the report names it
  /// @param message our own id, if the gateway hands it back
  public record Subject(String gateway, List<String> remoteIds, Optional<Phone> phone, Optional<UUID> message) {
    public Subject {
      remoteIds = remoteIds.stream().map(Subject::normal).distinct().toList();
    }

    /// The last digits, which distinguish two subscribers however the number is written: national, international, with
    /// a trunk prefix.
    private static final int TELLING_DIGITS = 7;

    /// Whether the report may be about a message to this number. Ids alone may collide: 100 in decimal and 100 in
    /// hexadecimal.
    public boolean mayConcern(Phone to) {
      return phone.map(named -> ending(named).equals(ending(to))).orElse(true);
    }

    private static String ending(Phone phone) {
      String digits = phone.digits();
      return digits.substring(Math.max(0, digits.length() - TELLING_DIGITS));
    }

    /// Lower-case letters without leading zeros: `0000A1` and `a1` are one id.
    public static String normal(String remoteId) {
      String small = remoteId.strip().toLowerCase(Locale.ROOT).replaceFirst("^0x(?=[0-9a-f]+$)", "");
      return small.matches("[0-9a-f]+") ? small.replaceFirst("^0+(?!$)", "") : small;
    }
  }
}
