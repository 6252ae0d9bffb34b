package org.obzvon.console.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.obzvon.commands.UploadFolder;
import org.obzvon.console.api.ApiQuery;
import org.obzvon.console.api.http.ImportViews.Rejection;
import org.obzvon.console.api.json.JsonImportRows;
import org.obzvon.console.api.json.JsonValue;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Finding;
import org.obzvon.register.Language;
import org.obzvon.register.ZoneNameParser;
import org.obzvon.register.csv.CsvFindingListReader;

/// The input of an import: the table and its settings. A JSON body contains both; with a table the query gives the
/// settings.
record ImportInput(UploadFolder folder, String source, boolean dryRun, Function<Finding, Rejection> place) {
  /// The name of a request's body in messages.
  static final String NAME = "body";

  private static final int MOST_ROWS = 100_000;
  private static final int LONGEST_SOURCE = 64;

  /// Reads the file and reports the rejected rows.
  interface Work<T> {
    T of(Path file, Rejections rejections);
  }

  interface Rejections {
    List<Rejection> of(Optional<Path> file);
  }

  /// @param folder contains the body of the request, and afterwards the table in its place
  static ImportInput of(HttpRequest<?> request, UploadFolder folder, Optional<String> source, boolean dryRun,
      String usual) {
    boolean json = request.getContentType().filter(type -> type.matches(MediaType.APPLICATION_JSON_TYPE)).isPresent();
    if (!json) {
      return new ImportInput(folder, checked(source.orElse(usual)), dryRun, Rejection::ofTable);
    }
    JsonImportRows.Beside beside = folder.convert((body, table) -> JsonImportRows.table(body, table, MOST_ROWS));
    String told = beside.source().map(value -> value.text(LONGEST_SOURCE)).or(() -> source).orElse(usual);
    boolean dry = beside.dryRun().map(JsonValue::flag).orElse(dryRun);
    return new ImportInput(folder, checked(told), dry, Rejection::ofJson);
  }

  private static String checked(String source) {
    if (source.isBlank() || source.length() > LONGEST_SOURCE) {
      throw BadInput.of("source", "must be a name of 1 to " + LONGEST_SOURCE + " characters");
    }
    return source;
  }

  static byte[] bytes(byte[] body) {
    return body == null ? new byte[0] : body;
  }

  /// Returns the text of a body.
  static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException _) {
      throw BadInput.of(NAME, "must be UTF-8");
    }
  }

  <T> T read(Work<T> work) {
    try {
      return work.of(folder.file(), list -> list.map(this::findings).orElse(List.of()).stream().map(place).toList());
    } catch (BadInput bad) {
      throw folder.named(Files.exists(folder.rejected()) ? nothingTaken(findings(folder.rejected())) : bad, NAME);
    }
  }

  private List<Finding> findings(Path list) {
    return new CsvFindingListReader().first(list, ImportViews.MOST_REJECTIONS);
  }

  /// Returns an error with the reasons of the rejections, for an import that rejected every row.
  private BadInput nothingTaken(List<Finding> findings) {
    return new BadInput(
        findings.stream()
            .map(
                finding -> {
                  Rejection rejection = place.apply(finding);
                  String where = rejection.row().isPresent()
                      ? "rows[" + rejection.row().getAsInt() + "]." + finding.column()
                      : finding.column();
                  return new Problem(NAME, rejection.line().orElse(0), where, finding.reason());
                })
            .toList());
  }

  // --- defaults for rows without a value

  static Optional<ZoneId> zone(ApiQuery query) {
    return query.text("zone")
        .map(id -> ZoneNameParser.find(id).orElseThrow(() -> bad("zone", "a zone such as Europe/Moscow")));
  }

  static Optional<Language> language(ApiQuery query) {
    return query.text("language")
        .map(
            tag -> Arrays.stream(Language.values())
                .filter(language -> language.tag().equals(tag))
                .findFirst()
                .orElseThrow(() -> bad("language", "ru, ro or en")));
  }

  static Optional<Currency> currency(ApiQuery query) {
    try {
      return query.text("currency").map(Currency::getInstance);
    } catch (IllegalArgumentException _) {
      throw bad("currency", "a currency such as RUB, MDL or EUR");
    }
  }

  static Optional<String> region(ApiQuery query) {
    Optional<String> region = query.text("region");
    if (region.isPresent() && !Set.of(Locale.getISOCountries()).contains(region.get())) {
      throw bad("region", "a country such as RU, MD or RO");
    }
    return region;
  }

  private static BadInput bad(String name, String wanted) {
    return new BadInput(new Problem("query", 0, name, "must be " + wanted));
  }
}
