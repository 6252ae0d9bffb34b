import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/// Generates the jOOQ classes from the migrations: `JooqCodegen MIGRATIONS OUTPUT`.
/// A stamp of the migrations' digest makes a build without changed migrations skip the work.
public class JooqCodegen {
  public static void main(String[] args) throws Exception {
    Path migrations = Path.of(args[0]);
    Path output = Path.of(args[1]);
    Path stamp = output.resolve("migrations.sha256");
    String digest = digest(migrations);
    if (Files.exists(stamp) && Files.readString(stamp).equals(digest)) {
      return;
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      Flyway.configure()
          .dataSource(postgres.getPostgresDatabase())
          .locations("filesystem:" + migrations)
          .load()
          .migrate();
      GenerationTool.generate(configuration(postgres.getJdbcUrl("postgres", "postgres"), output));
    }
    Files.writeString(stamp, digest);
  }

  private static Configuration configuration(String url, Path output) {
    var instants =
        new ForcedType()
            .withName("INSTANT")
            .withIncludeTypes("(?i:timestamp\\ with\\ time\\ zone|timestamptz)");
    return new Configuration()
        .withLogging(Logging.WARN)
        .withJdbc(new Jdbc().withUrl(url))
        .withGenerator(
            new Generator()
                .withDatabase(
                    new Database()
                        .withName("org.jooq.meta.postgres.PostgresDatabase")
                        .withInputSchema("public")
                        .withOutputSchemaToDefault(true)
                        .withExcludes("flyway_schema_history|qrtz_.*")
                        .withForcedTypes(instants))
                .withGenerate(new Generate().withRecords(true).withPojos(false).withRoutines(false))
                .withTarget(
                    new Target().withPackageName("org.obzvon.jooq").withDirectory(output.toString())));
  }

  private static String digest(Path migrations) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    try (var files = Files.list(migrations)) {
      for (Path file : files.sorted().toList()) {
        sha.update(file.getFileName().toString().getBytes());
        sha.update(read(file));
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static byte[] read(Path file) throws IOException {
    return Files.readAllBytes(file);
  }
}
