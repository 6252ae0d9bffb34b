package org.obzvon.sms.http;

import java.time.Duration;
import java.util.Optional;
import org.obzvon.document.Secret;

/// One account with a provider.
///
/// @param name of the gateway
/// @param callbackSecret what calls of the provider must hold; empty: none are taken
/// @param timeout longest wait for an answer
public record HttpSettings(
    String name, Provider provider, String user, Secret password, Optional<Secret> callbackSecret, Duration timeout) {}
