package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/// Tests the names of test classes. The build finds a test by its class's name: a wrong name means a test that nobody
/// runs, or a test of the rig that runs beside another one.
class TestNamesTest {
  private static final JavaClasses FIXTURES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
      .importPackages("org.obzvon");

  private static final List<JavaClass> CLASSES_WITH_TESTS = FIXTURES.stream()
      .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
      .filter(type -> type.getAllMethods().stream().anyMatch(method -> method.isMetaAnnotatedWith(Testable.class)))
      .toList();

  @Test
  void every_class_with_tests_has_a_name_that_the_build_looks_for() {
    assertThat(CLASSES_WITH_TESTS).hasSizeGreaterThan(200);
    assertThat(CLASSES_WITH_TESTS.stream().map(TestNamesTest::outermost).filter(name -> !isLookedFor(name))).isEmpty();
  }

  @Test
  void the_tests_of_the_rig_and_no_others_are_called_rig_test() {
    assertThat(CLASSES_WITH_TESTS.stream().filter(TestNamesTest::needsRig).map(TestNamesTest::outermost))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("Rig") || name.endsWith("Bench"));
    assertThat(CLASSES_WITH_TESTS.stream().filter(type -> !needsRig(type)).map(TestNamesTest::outermost))
        .noneMatch(name -> name.startsWith("Rig"));
  }

  /// jqwik knows its own tags only: a class with properties needs `net.jqwik.api.Tag`.
  @Test
  void properties_carry_the_tags_of_their_own_engine() {
    assertThat(CLASSES_WITH_TESTS.stream()
        .filter(type -> type.getAllMethods().stream().anyMatch(method -> method.isAnnotatedWith(Property.class)))
        .filter(type -> type.isAnnotatedWith(Tag.class))
        .map(JavaClass::getName))
        .isEmpty();
  }

  /// The types that take a test out of `mvn test`: database, another process, HTTP server, browser, mock server. Other
  /// slow tests carry the tag by themselves.
  private static final Set<String> SLOW_PARTS = Set.of(
      "org.obzvon.fixture.TestStore", "org.obzvon.app.EmbeddedServer", "org.obzvon.app.Store",
      "org.obzvon.console.http.HttpConsole", "org.jooq.DSLContext", "javax.sql.DataSource",
      "java.lang.ProcessBuilder", "com.microsoft.playwright.Playwright",
      "com.github.tomakehurst.wiremock.WireMockServer");

  @Test
  void tests_that_need_a_database_another_process_or_a_server_are_tagged_slow() {
    Set<JavaClass> untagged = new HashSet<>();
    for (JavaClass type : CLASSES_WITH_TESTS) {
      if (!isTagged(type) && reaches(type, new HashSet<>())) {
        untagged.add(type);
      }
    }
    assertThat(untagged.stream().map(JavaClass::getName)).as("need @Tag(\"slow\")").isEmpty();
  }

  private static boolean isTagged(JavaClass type) {
    return hasTag(type, "slow") || hasTag(type, "rig") || hasTag(type, "bench")
        || type.getSimpleName().endsWith("Bench")
        || type.getEnclosingClass().filter(TestNamesTest::isTagged).isPresent();
  }

  /// Returns whether the class uses one of the slow parts, itself or through fixtures, but not through the product.
  private static boolean reaches(JavaClass type, Set<JavaClass> seen) {
    if (!seen.add(type)) {
      return false;
    }
    for (var dependency : type.getDirectDependenciesFromSelf()) {
      JavaClass target = dependency.getTargetClass().getBaseComponentType();
      if (SLOW_PARTS.contains(target.getName()) || FIXTURES.contains(target) && reaches(target, seen)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLookedFor(String name) {
    return name.endsWith("Test") || name.endsWith("Bench");
  }

  private static boolean needsRig(JavaClass type) {
    return hasTag(type, "rig");
  }

  private static boolean hasTag(JavaClass type, String name) {
    for (Optional<JavaClass> looked = Optional.of(type); looked.isPresent(); looked = looked.get().getRawSuperclass()) {
      Stream<Tag> one = looked.get().tryGetAnnotationOfType(Tag.class).stream();
      Stream<Tag> several = looked.get().tryGetAnnotationOfType(Tags.class).stream()
          .flatMap(tags -> Stream.of(tags.value()));
      Stream<String> ofProperties = looked.get().tryGetAnnotationOfType(net.jqwik.api.Tag.class)
          .map(net.jqwik.api.Tag::value).stream();
      if (Stream.concat(Stream.concat(one, several).map(Tag::value), ofProperties).anyMatch(name::equals)) {
        return true;
      }
    }
    return false;
  }

  private static String outermost(JavaClass type) {
    JavaClass looked = type;
    while (looked.getEnclosingClass().isPresent()) {
      looked = looked.getEnclosingClass().get();
    }
    return looked.getSimpleName();
  }
}
