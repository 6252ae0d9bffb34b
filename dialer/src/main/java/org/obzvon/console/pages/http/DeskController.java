package org.obzvon.console.pages.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.obzvon.commands.FormFault;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.LiveStreams;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.jte.JtedeskGenerated;
import org.obzvon.desk.CommandReply;
import org.obzvon.desk.Desk;
import org.obzvon.desk.Disposition;
import org.obzvon.desk.OperatorWorkKind;
import org.obzvon.desk.ScreenPop;
import org.obzvon.desk.Seat;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Right;
import org.reactivestreams.Publisher;

/// The pages `/desk`: an operator's workplace. Operators see the debtor they work on and nobody else; every command
/// answers with the page in its new state.
@Controller("/desk")
final class DeskController {
  /// The earliest call-back that the form proposes, because nobody wants to be called back at once.
  private static final Duration SOON = Duration.ofHours(1);

  private final Optional<Desk> desk;
  private final LiveStreams streams;
  private final AuditLog log;
  private final Pages pages;
  private final InstantSource clock;

  DeskController(@Nullable Desk desk, LiveStreams streams, AuditLog log, Pages pages, InstantSource clock) {
    this.desk = Optional.ofNullable(desk);
    this.streams = streams;
    this.log = log;
    this.pages = pages;
    this.clock = clock;
  }

  @Get
  @RequiresRight(Right.TAKE_CALLS)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> place(HttpRequest<?> request) {
    return page(request, List.of());
  }

  private HttpResponse<?> page(HttpRequest<?> request, List<Problem> problems) {
    UUID me = AdmittedRequest.of(request).user().id();
    Optional<Seat> view = desk.flatMap(one -> one.view(me));
    List<Seat> others = desk.map(Desk::operators).orElse(List.of()).stream()
        .filter(one -> !one.operator().id().equals(me)).toList();
    Optional<String> callBack = view.flatMap(Seat::pop)
        .flatMap(pop -> desk.get().callBack(me, clock.instant().plus(SOON)).map(at -> local(at, pop)));
    return pages.answer(
        request,
        (html, hooks, reader) -> JtedeskGenerated.render(
            html, hooks, reader, desk.isPresent(), desk.filter(Desk::records).isPresent(), view, others, problems,
            clock.instant(), callBack),
        problems);
  }

  /// Returns a time as a field of the form takes it, in the debtor's time zone.
  private static String local(Instant at, ScreenPop pop) {
    ZoneId zone = pop.debtor().account().subscriber().place().zone().orElse(ZoneOffset.UTC);
    return LocalDateTime.ofInstant(at, zone).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  @Get("/events")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  @RequiresRight(Right.TAKE_CALLS)
  Publisher<Event<String>> events(HttpRequest<?> request) {
    return streams.of(DeskPageNotifier.of(AdmittedRequest.of(request).user().id()), request);
  }

  @Post("/{command}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RequiresRight(Right.TAKE_CALLS)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> command(HttpRequest<?> request, @PathVariable String command) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    if (desk.isEmpty()) {
      return page(request, List.of(new Problem("desk", 0, "", FormFault.NO_DESK.with())));
    }
    try {
      if (command.equals("dispose")) {
        return answered(request, disposed(desk.get(), visit));
      }
      return order(desk.get(), visit.user().id(), command, visit.form())
          .<HttpResponse<?>>map(order -> answered(request, noted(visit, command, order)))
          .orElseGet(FormAnswers::missing);
    } catch (BadInput bad) {
      return page(request, bad.problems());
    }
  }

  private HttpResponse<?> answered(HttpRequest<?> request, CommandReply reply) {
    return switch (reply) {
      case CommandReply.Done _ -> FormAnswers.to("/desk");
      case CommandReply.Refused(var why, var detail) ->
          page(
              request,
              List.of(new Problem(pages.view(request).named("reply", why), 0, "", detail)));
    };
  }

  /// Writes the audit entry before anything rings or falls silent; a refusal gets an entry of its own.
  private CommandReply noted(AdmittedRequest visit, String command, Supplier<CommandReply> order) {
    note(visit, command, details(visit, command));
    CommandReply reply = order.get();
    if (reply instanceof CommandReply.Refused(var why, _)) {
      note(visit, command + " refused", Map.of("why", why.name()));
    }
    return reply;
  }

  private void note(AdmittedRequest visit, String command, Map<String, String> details) {
    log.note(visit.actor(), AuditLog.Deed.of("desk " + command, "desk of " + visit.user().login(), details));
  }

  /// Returns the attempt of the call and, for a recording, on or off.
  private Map<String, String> details(AdmittedRequest visit, String command) {
    Map<String, String> details = new HashMap<>();
    desk.flatMap(one -> one.view(visit.user().id())).flatMap(Seat::pop).flatMap(ScreenPop::attempt)
        .ifPresent(attempt -> details.put("attempt", attempt.toString()));
    if (command.equals("record")) {
      details.put("recording", isOn(visit.form()) ? "on" : "off");
    }
    return details;
  }

  private static boolean isOn(Form form) {
    return form.line("on").equals("yes");
  }

  /// Reads the form and returns the action of the command; empty for an unknown command.
  private static Optional<Supplier<CommandReply>> order(Desk to, UUID me, String command, Form form) {
    Supplier<CommandReply> order = switch (command) {
      case "sign-on" -> with(form.oneOf("work", OperatorWorkKind.class), work -> to.signOn(me, work));
      case "sign-off" -> () -> to.signOff(me);
      case "pause" -> with(form.line("reason", 100), reason -> to.pause(me, reason));
      case "resume" -> () -> to.resume(me);
      case "next" -> () -> to.next(me);
      case "skip" -> () -> to.skip(me);
      case "dial" -> () -> to.dial(me);
      case "hang-up" -> () -> to.hangUp(me);
      case "hold" -> () -> to.hold(me);
      case "unhold" -> () -> to.unhold(me);
      case "record" -> with(isOn(form), on -> to.record(me, on));
      case "transfer" -> with(other(form), other -> to.transfer(me, other));
      default -> null;
    };
    return Optional.ofNullable(order);
  }

  private static <T> Supplier<CommandReply> with(T read, Function<T, CommandReply> order) {
    return () -> order.apply(read);
  }

  private static UUID other(Form form) {
    try {
      return UUID.fromString(form.line("to"));
    } catch (IllegalArgumentException _) {
      throw BadInput.of("to", FormFault.NO_CHOICE.with());
    }
  }

  /// Stores the disposition together with its audit entry.
  private CommandReply disposed(Desk to, AdmittedRequest visit) {
    UUID me = visit.user().id();
    Optional<ScreenPop> pop = to.view(me).flatMap(Seat::pop);
    Optional<String> written = visit.form().given("conversation");
    if (written.isPresent() && !written.equals(pop.map(one -> one.conversation().toString()))) {
      return CommandReply.refused(
          CommandReply.Why.WRITTEN); // the form was sent twice, or from a page that shows an earlier call
    }
    if (pop.isEmpty()) {
      return CommandReply.refused(CommandReply.Why.STATE);
    }
    Disposition said = DispositionForm.read(visit.form(), pop.get().debtor().account());
    Map<String, String> details = details(visit, "dispose");
    if (to.view(me).filter(Seat::isLate).isPresent()) {
      details.put("late", "yes");
    }
    return to.dispose(me, said, () -> note(visit, "dispose", details));
  }
}
