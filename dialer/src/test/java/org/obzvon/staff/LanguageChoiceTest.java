package org.obzvon.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;

import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.staff.jooq.JooqUsers;

/// Tests a user who chooses a language on a page that was opened before an administrator changed the user's rights.
@Tag("slow")
class LanguageChoiceTest {
  private final DSLContext db = TestStore.fresh();
  private final Users users = new JooqUsers(db);

  private static User user(User before, Role role, boolean active) {
    return new User(
        before.id(), before.login(), before.name(), role, before.language(), before.telephone(), before.speaks(),
        new User.Standing(false, active, NOON));
  }

  @Test
  void the_choice_of_a_language_gives_nobody_back_what_was_taken_from_him() {
    User olga = new User(
        IdGenerator.next(), "olga", "Olga", Role.ADMINISTRATOR, Language.EN, Optional.empty(), Set.of(),
        new User.Standing(false, true, NOON));
    users.add(olga, "", NOON);
    users.change(user(olga, Role.OPERATOR, false));
    users.setLanguage(olga.id(), Language.RO);
    User now = users.byId(olga.id()).orElseThrow();
    assertThat(now.language()).isEqualTo(Language.RO);
    assertThat(now.role()).isEqualTo(Role.OPERATOR);
    assertThat(now.standing().active()).isFalse();
  }
}
