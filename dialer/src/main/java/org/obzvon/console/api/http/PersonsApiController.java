package org.obzvon.console.api.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.obzvon.commands.PersonUseCases;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.api.StorableText;
import org.obzvon.console.api.json.JsonBody;
import org.obzvon.console.api.json.JsonValue;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.document.BadInput;
import org.obzvon.person.Person;
import org.obzvon.staff.Right;

/// The routes that export and erase everything stored about one person.
@Controller("/api/v1/persons/{number}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PersonsApiController {
  private static final int LONGEST = 64;
  private static final Pattern TELEPHONE = Pattern.compile("[1-9]\\d{6,14}");

  private final ApiRequests desk;
  private final PersonUseCases persons;

  PersonsApiController(ApiRequests desk, ApiSteps steps) {
    this.desk = desk;
    this.persons = steps.persons();
  }

  @Get
  @RequiresRight(Right.EXPORT_PERSON)
  HttpResponse<?> export(HttpRequest<?> request, @PathVariable String number) {
    return desk.read(
        request, Set.of(), _ -> ApiReply.ok(persons.export(AdmittedRequest.of(request).actor(), found(number))));
  }

  /// Erases the person on `{"confirm": true}`; without it, or without a body, only returns what an erase would remove.
  @Post("/erase")
  @Consumes(MediaType.ALL)
  @RequiresRight(Right.ERASE_PERSON)
  HttpResponse<?> erase(HttpRequest<?> request, @PathVariable String number, @Nullable @Body byte[] body) {
    byte[] given = ImportInput.bytes(body);
    return desk.change(
        request, given, Set.of(),
        _ -> {
          boolean confirmed = given.length > 0
              && JsonBody.read(given).only("confirm").find("confirm").map(JsonValue::flag)
                  .orElse(false);
          Person person = found(number);
          if (!confirmed) {
            return ApiReply.ok(persons.preview(person));
          }
          try {
            return ApiReply.ok(persons.erase(AdmittedRequest.of(request).actor(), person));
          } catch (BadInput underWay) {
            throw Refusal.conflict(underWay.getMessage());
          }
        });
  }

  /// Finds the person by the digits of a phone number, because the framework finds no route to an address with a plus.
  private Person found(String number) {
    return Optional.of(number)
        .filter(text -> StorableText.fault(text, LONGEST).isEmpty())
        .flatMap(text -> persons.find(text)
            .or(() -> TELEPHONE.matcher(text).matches() ? persons.find("+" + text) : Optional.empty()))
        .orElseThrow(() -> Refusal.missing("nothing is stored about this account or telephone"));
  }
}
