package org.obzvon.call.ami;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.asteriskjava.manager.action.OriginateAction;
import org.obzvon.call.CallTokens;
import org.obzvon.contact.Attempt;

/// Writes the one action that places a call. AMI is a text protocol whose lines end with CR LF, so only values of a
/// narrow form get into it: our UUID, digits of the number and the caller id, and checked settings. Nothing else of the
/// register goes in.
final class Originates {
  private static final Pattern CALLER_ID = Pattern.compile("\\+?(\\d{2,15})");

  private final ExchangeSettings.Dialling dialling;
  private final CallTokens tokens;

  Originates(ExchangeSettings.Dialling dialling, CallTokens tokens) {
    this.dialling = dialling;
    this.tokens = tokens;
  }

  /// Returns the action; empty when the caller id is not a number.
  Optional<OriginateAction> of(Attempt attempt) {
    var callerId = CALLER_ID.matcher(attempt.route().callerId());
    if (!callerId.matches()) {
      return Optional.empty();
    }
    String id = attempt.id().toString();
    OriginateAction action = new OriginateAction();
    action.setActionId(id);
    action.setChannelId(id);
    action.setAsync(true);
    action.setChannel(dialling.channel(attempt.phone()));
    action.setContext(dialling.context());
    action.setExten("s");
    action.setPriority(1);
    action.setTimeout(attempt.route().ring().toMillis());
    action.setCallerId(callerId.group(1));
    action.setVariables(variables(attempt));
    return Optional.of(action);
  }

  private Map<String, String> variables(Attempt attempt) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("OBZVON_ATTEMPT", attempt.id().toString());
    variables.put("OBZVON_AMD", attempt.route().detectMachine() ? "1" : "0");
    variables.put("OBZVON_AGI", dialling.agiUrl());
    variables.put("OBZVON_TOKEN", tokens.of(attempt.id()));
    if (dialling.attemptHeader()) {
      variables.put("PJSIP_HEADER(add,X-Obzvon-Attempt)", attempt.id().toString());
    }
    return variables;
  }
}
