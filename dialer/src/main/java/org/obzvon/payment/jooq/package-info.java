/// Stores payments and promises in PostgreSQL: payment, balance and promise change in one transaction, under the lock
/// of the register.
package org.obzvon.payment.jooq;
