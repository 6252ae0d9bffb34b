/// The console's read models in PostgreSQL, across the steps of the business.
package org.obzvon.console.jooq;
