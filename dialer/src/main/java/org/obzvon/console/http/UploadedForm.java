package org.obzvon.console.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.obzvon.console.FormFault;
import org.obzvon.document.BadInput;
import org.obzvon.staff.Caller;
import org.obzvon.staff.Tokens;

/// A form with one file that came in one request, from a browser without scripts.
///
/// @param file its name, as its sender calls it
public record UploadedForm(Form fields, String file) {
  private static final String CSRF = "csrf";
  private static final int LONGEST_FIELD = 512 * 1024;

  /// @param largest file in bytes
  /// @param to takes the file as it comes
  /// @throws BadInput when there is not exactly one file
  /// @throws HttpStatusException when the session's token does not stand before the file, or the file is too large
  /// @throws UncheckedIOException when the form ends in its middle
  public static UploadedForm read(HttpRequest<?> request, InputStream body, long largest, Consumer<InputStream> to) {
    boolean[] proven = {isToken(request, request.getHeaders().get("X-Csrf-Token"))};
    try {
      return read(request, body, new CheckedFile(largest, to, proven));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BadInput bad) {
      if (!proven[0]) {
        throw new HttpStatusException(HttpStatus.FORBIDDEN, ""); // who has not shown the token is told nothing else
      }
      throw bad;
    }
  }

  private record CheckedFile(long largest, Consumer<InputStream> to, boolean[] proven) {}

  private static UploadedForm read(HttpRequest<?> request, InputStream body, CheckedFile target) throws IOException {
    Multipart form = Multipart.of(request.getContentType().map(Object::toString).orElse(""), body);
    Map<String, List<String>> fields = new LinkedHashMap<>();
    String file = "";
    for (Optional<Multipart.Part> part = form.next(); part.isPresent(); part = form.next()) {
      if (part.get().file().isEmpty()) {
        fields.computeIfAbsent(part.get().name(), _ -> new ArrayList<>()).add(part.get().text(LONGEST_FIELD));
        continue;
      }
      target.proven()[0] |= isToken(request, fields.getOrDefault(CSRF, List.of("")).getFirst());
      if (!target.proven()[0]) {
        throw new HttpStatusException(HttpStatus.FORBIDDEN, "");
      }
      if (!file.isEmpty() || part.get().file().get().isBlank()) {
        throw BadInput.of("file", FormFault.NO_FILE.with());
      }
      file = part.get().file().get();
      target.to().accept(new CountedStream(part.get().content(), target.largest()));
    }
    if (file.isEmpty()) {
      throw BadInput.of("file", FormFault.NO_FILE.with());
    }
    return new UploadedForm(Form.of(fields), file);
  }

  /// A program has no session that another site's page could use.
  private static boolean isToken(HttpRequest<?> request, String token) {
    return !(Visit.of(request).caller() instanceof Caller.Person person)
        || token != null && Tokens.same(token, person.session().csrf());
  }
}
