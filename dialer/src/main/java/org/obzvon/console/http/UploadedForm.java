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
import org.obzvon.commands.FormFault;
import org.obzvon.document.BadInput;
import org.obzvon.staff.Caller;
import org.obzvon.staff.Tokens;

/// A form with one file that came in one request, from a browser without scripts.
///
/// @param file name of the file as its sender calls it
public record UploadedForm(Form fields, String file) {
  private static final String CSRF = "csrf";
  private static final int LONGEST_FIELD = 512 * 1024;

  /// @param largest maximum size of the file in bytes
  /// @param to takes the file as it arrives
  /// @throws BadInput when there is not exactly one file
  /// @throws HttpStatusException when the session's token does not come before the file, or the file is too large
  /// @throws UncheckedIOException when the form ends in the middle
  public static UploadedForm read(HttpRequest<?> request, InputStream body, long largest, Consumer<InputStream> to) {
    Reading reading = new Reading(request, largest, to);
    try {
      return reading.read(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BadInput bad) {
      if (!reading.proven) {
        throw new HttpStatusException(HttpStatus.FORBIDDEN, ""); // without the token the sender learns nothing else
      }
      throw bad;
    }
  }

  /// Reads one form and remembers if the session's token came.
  private static final class Reading {
    private final HttpRequest<?> request;
    private final long largest;
    private final Consumer<InputStream> to;
    private boolean proven;

    Reading(HttpRequest<?> request, long largest, Consumer<InputStream> to) {
      this.request = request;
      this.largest = largest;
      this.to = to;
      this.proven = isToken(request, request.getHeaders().get("X-Csrf-Token"));
    }

    UploadedForm read(InputStream body) throws IOException {
      Multipart form = Multipart.of(request.getContentType().map(Object::toString).orElse(""), body);
      Map<String, List<String>> fields = new LinkedHashMap<>();
      String file = "";
      for (Optional<Multipart.Part> part = form.next(); part.isPresent(); part = form.next()) {
        if (part.get().file().isEmpty()) {
          fields.computeIfAbsent(part.get().name(), _ -> new ArrayList<>()).add(part.get().text(LONGEST_FIELD));
          continue;
        }
        proven |= isToken(request, fields.getOrDefault(CSRF, List.of("")).getFirst());
        if (!proven) {
          throw new HttpStatusException(HttpStatus.FORBIDDEN, "");
        }
        if (!file.isEmpty() || part.get().file().get().isBlank()) {
          throw BadInput.of("file", FormFault.NO_FILE.with());
        }
        file = part.get().file().get();
        to.accept(new CountedStream(part.get().content(), largest));
      }
      if (file.isEmpty()) {
        throw BadInput.of("file", FormFault.NO_FILE.with());
      }
      return new UploadedForm(Form.of(fields), file);
    }
  }

  /// Returns true for a program, too: it has no session that another site's page could use.
  private static boolean isToken(HttpRequest<?> request, String token) {
    return !(AdmittedRequest.of(request).caller() instanceof Caller.Person person)
        || token != null && Tokens.same(token, person.session().csrf());
  }
}
