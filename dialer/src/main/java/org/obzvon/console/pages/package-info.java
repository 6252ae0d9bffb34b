/// What single pages show and do, put together from the steps of the work.
package org.obzvon.console.pages;
