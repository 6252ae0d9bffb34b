package org.obzvon.webhook;

import org.obzvon.document.CodedReason;

/// The reasons for which a webhook cannot be added, or its address may not be called.
public enum WebhookFault implements CodedReason {
  ADDRESS("must be an address such as https://billing.example.md/obzvon"),
  SCHEME("must begin with https:// or http://"),
  HOST("must name a host and have at most {0} plain characters"),
  USER_OR_FRAGMENT("must have neither a user nor a fragment"),
  NOT_LISTED("the host is not among webhooks.hosts of the configuration"),
  PRIVATE("the host stands in a private network; webhooks.private-hosts of the configuration allows such hosts"),
  EVENTS("must name at least one of {0}"),
  TOO_MANY("there are {0} already; remove one that nobody listens to");

  private final String english;

  WebhookFault(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "webhook";
  }

  @Override
  public String english() {
    return english;
  }
}
