/// Reads and removes personal data in PostgreSQL.
package org.obzvon.person.jooq;
