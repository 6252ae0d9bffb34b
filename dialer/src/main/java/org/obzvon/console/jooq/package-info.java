/// Read models of the console in PostgreSQL, across the steps of the work.
package org.obzvon.console.jooq;
