package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.obzvon.commands.ApiKeyUseCases;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.staff.Actor;
import org.obzvon.staff.ApiKeys;
import org.obzvon.staff.ApiKeyScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `api-key create|list|revoke`: manages the programs that may use the API, and their scopes.
@Command(name = "api-key", description = "Keys of programs that use the API under /api/v1.")
public final class ApiKeyCommand {
  private final Supplier<ApiKeyUseCases> keys;

  @Spec
  private CommandSpec spec;

  public ApiKeyCommand(Supplier<ApiKeyUseCases> keys) {
    this.keys = keys;
  }

  @Command(name = "create", description = "Makes a key. It is shown once and stored only as its SHA-256.")
  void create(
      @Parameters(paramLabel = "NAME", description = "Which program it is for.") String name,
      @Option(names = "--scopes", paramLabel = "SCOPE", required = true, split = ",",
          description = "registers:write, payments:write, campaigns:read, campaigns:write, contacts:read,"
              + " outcomes:read, suppressions:read, suppressions:write, tickets:read, tickets:write, comparison:read, webhooks:read,"
              + " webhooks:write") List<String> scopes) {
    Set<ApiKeyScope> granted = scopes.stream().map(ApiKeyCommand::scope).collect(Collectors.toSet());
    String key = keys.get().make(Actor.COMMAND_LINE, name, granted);
    line("key " + key);
    line("'" + name + "' may " + words(granted) + ". Keep the key; it is not shown again.");
    line("Use it as the header  Authorization: Bearer KEY");
  }

  private static ApiKeyScope scope(String word) {
    return ApiKeyScope.find(word.strip())
        .orElseThrow(
            () -> BadInput.of("--scopes", "'" + SafeText.terminal(word) + "' is none of " + ApiKeyScope.words()));
  }

  @Command(name = "list", description = "All keys, newest first.")
  void list() {
    for (ApiKeys.Key key : keys.get().all()) {
      String used = key.term().usedAt().map(at -> "last used " + at).orElse("never used");
      String revoked = key.term().revokedAt().map((Instant at) -> "  revoked " + at).orElse("");
      line(key.id() + "  " + key.name() + "  " + words(key.scopes()) + "  " + used + revoked);
    }
  }

  @Command(name = "revoke", description = "Ends a key at once.")
  void revoke(@Parameters(paramLabel = "ID", description = "Id as 'api-key list' shows it.") UUID id) {
    if (!keys.get().revoke(Actor.COMMAND_LINE, id)) {
      throw BadInput.of("ID", "no key in force has this id; 'dialer api-key list' names them");
    }
    line("revoked: " + id);
  }

  private static String words(Set<ApiKeyScope> scopes) {
    return scopes.stream().sorted().map(ApiKeyScope::word).collect(Collectors.joining(", "));
  }

  private void line(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(SafeText.terminal(text));
    out.flush();
  }
}
