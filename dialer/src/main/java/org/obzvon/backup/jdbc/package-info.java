/// Writes the backup file from PostgreSQL and loads it by COPY: the embedded server ships no pg_dump, and the one of a
/// distribution refuses a server of another version.
package org.obzvon.backup.jdbc;
