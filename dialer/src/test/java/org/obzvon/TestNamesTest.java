package org.obzvon;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/// The build finds a test by the name of its class: a wrong name means a test that nobody runs, or a test of the rig
/// that runs beside another one.
class TestNamesTest {
  private static final List<JavaClass> CLASSES_WITH_TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages("org.obzvon").stream()
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

  private static boolean isLookedFor(String name) {
    return name.endsWith("Test") || name.endsWith("Bench");
  }

  private static boolean needsRig(JavaClass type) {
    JavaClass looked = type;
    while (true) {
      if (looked.tryGetAnnotationOfType(Tag.class).filter(tag -> tag.value().equals("rig")).isPresent()) {
        return true;
      }
      if (looked.getRawSuperclass().isEmpty()) {
        return false;
      }
      looked = looked.getRawSuperclass().get();
    }
  }

  private static String outermost(JavaClass type) {
    JavaClass looked = type;
    while (looked.getEnclosingClass().isPresent()) {
      looked = looked.getEnclosingClass().get();
    }
    return looked.getSimpleName();
  }
}
