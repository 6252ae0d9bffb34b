package org.obzvon.console.http;

import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;

/// A page: the call of a compiled template with its values. The compiler refuses values that do not fit the template:
/// `(html, hooks, view) -> JteratesGenerated.render(html, hooks, view, rates)`.
@FunctionalInterface
public interface TemplateCall {
  /// @param html escapes every value for the place in which it appears
  /// @param hooks null, for the pages have none
  void render(HtmlTemplateOutput html, HtmlInterceptor hooks, PageContext view);
}
