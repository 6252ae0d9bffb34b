package org.obzvon.console.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A route without authentication: the sign-in page, style sheets, callbacks of gateways. Bodies of more than
/// [#BODY_AT_MOST] bytes are refused before they are read.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OpenToAll {
  int BODY_AT_MOST = 64 * 1024;
}
