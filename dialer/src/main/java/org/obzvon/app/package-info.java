/// The composition root: it reads the settings, puts the parts of the service, the commands and the console together,
/// and stops them in reverse order. No other package knows it except the entry point.
package org.obzvon.app;
