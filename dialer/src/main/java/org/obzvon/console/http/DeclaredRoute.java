package org.obzvon.console.http;

import io.micronaut.web.router.UriRouteInfo;
import java.util.Optional;
import org.obzvon.staff.Right;

/// A route as it is declared.
///
/// @param pattern pattern of its address, such as `/campaigns/{name}`
/// @param takes type of its body
/// @param open whether it needs no authentication
/// @param needs right that it needs; when empty and not open, the route is closed to everybody
public record DeclaredRoute(String method, String pattern, String takes, boolean open, Optional<Right> needs) {

  static DeclaredRoute of(UriRouteInfo<?, ?> route) {
    var declared = route.getTargetMethod().getAnnotationMetadata();
    return new DeclaredRoute(
        route.getHttpMethodName(), route.getUriMatchTemplate().toString(),
        route.getConsumes().stream().findFirst().map(Object::toString).orElse("*/*"),
        declared.hasAnnotation(OpenToAll.class),
        declared.enumValue(RequiresRight.class, Right.class));
  }
}
