package org.obzvon.app;

import java.sql.Connection;
import java.sql.SQLException;

/// The two accounts with which a dialer works in the embedded server. Neither is a superuser: one owns the tables and
/// migrates them, the other does the service's work and cannot change what the first one created.
final class EmbeddedRoles {
  static final String OWNER = "obzvon_owner";
  static final String SERVICE = "obzvon";

  private static final String ARE_READY = """
      select (select count(*) = 2 from pg_roles
               where rolname in ('%1$s', '%2$s') and rolcanlogin and not rolsuper and not rolcreaterole and not rolcreatedb)
         and (select pg_get_userbyid(datdba) = '%1$s' from pg_database where datname = current_database())
         and not exists (select 1 from pg_class c
                          where c.relnamespace in ('public'::regnamespace, to_regnamespace('quartz')) and c.relkind in ('r', 'p')
                            and pg_get_userbyid(c.relowner) not in ('%1$s', '%2$s')
                            and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e'))
      """.formatted(OWNER, SERVICE);

  private static final String MAKE = """
      do $$
      begin
        if not exists (select 1 from pg_roles where rolname = '%1$s') then
          create role %1$s;
        end if;
      end $$;
      alter role %1$s login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '%2$s'
      """;

  /// Hands over the tables of an earlier program, which belong to the superuser. Objects of an extension stay as they
  /// are.
  private static final String HAND_OVER = """
      do $$
      declare
        one record;
      begin
        execute format('alter database %%I owner to %1$s', current_database());
        if to_regnamespace('quartz') is not null then
          alter schema quartz owner to %1$s;
        end if;
        for one in
          select format('alter %%s %%s owner to %1$s',
                        case c.relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view' else 'table' end,
                        c.oid::regclass) as command
            from pg_class c
           where c.relnamespace in ('public'::regnamespace, to_regnamespace('quartz')) and c.relkind in ('r', 'p', 'v', 'm', 'S')
             and pg_get_userbyid(c.relowner) <> '%1$s'
             and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                                and (d.deptype = 'e' or c.relkind = 'S' and d.deptype in ('a', 'i')))
           union all
          select format('alter routine %%s owner to %1$s', p.oid::regprocedure)
            from pg_proc p
           where p.pronamespace = 'public'::regnamespace and pg_get_userbyid(p.proowner) <> '%1$s'
             and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
           union all
          select format('alter type %%s owner to %1$s', t.oid::regtype)
            from pg_type t
           where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd') and pg_get_userbyid(t.typowner) <> '%1$s'
             and not exists (select 1 from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
        loop
          execute one.command;
        end loop;
      end $$
      """.formatted(OWNER);

  private EmbeddedRoles() {}

  /// Creates the accounts and hands over to the owner what an earlier program created as superuser.
  ///
  /// @param administrator connection of the superuser
  /// @return false where a running service of an earlier program works as superuser: its tables are left as they are
  static boolean prepare(Connection administrator, String ownersPassword, String servicesPassword) throws SQLException {
    if (ask(administrator, ARE_READY)) {
      return true;
    }
    if (ask(administrator, Schema.IS_SERVED)) {
      return false;
    }
    administrator.setAutoCommit(false);
    try (var statement = administrator.createStatement()) {
      statement.execute("set local lock_timeout = '10s'");
      statement.execute(MAKE.formatted(OWNER, ownersPassword));
      statement.execute(MAKE.formatted(SERVICE, servicesPassword));
      statement.execute(HAND_OVER);
      administrator.commit();
      return true;
    } finally {
      administrator.rollback();
      administrator.setAutoCommit(true);
    }
  }

  private static boolean ask(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() && rows.getBoolean(1);
    }
  }
}
