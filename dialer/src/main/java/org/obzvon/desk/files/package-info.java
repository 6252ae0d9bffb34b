/// Recordings of talks as files in a folder that the exchange writes into and this service sees.
package org.obzvon.desk.files;
