package org.obzvon.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Tests the table of packages: which package may import which, and where a library's name may appear.
class ArchitectureTest {
  private static final String ROOT = "org.obzvon.";
  /// A row of the table in `ARCHITECTURE.md`: package, what lives there, what it may import.
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| [^|]+ \\| ([a-z, –]+) \\|");
  /// A link to a file in a Markdown document, without the part after `#`.
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
  private static final JavaClasses CODE = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("org.obzvon");

  /// The packages that every other one may import.
  private static final Set<String> LEAVES = Set.of("document", "background");

  /// Package → packages of ours it may import, besides the leaves and itself.
  private static final Map<String, Set<String>> MAY_IMPORT = table();

  private static Map<String, Set<String>> table() {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    table.put("document", Set.of());
    table.put("background", Set.of());
    table.put("register", Set.of());
    table.put("backup", Set.of("register"));
    table.put("contact", Set.of("register"));
    table.put("campaign", Set.of("register", "contact"));
    table.put("policy", Set.of("register", "contact"));
    // A reason may add a suppression.
    table.put("reason", Set.of("register", "contact", "policy"));
    table.put("queue", Set.of("register", "campaign", "contact", "policy"));
    table.put("schedule", Set.of("register", "campaign", "contact", "policy", "queue"));
    table.put("call", Set.of("register", "contact"));
    table.put("desk", Set.of("register", "contact", "call", "policy"));
    table.put("sms", Set.of("register", "contact"));
    table.put("payment", Set.of("register", "campaign", "contact"));
    table.put("comparison", Set.of("register", "campaign", "contact", "payment"));
    table.put("rehearsal", Set.of("register", "contact"));
    table.put("webhook", Set.of("register", "contact"));
    table.put("alert", Set.of("register"));
    table.put("staff", Set.of("register"));
    table.put("person", Set.of("register", "contact"));
    table.put(
        "commands",
        Set.of("register", "backup", "campaign", "contact", "policy", "queue", "schedule", "call", "desk", "sms",
            "payment", "comparison", "reason", "staff", "webhook", "alert", "person"));
    table.put("console", and(table.get("commands"), "commands", "rehearsal"));
    table.put("config", and(table.get("console"), "console"));
    table.put("app", and(table.get("config"), "config"));
    return table;
  }

  private static Set<String> and(Set<String> packages, String... more) {
    return Stream.concat(packages.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  /// Edge (last segment of the package, or two of them) → package prefix of the library that only it may import.
  private static final Map<String, List<String>> EDGES = Map.ofEntries(
      Map.entry("jooq", List.of("org.jooq..", "org.obzvon.jooq..")),
      Map.entry("ami", List.of("org.asteriskjava..")),
      Map.entry("csv", List.of("de.siegmar.fastcsv..", "com.google.i18n.phonenumbers..")),
      Map.entry("quartz", List.of("org.quartz..")),
      Map.entry("cli", List.of("picocli..", "me.tongfei..")),
      Map.entry("http", List.of("io.micronaut..", "org.jsoup..")),
      Map.entry("http|jte", List.of("gg.jte..")),
      Map.entry("nbvcxz", List.of("me.gosimple..")),
      Map.entry("argon2", List.of("com.password4j..")),
      Map.entry("icu", List.of("com.ibm.icu..")),
      Map.entry("jollyday", List.of("de.focus_shift..")),
      Map.entry("twilio", List.of("com.twilio..")),
      Map.entry("smpp|smsc", List.of("org.jsmpp..")),
      Map.entry("smtp", List.of("jakarta.mail..", "org.eclipse.angus..")),
      Map.entry("yaml", List.of("org.snakeyaml..")));

  /// Netty has three edges: the conversation with Asterisk, the simulated exchange, and the connections of the console.
  @Test
  void only_the_three_protocol_edges_know_netty() {
    noClasses()
        .that().resideOutsideOfPackages(
            "org.obzvon.call.fastagi..", "org.obzvon.rehearsal.exchange..", "org.obzvon.console.http")
        .should().dependOnClassesThat().resideInAnyPackage("io.netty..")
        .check(CODE);
  }

  @TestFactory
  List<DynamicTest> a_package_imports_only_what_the_table_allows() {
    return MAY_IMPORT.entrySet().stream()
        .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> imports_only(row.getKey(), row.getValue())))
        .toList();
  }

  private static void imports_only(String name, Set<String> allowed) {
    DescribedPredicate<JavaClass> foreign = DescribedPredicate.describe(
        "packages that the table does not allow to " + name,
        type -> isOurs(type) && !step(type).equals(name) && !LEAVES.contains(step(type))
            && !step(type).equals("jooq") && !allowed.contains(step(type)));
    noClasses().that().resideInAPackage(ROOT + name + "..").should().dependOnClassesThat(foreign)
        .allowEmptyShould(true).check(CODE);
  }

