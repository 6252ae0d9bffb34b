package org.obzvon.console.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.obzvon.document.SafeText;

/// Returns the page that refuses a form, with the sent values in that form. All forms of the console use it, so that no
/// page has to remember its fields. Passwords, files and hidden fields are never put back.
final class RefusedFormPage {
  private static final Set<String> LEFT_ALONE = Set.of("hidden", "password", "file", "submit", "button", "reset",
      "image");

  private RefusedFormPage() {}

  /// @param address address to which the form is sent; forms of the page with another one stay unchanged
  static String filled(String page, String address, Form sent) {
    Document document = Jsoup.parse(page);
    // These entities escape '<' in attributes, too.
    document.outputSettings().prettyPrint(false).escapeMode(Entities.EscapeMode.xhtml);
    for (Element form : document.select("form[action]")) {
      if (form.attr("action").equals(address)) {
        fill(form, sent);
      }
    }
    return document.outerHtml();
  }

  private static void fill(Element form, Form sent) {
    Map<String, Integer> seen = new HashMap<>();
    for (Element field : form.select("input[name], textarea[name], select[name]")) {
      String name = field.attr("name");
      String type = field.attr("type");
      if (LEFT_ALONE.contains(type)) {
        continue;
      }
      List<String> values = sent.all(name);
      if (type.equals("checkbox") || type.equals("radio")) {
        String value = field.hasAttr("value") ? field.attr("value") : "on";
        field.attr("checked", values.contains(value));
      } else if (!values.isEmpty()) {
        write(field, SafeText.lines(values.get(Math.min(seen.merge(name, 1, Integer::sum), values.size()) - 1)));
      }
      if (!values.isEmpty()) {
        field.parents().stream().filter(around -> around.normalName().equals("details"))
            .forEach(around -> around.attr("open", ""));
      }
    }
  }

  private static void write(Element field, String value) {
    switch (field.normalName()) {
      case "select" -> choose(field, value);
      // A browser drops the first line end of a text area.
      case "textarea" -> field.text(value.startsWith("\n") ? "\n" + value : value);
      default -> field.attr("value", value);
    }
  }

  private static void choose(Element select, String value) {
    List<Element> options = select.select("option");
    boolean known = options.stream().anyMatch(option -> valueOf(option).equals(value));
    if (known) {
      options.forEach(option -> option.attr("selected", valueOf(option).equals(value)));
    }
  }

  private static String valueOf(Element option) {
    return option.hasAttr("value") ? option.attr("value") : option.text();
  }
}
