package org.obzvon.sms.http;

import java.time.Duration;
import java.util.Optional;
import org.obzvon.document.Secret;

/// One account with a provider.
///
/// @param name of the gateway
/// @param callbackSecret secret that callbacks of the provider must hold; if empty, no callbacks are accepted
/// @param timeout longest wait for an answer
public record HttpSettings(
    String name, Provider provider, String user, Secret password, Optional<Secret> callbackSecret, Duration timeout) {}
