package org.obzvon.rehearsal.exchange;

import java.util.regex.Pattern;

/// One message to a client of the manager interface: headers in order, a blank line at the end.
final class AmiMessage {
  private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n\\u0000]");

  private final StringBuilder wire = new StringBuilder(512);

  private AmiMessage() {}

  static AmiMessage event(String name, String privilege) {
    AmiMessage event = new AmiMessage().with("Event", name);
    return privilege.isEmpty() ? event : event.with("Privilege", privilege);
  }

  static AmiMessage success(AmiAction action, String message) {
    return response(action, "Success", message);
  }

  static AmiMessage error(AmiAction action, String message) {
    return response(action, "Error", message);
  }

  static AmiMessage response(AmiAction action, String result, String message) {
    AmiMessage answer = new AmiMessage().with("Response", result);
    action.first("ActionID").ifPresent(id -> answer.with("ActionID", id));
    return message.isEmpty() ? answer : answer.with("Message", message);
  }

  /// A value cannot break out of its header.
  AmiMessage with(String header, String value) {
    wire.append(header).append(": ").append(LINE_BREAKS.matcher(value).replaceAll(" ")).append("\r\n");
    return this;
  }

  String wire() {
    return wire + "\r\n";
  }
}
