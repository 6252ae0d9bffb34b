package org.obzvon.console.api.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.obzvon.console.api.ApiQuery;
import org.obzvon.console.api.IdempotentAnswers;
import org.obzvon.console.api.IdempotentAnswers.Asked;
import org.obzvon.console.api.IdempotentAnswers.Turn;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.api.StorableText;
import org.obzvon.console.api.json.JsonBody;
import org.obzvon.console.api.json.ProblemJson;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.staff.AuditLog.Deed;
import org.obzvon.staff.Caller;

/// The common steps of every API route: limits the requests of a key, checks the query, writes the answer, and carries
/// out a request with an idempotency key only once.
@Singleton
final class ApiRequests {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final int LONGEST_KEY = 100;
  private static final String JSON = "application/json";

  private final ApiSteps.Keeping keeping;

  ApiRequests(ApiSteps steps) {
    this.keeping = steps.keeping();
  }

  /// @param known names that may appear in the query
  HttpResponse<?> read(HttpRequest<?> request, Set<String> known, Function<ApiQuery, ApiReply> work) {
    return answer(work.apply(query(request, known)));
  }

  /// The body of a request, which can be read any number of times.
  interface Content {
    InputStream open() throws IOException;
  }

  HttpResponse<?> change(HttpRequest<?> request, byte[] body, Set<String> known, Function<ApiQuery, ApiReply> work) {
    return change(request, () -> new ByteArrayInputStream(body), known, work);
  }

  HttpResponse<?> change(HttpRequest<?> request, Content body, Set<String> known, Function<ApiQuery, ApiReply> work) {
    ApiQuery query = query(request, known);
    Optional<String> given = Optional.ofNullable(request.getHeaders().get(IDEMPOTENCY_KEY));
    return given.isEmpty()
        ? answer(work.apply(query))
        : once(asked(request, given.get(), body), () -> work.apply(query));
  }

  /// Carries out a command that its address describes in full: a body may be left out or be an empty object.
  HttpResponse<?> command(HttpRequest<?> request, @Nullable byte[] body, Supplier<ApiReply> work) {
    byte[] given = ImportInput.bytes(body);
    return change(
        request, given, Set.of(),
        _ -> {
          if (given.length > 0) {
            JsonBody.read(given).only();
          }
          return work.get();
        });
  }

  void note(HttpRequest<?> request, Deed deed) {
    keeping.log().note(AdmittedRequest.of(request).actor(), deed);
  }

  private static ApiQuery query(HttpRequest<?> request, Set<String> known) {
    Map<String, List<String>> given = request.getParameters().asMap();
    return ApiQuery.of(given, known);
  }

  private static Asked asked(HttpRequest<?> request, String key, Content body) {
    if (key.isBlank() || StorableText.fault(key, LONGEST_KEY).isPresent()) {
      throw BadInput.of(IDEMPOTENCY_KEY, "must be 1 to " + LONGEST_KEY + " plain characters, such as a UUID");
    }
    if (!(AdmittedRequest.of(request).caller() instanceof Caller.Program program)) {
      throw BadInput.of(IDEMPOTENCY_KEY, "is for programs with an API key");
    }
    try (InputStream bytes = body.open()) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String head = request.getMethod() + " " + request.getUri() + "\n";
      sha.update(head.getBytes(StandardCharsets.UTF_8));
      DigestInputStream read = new DigestInputStream(bytes, sha);
      read.transferTo(OutputStream.nullOutputStream());
      return new Asked(program.key(), key, sha.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<?> once(Asked asked, Supplier<ApiReply> work) {
    return switch (keeping.answers().begin(asked)) {
      case Turn.Again(var answer) -> response(answer).header(REPLAYED, "true");
      case Turn.InWork _ ->
          throw Refusal.conflict("a request with this idempotency key is being carried out; ask again in a moment");
      case Turn.OtherRequest _ ->
          throw new Refusal(
              Refusal.Kind.OTHER_REQUEST, "this idempotency key was used for another request; take a new one");
      case Turn.First _ -> first(asked, work);
    };
  }

  /// Keeps refusals like answers, because the same request would be refused again.
  private HttpResponse<?> first(Asked asked, Supplier<ApiReply> work) {
    boolean kept = false;
    try {
      IdempotentAnswers.Answer answer;
      IdempotentAnswers.Answer repeated;
      try {
        ApiReply reply = work.get();
        answer = answer(reply, reply.body());
        repeated = answer(reply, reply.repeated());
      } catch (BadInput bad) {
        answer = repeated = problem(HttpStatus.BAD_REQUEST, "", bad.problems());
      } catch (Refusal refusal) {
        answer = repeated = problem(ApiErrors.status(refusal), refusal.getMessage(), List.of());
      }
      keeping.answers().keep(asked, repeated);
      kept = true;
      return response(answer);
    } finally {
      if (!kept) {
        keeping.answers().forget(asked);
      }
    }
  }

  private static IdempotentAnswers.Answer problem(HttpStatus status, String detail, List<Problem> problems) {
    return new IdempotentAnswers.Answer(
        status.getCode(), ProblemJson.TYPE, ProblemJson.write(status.getCode(), status.getReason(), detail, problems));
  }

  private static HttpResponse<?> answer(ApiReply reply) {
    return response(answer(reply, reply.body()));
  }

  private static IdempotentAnswers.Answer answer(ApiReply reply, byte[] body) {
    return new IdempotentAnswers.Answer(reply.status(), JSON, body);
  }

  private static MutableHttpResponse<byte[]> response(IdempotentAnswers.Answer answer) {
    return HttpResponse.<byte[]>status(HttpStatus.valueOf(answer.status()))
        .contentType(answer.contentType())
        .body(answer.body());
  }
}
