/// The rules of what follows from a reason, read from the configuration.
package org.obzvon.reason.yaml;
