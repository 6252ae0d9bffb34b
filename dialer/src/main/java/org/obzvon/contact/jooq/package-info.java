/// The ledger, the plans and the open attempts in PostgreSQL.
package org.obzvon.contact.jooq;
