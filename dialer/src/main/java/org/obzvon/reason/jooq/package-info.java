/// Stores reasons and tickets in PostgreSQL.
package org.obzvon.reason.jooq;
