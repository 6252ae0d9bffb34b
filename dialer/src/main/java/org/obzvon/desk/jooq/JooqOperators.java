package org.obzvon.desk.jooq;

import static org.obzvon.jooq.Tables.STAFF_USER;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectField;
import org.obzvon.desk.Operator;
import org.obzvon.desk.Operators;
import org.obzvon.register.Language;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the operators among the staff.
public final class JooqOperators implements Operators {
  private static final Logger LOG = LoggerFactory.getLogger(JooqOperators.class);

  private final DSLContext db;

  public JooqOperators(DSLContext db) {
    this.db = db;
  }

  @Override
  public Optional<Operator> operator(UUID user) {
    return db.select(fields())
        .from(STAFF_USER)
        .where(STAFF_USER.ID.eq(user))
        .and(STAFF_USER.ACTIVE)
        .and(STAFF_USER.ROLE.eq("OPERATOR"))
        .and(STAFF_USER.ENDPOINT.isNotNull())
        .fetchOptional()
        .flatMap(JooqOperators::read);
  }

  static List<SelectField<?>> fields() {
    return List.of(STAFF_USER.ID, STAFF_USER.NAME, STAFF_USER.ENDPOINT, STAFF_USER.EXCHANGE, STAFF_USER.SPEAKS);
  }

  /// Returns the operator. Empty, with a line in the log, when the telephone cannot be dialled.
  static Optional<Operator> read(Record row) {
    try {
      return Optional.of(
          new Operator(
              row.get(STAFF_USER.ID), row.get(STAFF_USER.NAME), row.get(STAFF_USER.ENDPOINT),
              row.get(STAFF_USER.EXCHANGE),
              Arrays.stream(row.get(STAFF_USER.SPEAKS)).map(Language::valueOf).collect(Collectors.toSet())));
    } catch (IllegalArgumentException e) {
      LOG.warn("operator {} cannot sit at the desk: {}", row.get(STAFF_USER.ID), e.getMessage());
      return Optional.empty();
    }
  }
}
