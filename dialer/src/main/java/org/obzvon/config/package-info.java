/// The settings of an installation: the file, its sections with their checks, and the catalogue of everything that the
/// installer may replace, such as policies, scripts and templates.
package org.obzvon.config;
