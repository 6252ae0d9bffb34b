package org.obzvon.sms.yaml;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.http.Provider;
import org.obzvon.sms.http.Provider.Place;

/// Reads the file that describes an HTTP provider; `deploy/examples/sms-provider.yaml` explains every key.
public final class YamlProvider {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
  private static final Set<String> KNOWN = Set.of("to", "to-digits", "text", "sender", "id", "remote-id",
      "validity-minutes", "user", "password");

  private YamlProvider() {}

  public static Provider read(YamlNode root) {
    root.only("send", "answer", "status", "report", "inbound");
    YamlNode answer = root.get("answer").only("id", "error", "errors");
    return new Provider(
        request(root.get("send").only("method", "url", "form", "headers", "fields")),
        new Provider.Answer(place(answer.get("id")), answer.find("error").map(YamlProvider::place),
            fates(answer, "errors")),
        root.find("status").map(YamlProvider::status),
        root.find("report").map(YamlProvider::report),
        root.find("inbound").map(YamlProvider::inbound));
  }

  private static Provider.Request request(YamlNode node) {
    YamlNode method = node.get("method");
    if (!Set.of("GET", "POST").contains(method.text())) {
      throw method.bad("must be GET or POST");
    }
    YamlNode url = node.get("url");
    if (!url.text().matches("https?://\\S+")) {
      throw url.bad("must be an address such as https://api.provider.md/send");
    }
    variables(url);
    return new Provider.Request(
        method.text(), url.text(), node.get("form").oneOf(Provider.Form.class), texts(node, "headers"),
        texts(node, "fields"));
  }

  private static Map<String, String> texts(YamlNode node, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.find(key)
        .ifPresent(
            all -> all.children()
                .forEach(
                    (name, value) -> {
                      variables(value);
                      texts.put(name, value.text());
                    }));
    return texts;
  }

  private static void variables(YamlNode node) {
    VARIABLE.matcher(node.text()).results().map(found -> found.group(1)).filter(name -> !KNOWN.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw node.bad("names the unknown variable '" + name + "'; known: "
                  + String.join(", ", KNOWN.stream().sorted().toList()));
            });
  }

  private static Place place(YamlNode node) {
    if (node.text().startsWith("/")) {
      return new Place.Pointer(node.text());
    }
    try {
      Pattern pattern = Pattern.compile(node.text());
      if (pattern.matcher("").groupCount() == 1) {
        return new Place.Matched(pattern);
      }
    } catch (PatternSyntaxException _) {
      // It is reported below together with patterns of another shape.
    }
    throw node.bad("must be a JSON pointer such as /messages/0/id, or a regular expression with one group");
  }

  private static Map<String, DeliveryStatus> fates(YamlNode node, String key) {
    Map<String, DeliveryStatus> fates = new LinkedHashMap<>();
    node.find(key)
        .ifPresent(all -> all.children().forEach((code, fate) -> fates.put(code, fate.oneOf(DeliveryStatus.class))));
    return fates;
  }

  private static Provider.Status status(YamlNode node) {
    node.only("method", "url", "form", "headers", "fields", "state", "states");
    return new Provider.Status(request(node), place(node.get("state")), fates(node, "states"));
  }

  private static Provider.Report report(YamlNode node) {
    node.only("secret", "id", "ours", "state", "states");
    return new Provider.Report(
        node.get("secret").text(), node.get("id").text(), node.find("ours").map(YamlNode::text),
        node.get("state").text(),
        fates(node, "states"));
  }

  private static Provider.Inbound inbound(YamlNode node) {
    node.only("id", "from", "to", "text", "charset");
    return new Provider.Inbound(
        node.get("id").text(), node.get("from").text(), node.get("to").text(), node.get("text").text(),
        node.find("charset").map(YamlProvider::charset).orElse(StandardCharsets.UTF_8));
  }

  private static Charset charset(YamlNode node) {
    try {
      return Charset.forName(node.text());
    } catch (IllegalArgumentException _) {
      throw node.bad("must be a character set such as UTF-8, windows-1251 or KOI8-R");
    }
  }
}
