package org.obzvon.rehearsal.exchange;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.register.Phone;

/// The request of an Originate.
///
/// @param phone empty where the dial string contains no number
record CallRequest(
    String id, String channel, Optional<Phone> phone, Asked asked, Optional<String> actionId,
    Map<String, String> variables) {
  private static final Pattern NUMBER = Pattern.compile("[/+]([1-9]\\d{6,14})(?=$|[@/&,])");
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

  /// @param exten the dial plan's extension, or the application
  record Asked(String context, String exten, String callerId, Duration timeout) {}

  static CallRequest of(AmiAction action) {
    String channel = action.first("Channel").orElseThrow();
    Matcher number = NUMBER.matcher(channel);
    Optional<Phone> phone = number.find() ? Optional.of(new Phone("+" + number.group(1))) : Optional.empty();
    var asked = new Asked(
        action.first("Context").orElse("default"),
        action.first("Exten").or(() -> action.first("Application")).orElse("s"),
        action.first("CallerID").orElse("<unknown>"),
        action.first("Timeout").map(CallRequest::timeout).orElse(USUAL_TIMEOUT));
    return new CallRequest(
        action.first("ChannelId").orElseGet(() -> UUID.randomUUID().toString()),
        channel, phone, asked, action.first("ActionID"), action.variables());
  }

  private static Duration timeout(String milliseconds) {
    return milliseconds.matches("[1-9]\\d{0,8}") ? Duration.ofMillis(Long.parseLong(milliseconds)) : USUAL_TIMEOUT;
  }

  /// Returns the dialled number for the record, or the channel where there is none.
  String dialled() {
    return phone.map(Phone::e164).orElse(channel);
  }
}
