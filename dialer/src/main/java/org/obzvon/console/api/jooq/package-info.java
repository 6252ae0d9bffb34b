/// Answers that are kept for repeated requests, in PostgreSQL.
package org.obzvon.console.api.jooq;
