/// Users, sessions, keys and the audit log in PostgreSQL.
package org.obzvon.staff.jooq;
