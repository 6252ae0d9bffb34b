/// The desk's tables, and what an operator is shown of others'.
package org.obzvon.desk.jooq;
