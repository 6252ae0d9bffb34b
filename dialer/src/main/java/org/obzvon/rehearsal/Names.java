package org.obzvon.rehearsal;

import java.util.List;
import org.obzvon.register.Language;

/// Invents names of people by combining common first names and surnames at random.
final class Names {
  private static final List<String> RU_WOMEN = List.of("Анна", "Мария", "Елена", "Ольга", "Наталья", "Ирина",
      "Светлана", "Татьяна", "Юлия", "Вера");
  private static final List<String> RU_MEN = List.of("Иван", "Сергей", "Алексей", "Дмитрий", "Андрей", "Николай",
      "Павел", "Михаил", "Олег", "Юрий");
  private static final List<String> RU_SURNAMES = List.of("Примеров", "Пробин", "Учебнов", "Образцов", "Небылин",
      "Вымыслов", "Черновиков", "Тестов",
      "Макетов", "Сценариев");
  private static final List<String> RO_NAMES = List.of("Ion", "Maria", "Andrei", "Elena", "Vasile", "Ana", "Ștefan",
      "Ioana", "Mihai", "Doina");
  private static final List<String> RO_SURNAMES = List.of("Exemplu", "Modelescu", "Probescu", "Pildă", "Schițaru",
      "Încercaru", "Machetaru", "Repetiu");
  private static final List<String> EN_NAMES = List.of("John", "Mary", "Peter", "Susan", "Paul", "Jane", "Mark",
      "Helen", "Luke", "Alice");
  private static final List<String> EN_SURNAMES = List.of("Sample", "Specimen", "Rehearsal", "Draft", "Mockup",
      "Placeholder", "Instance", "Nobody");
  private static final List<String> FIRMS = List.of("Пример", "Образец", "Макет", "Черновик", "Репетиция");

  private Names() {}

  static String person(Chance chance, Language language) {
    return switch (language) {
      case RU -> russian(chance);
      case RO -> chance.among(RO_SURNAMES) + " " + chance.among(RO_NAMES);
      case EN -> chance.among(EN_NAMES) + " " + chance.among(EN_SURNAMES);
    };
  }

  static String firm(Chance chance) {
    return "ООО \"" + chance.among(FIRMS) + "-" + chance.between(1, 99) + "\"";
  }

  private static String russian(Chance chance) {
    String surname = chance.among(RU_SURNAMES);
    return chance.happens(0.5) ? surname + "а " + chance.among(RU_WOMEN) : surname + " " + chance.among(RU_MEN);
  }
}
