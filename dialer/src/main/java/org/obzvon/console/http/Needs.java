package org.obzvon.console.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.obzvon.staff.Right;

/// The right that a route asks of its caller. A route with neither this nor [OpenToAll] is closed to everybody.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
  int USUAL_BODY = 256 * 1024;

  Right value();

  /// Largest body in bytes; a larger one is refused before it is read.
  int bodyAtMost() default USUAL_BODY;

  /// The route counts the body while it arrives ([BodyReceiver]), so its length need not be declared.
  boolean counted() default false;

  /// The session's token comes in a field of a body that [Gate] does not read; the route reads it with [UploadedForm],
  /// which refuses the form without it.
  boolean tokenInBody() default false;
}
