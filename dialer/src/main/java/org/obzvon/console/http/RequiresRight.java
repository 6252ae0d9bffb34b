package org.obzvon.console.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.obzvon.staff.Right;

/// The right that a route requires of its caller. A route with neither this nor [OpenToAll] is closed to everybody.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresRight {
  int USUAL_BODY = 256 * 1024;

  Right value();

  /// The largest body in bytes; a larger one is refused before it is read.
  int bodyAtMost() default USUAL_BODY;

  /// The route counts the body while it arrives ([BodyReceiver]), so its length need not be declared.
  boolean counted() default false;

  /// The session's token comes in a field of a body that [AccessFilter] does not read. The route reads it with
  /// [UploadedForm], which refuses the form without it.
  boolean tokenInBody() default false;
}
