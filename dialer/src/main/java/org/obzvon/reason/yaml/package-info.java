/// Reads the rules for the consequences of reasons from the configuration.
package org.obzvon.reason.yaml;