  @Test
  void every_package_stands_in_the_table() {
    Set<String> steps = new java.util.TreeSet<>();
    CODE.forEach(type -> steps.add(step(type)));
    steps.removeAll(Set.of("", "jooq"));
    assertThat(MAY_IMPORT.keySet()).containsAll(steps);
  }

  @Test
  void the_document_shows_the_same_table() throws IOException {
    Path document = Path.of(System.getProperty("project.root", ".."), "ARCHITECTURE.md");
    Map<String, Set<String>> shown = new LinkedHashMap<>();
    for (String line : Files.readAllLines(document)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        shown.put(row.group(1), row.group(2).equals("–") ? Set.of() : Set.of(row.group(2).split(", ")));
      }
    }
    assertThat(shown).isEqualTo(MAY_IMPORT);
  }

  @Test
  void every_link_of_a_document_leads_to_a_file() throws IOException {
    Path root = Path.of(System.getProperty("project.root", ".."));
    List<String> broken = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root, 2)) {
      for (Path document : files.filter(file -> file.toString().endsWith(".md")).toList()) {
        Matcher link = LINK.matcher(Files.readString(document));
        while (link.find()) {
          if (!link.group(1).contains(":") && !Files.exists(document.resolveSibling(link.group(1)).normalize())) {
            broken.add(root.relativize(document) + " -> " + link.group(1));
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @TestFactory
  List<DynamicTest> a_library_is_imported_only_by_its_edge() {
    return EDGES.entrySet().stream()
        .map(edge -> DynamicTest.dynamicTest(edge.getKey(), () -> only_at_the_edge(edge.getKey(), edge.getValue())))
        .toList();
  }

  private static void only_at_the_edge(String edge, List<String> libraries) {
    noClasses()
        .that(DescribedPredicate.describe(
            "are neither in a package ." + edge + " nor the wiring",
            type -> !isWiring(type)
                && !type.getPackageName().startsWith("org.obzvon.jooq")
                && Arrays.stream(edge.split("\\|")).noneMatch(one -> type.getPackageName().endsWith("." + one))))
        .should().dependOnClassesThat().resideInAnyPackage(libraries.toArray(String[]::new))
        .allowEmptyShould(true).check(CODE);
  }

  @Test
  void packages_do_not_go_round_in_circles() {
    slices().matching("org.obzvon.(*)..").should().beFreeOfCycles().check(CODE);
  }

  /// A clock that half works is worse than none, so the only clock is the one passed in.
  @Test
  void nobody_asks_the_machine_for_the_time() {
    List<Class<?>> times = List.of(Instant.class, LocalDate.class, LocalDateTime.class, ZonedDateTime.class,
        OffsetDateTime.class);
    noClasses()
        .that().resideOutsideOfPackages("org.obzvon.app..", "org.obzvon.jooq..")
        .should().callMethodWhere(
            DescribedPredicate.describe(
                "reads the machine's clock",
                (JavaMethodCall call) -> {
                  boolean now = call.getTarget().getName().equals("now")
                      && times.stream().anyMatch(time -> call.getTargetOwner().isEquivalentTo(time));
                  boolean system = call.getTargetOwner().isEquivalentTo(Clock.class)
                      && call.getTarget().getName().startsWith("system");
                  boolean millis = call.getTargetOwner().isEquivalentTo(System.class)
                      && call.getTarget().getName().equals("currentTimeMillis");
                  return now || system || millis;
                }))
        .check(CODE);
  }

  /// A step speaks to the store through its own ports; only the composition root knows who implements them.
  @Test
  void no_step_imports_its_own_or_another_steps_store() {
    noClasses()
        .that().resideOutsideOfPackages("org.obzvon.app..", "..jooq..")
        .should().dependOnClassesThat().resideInAPackage("org.obzvon.(*)..jooq..")
        .check(CODE);
  }

  private static boolean isWiring(JavaClass type) {
    return Set.of("app", "config").contains(step(type));
  }

  @Test
  void the_root_package_holds_the_entry_point_alone() {
    assertThat(CODE.stream().filter(type -> type.getPackageName().equals("org.obzvon")).map(JavaClass::getSimpleName))
        .containsExactly("Main");
  }

  @Test
  void no_two_types_have_the_same_simple_name() {
    Map<String, List<String>> names = CODE.stream()
        .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info")
            && !type.getName().contains("$"))
        .filter(type -> !type.getPackageName().startsWith("org.obzvon.jooq")
            && !type.getPackageName().endsWith(".jte"))
        .collect(Collectors.groupingBy(JavaClass::getSimpleName,
            Collectors.mapping(JavaClass::getName, Collectors.toList())));
    assertThat(names.values().stream().filter(same -> same.size() > 1)).isEmpty();
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith("org.obzvon");
  }

  private static String step(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT)) {
      return "";
    }
    String rest = name.substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
