/// Recordings of conversations as files in a folder that the exchange writes and this service reads.
package org.obzvon.desk.files;
